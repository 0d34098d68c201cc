"""Mentions go to the entities that the catalogue knows."""

import re

import pytest
from spacy.tokens import Doc

from kg.entities.link import Linker
from kg.extract import extractor, pipeline
from kg.types import Article
from kg.vocab import Kind

UNIT = Kind.BUSINESS_UNIT


def entities(text: str, language: str = "zh-Hans", by: str = "rules") -> dict[str, set[str]]:
    found = extractor(by)(Article(text, "x", ("x",), language))
    return {
        e.slug: {text[m.start : m.end] for m in found.mentions if m.entity == e.slug}
        for e in found.entities
    }


def document(text: str, names: dict[str, Kind]) -> Doc:
    """A text whose mentions are these names (regular expressions)."""
    doc = pipeline("reader").make_doc(text)
    at = [(m.span(), kind) for name, kind in names.items() for m in re.finditer(name, text)]
    spans = [doc.char_span(*span, label=kind) for span, kind in sorted(at)]
    doc.spans["mentions"] = [s for s in spans if s is not None]
    doc.spans["inner"] = []
    return doc


def linked(text: str, names: dict[str, Kind]) -> dict[str, set[str]]:
    """The entities of such a text, with all that they are called."""
    found = Linker()(document(text, names))._.entities
    return {e.slug: {e.label.text, *(n.text for n in e.names)} for e in found}


def test_a_known_system_behind_its_makers_name_is_that_system() -> None:
    doc = document("采用腾讯混元大模型。", {"腾讯混元大模型": Kind.MODEL})
    doc.spans["inner"] = [
        doc.char_span(2, 4, label=Kind.COMPANY, kb_id="tencent"),
        doc.char_span(4, 9, label=Kind.MODEL, kb_id="hunyuan"),
    ]
    assert [e.slug for e in Linker()(doc)._.entities] == ["hunyuan"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("百川智能创始人王小川（CEO）出席会议。云知声的CEO黄伟发言。", "CEO"),
        ("瑞金医院副院长李明（原副院长）到场。王芳副院长致辞。", "副院长"),
        ("Epic Systems (Table 2) grew. Table 2 shows how.", "Table 2"),
    ],
)
def test_what_is_no_name_is_no_second_name(text: str, name: str) -> None:
    said = entities(text, "en" if text.isascii() else "zh-Hans", "reader")
    assert not any(name in names for names in said.values())


def test_what_stands_in_a_dropped_name_comes_back() -> None:
    assert entities("腾讯投资了东软集团。", by="reader") == {
        "tencent": {"腾讯"},
        "neusoft": {"东软集团"},
    }


def test_a_short_form_of_two_names_stands_for_the_one_before_it() -> None:
    text = (
        "Auburn Metro Hospital (AMH) signed. AMH went live."
        " Arlen Mercy Hospital (AMH) signed too. AMH is pleased."
    )
    said = entities(text, "en")
    assert said["hospital-auburnmetrohospital"] == {"Auburn Metro Hospital", "AMH"}
    assert said["hospital-arlenmercyhospital"] == {"Arlen Mercy Hospital", "AMH"}


def test_an_acronym_behind_a_second_name_is_the_same_thing() -> None:
    text = "安泓醫院採用見微模型(Explainable Vision, XV)。XV很快。"
    seen = {"見微模型": Kind.MODEL, "Explainable Vision": Kind.MODEL, "XV": Kind.MODEL}
    assert len(linked(text, seen)) == 1
    listed = "採用見微模型(Explainable Vision, GPT)。"
    assert len(linked(listed, {"見微模型": Kind.MODEL, "GPT": Kind.MODEL})) == 2


def test_a_short_form_of_a_short_form_is_the_same_thing() -> None:
    text = "Zorvex Langdon Health opened. Zorvex Langdon grew. Zorvex is large."
    names = "Zorvex Langdon Health", "Zorvex Langdon", "Zorvex"
    assert len(linked(text, dict.fromkeys(names, Kind.HOSPITAL))) == 1


def test_a_name_that_one_row_has_for_certain_is_that_rows() -> None:
    assert "renji-hospital" in entities("仁济医院近日与华为签署合作协议。", by="reader")


def test_units_of_two_owners_with_one_name_are_two() -> None:
    text = "安泓医院信息中心签约，禾一医院信息中心也签约。"
    assert linked(
        text, {"安泓医院": Kind.HOSPITAL, "禾一医院": Kind.HOSPITAL, "信息中心": UNIT}
    ) == {
        "hospital-安泓医院": {"安泓医院"},
        "hospital-禾一医院": {"禾一医院"},
        "businessunit-安泓医院信息中心": {"信息中心", "安泓医院信息中心"},
        "businessunit-禾一医院信息中心": {"信息中心", "禾一医院信息中心"},
    }


def test_a_units_owner_may_be_spelt_in_two_ways() -> None:
    text = "瑞金医院信息中心签约，上海瑞金医院信息中心发言，信息中心主任到场。"
    hospitals = {"上海瑞金医院": Kind.HOSPITAL, "(?<!上海)瑞金医院": Kind.HOSPITAL}
    found = linked(text, {**hospitals, "信息中心": UNIT})
    assert [slug for slug in found if slug.startswith("businessunit")] == [
        "businessunit-上海瑞金医院信息中心"
    ]


