"""Who has a post in a unit has one in the organisation that the unit belongs to."""

from kg.extract import extractor
from kg.types import Article, Claim
from kg.vocab import Modality, Relation


def posts(text: str, language: str) -> dict[str, Claim]:
    """The posts in a text, by the name of where they are."""
    found = extractor("reader")(Article(text, "x", ("x",), language))
    names = {e.slug: e.label.text for e in found.entities}
    return {names[c.object]: c for c in found.claims if c.relation is Relation.AFFILIATED_WITH}


def test_a_post_in_a_unit_is_one_in_its_owner_where_the_sentence_names_both() -> None:
    text = "华为成立了医疗卫生军团。华为医疗卫生军团总裁张伟力出席了活动。"
    found = posts(text, "zh-Hans")
    assert {"华为", "华为医疗卫生军团"} <= found.keys()
    assert {c.role for c in found.values()} == {"总裁"}
    assert {text[c.start : c.end] for c in found.values()} == {text[12:]}
    alone = posts("华为成立了医疗卫生军团。医疗卫生军团总裁张伟力出席了活动。", "zh-Hans")
    assert len(alone) == 1


def test_a_former_post_in_a_unit_is_a_former_one_in_its_owner() -> None:
    found = posts("华为成立了医疗卫生军团。华为医疗卫生军团原总裁张伟力出席了活动。", "zh-Hans")
    assert len(found) == 2
    assert {c.modality for c in found.values()} == {Modality.ENDED}
