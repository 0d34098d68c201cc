from kg.types import Entity, Name
from kg.views.scene import Scene, names
from kg.views.terms import labels
from kg.vocab import Kind, Modality, Relation


def entity(slug, kind):
    return Entity(slug, kind, Name(slug, "en"))


MAKER, USER, RIVAL = (entity(s, Kind.COMPANY) for s in ("maker", "user", "rival"))
MODEL, OTHER = (entity(s, Kind.MODEL) for s in ("model", "other"))
USE = entity("triage", Kind.SCENARIO)
EARLY, LATE = (entity(s, Kind.CARE_STAGE) for s in ("PreHospital", "PostHospital"))


def said(*statements):
    return [
        (s, r, o, f"Sentence {i}.", Modality.ASSERTED) for i, (s, r, o) in enumerate(statements)
    ]


def test_a_stage_gathers_systems_uses_and_those_who_make_or_run_them(tell):
    scene = Scene(
        tell(
            *said(
                (MODEL, Relation.COVERS_STAGE, EARLY),
                (USE, Relation.IN_STAGE, LATE),
                (OTHER, Relation.APPLIES_TO, USE),
                (MAKER, Relation.DEVELOPS, MODEL),
                (USER, Relation.DEPLOYS, OTHER),
                (RIVAL, Relation.COMPETES_WITH, MAKER),
            )
        )
    )
    slugs = {
        stage: {scene.nodes[i].slug for i in members} for stage, members in scene.stages().items()
    }
    assert list(slugs) == ["PreHospital", "PostHospital"]
    assert slugs["PreHospital"] == {"PreHospital", "model", "maker"}
    assert slugs["PostHospital"] == {"PostHospital", "triage", "other", "user"}


def test_a_denial_puts_nothing_into_a_stage(tell):
    scene = Scene(tell((MODEL, Relation.COVERS_STAGE, EARLY, "It does not.", Modality.NEGATED)))
    assert scene.stages() == {"PreHospital": [scene.index["PreHospital"]]}


def test_the_first_view_holds_the_best_connected_and_every_joined_stage(synthetic):
    scene = Scene(synthetic(300))
    core = scene.core(20)
    assert {"PreHospital", "InHospital", "PostHospital"} <= {scene.nodes[i].slug for i in core}
    assert core == sorted(core)
    assert set(range(20)) <= set(core)
    assert len(core) <= 23


def test_one_line_joins_a_pair_whatever_is_said_of_it(tell):
    scene = Scene(
        tell(
            *said(
                (MAKER, Relation.PARTNERS_WITH, USER),
                (USER, Relation.SUPPLIES_TO, MAKER),
                (MAKER, Relation.ACQUIRES, USER),
            )
        )
    )
    assert scene.lines == [(0, 1)]


def test_the_label_leads_and_abbreviations_come_last():
    ruijin = Entity(
        "ruijin",
        Kind.HOSPITAL,
        Name("瑞金医院", "zh-Hans"),
        (Name("RJH", "en"), Name("Ruijin Hospital", "en"), Name("Ruijin Hospital of SJTU", "en")),
    )
    assert [n.text for n in names(ruijin)] == [
        "瑞金医院",
        "Ruijin Hospital",
        "Ruijin Hospital of SJTU",
        "RJH",
    ]


def test_every_class_and_relation_is_called_something_in_both_languages():
    for term in (*Kind, *Relation):
        assert labels()[term.value].keys() == {"zh", "en"}, term