def test_a_unit_without_its_owner_is_the_latest_of_its_name() -> None:
    text = "安泓医院信息中心签约，禾一医院信息中心也签约，信息中心主任到场。"
    doc = document(text, {"安泓医院": Kind.HOSPITAL, "禾一医院": Kind.HOSPITAL, "信息中心": UNIT})
    units = [s.kb_id_ for s in Linker()(doc).spans["mentions"] if s.label_ == UNIT]
    assert units == [
        "businessunit-安泓医院信息中心",
        "businessunit-禾一医院信息中心",
        "businessunit-禾一医院信息中心",
    ]


def test_a_unit_is_not_short_for_another_owners() -> None:
    text = "安泓医院手术中心签约，禾一医院泌尿手术中心也签约。"
    names = {"安泓医院": Kind.HOSPITAL, "禾一医院": Kind.HOSPITAL, "泌尿手术中心": UNIT}
    assert len(linked(text, {**names, "(?<!泌尿)手术中心": UNIT})) == 4


def test_a_company_is_not_the_hospital_of_its_name() -> None:
    text = "Zorvex signed with Zorvex Northern Hospital."
    names = {"Zorvex Northern Hospital": Kind.HOSPITAL, "Zorvex(?! N)": Kind.COMPANY}
    assert len(linked(text, names)) == 2


def test_a_short_name_that_leaves_out_what_tells_the_long_one_is_another() -> None:
    text = "温岚市第一医院签约，温岚医院到场。"
    names = {"温岚市第一医院": Kind.HOSPITAL, "温岚医院": Kind.HOSPITAL}
    assert len(linked(text, names)) == 2


def test_a_unit_goes_by_its_name_with_its_owner_and_without() -> None:
    text = "ArlenCo Cloud Unit opened. The Cloud Unit is large."
    assert linked(text, {"ArlenCo": Kind.COMPANY, "Cloud Unit": UNIT}) == {
        "company-arlenco": {"ArlenCo"},
        "businessunit-arlencocloudunit": {"Cloud Unit", "ArlenCo Cloud Unit"},
    }


def test_a_short_form_that_begins_and_ends_as_an_organisation_is_it() -> None:
    text = "国家核能科技研究院开发系统，国核院副院长发言。"
    names = {"国家核能科技研究院": Kind.RESEARCH_INSTITUTE, "国核院": Kind.HOSPITAL}
    assert list(linked(text, names).values()) == [{"国家核能科技研究院", "国核院"}]


def test_a_company_goes_by_its_name_with_its_legal_form_and_without() -> None:
    text = "安泓科技公司与禾一软件有限公司签约。"
    names = {"安泓科技": Kind.COMPANY, "禾一软件有限公司": Kind.COMPANY}
    assert linked(text, names) == {
        "company-安泓科技": {"安泓科技", "安泓科技公司"},
        "company-禾一软件": {"禾一软件", "禾一软件有限公司"},
    }


def test_versions_are_two_models_wherever_the_dot_stands() -> None:
    text = "MedLing-1.1领先，MedLing-11落后。"
    assert set(linked(text, {"MedLing-1\\.1": Kind.MODEL, "MedLing-11": Kind.MODEL})) == {
        "model-medling1-1",
        "model-medling11",
    }


def test_an_area_goes_by_its_name_with_what_it_is_part_of_and_without() -> None:
    areas = {"临江市普岭区": Kind.PLACE, "(?<!市)普岭区": Kind.PLACE}
    assert len(linked("临江市普岭区发布消息，普岭区将推广。", areas)) == 1
    assert (
        len(linked("临江市普岭区、安禾市普岭区，普岭区。", areas | {"安禾市普岭区": Kind.PLACE}))
        == 3
    )


def test_an_ambiguous_short_name_is_what_the_text_names_in_full() -> None:
    text = "中央大學與三軍總醫院簽約。校長周景揚說，中大將投入生醫研究。"
    assert entities(text, "zh-Hant", "reader")["national-central-university"] == {
        "中央大學",
        "中大",
    }
    text = "香港中文大學與瑪麗醫院簽約。校長說，中大將投入生醫研究。"
    assert "中大" in entities(text, "zh-Hant", "reader")["cuhk"]


def test_an_acronym_in_brackets_behind_a_specialty_is_that_specialty() -> None:
    text = "罕见血癌(RBCX)很难治，RBCX患者不多。"
    names = {"罕见血癌": Kind.SPECIALTY, "RBCX": Kind.MODEL}
    assert linked(text, names) == {"specialty-罕见血癌": {"罕见血癌", "RBCX"}}
    assert (
        len(linked("罕见血癌(RBCX)很难治。", {"罕见血癌": Kind.SPECIALTY, "RBCX": Kind.HOSPITAL}))
        == 2
    )
    assert linked("专科人工智能(AI)很新，AI也贵。", {"专科人工智能": Kind.SPECIALTY}) == {
        "specialty-专科人工智能": {"专科人工智能"}
    }
