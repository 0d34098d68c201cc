"""What the trained reader sees becomes a mention only if it is shaped like a name."""

import pytest

from kg.extract import extract, pipeline
from kg.mentions.learned import _spans, _whole
from kg.reader import Found
from kg.types import Article, Extraction
from kg.vocab import Kind


def spelled(text: str, *seen: str, kind: Kind = Kind.COMPANY) -> list[str]:
    """The spans of ``text`` after the reader saw these names in it."""
    doc = pipeline("reader").make_doc(text)
    at = [(text.index(name), len(name)) for name in seen]
    found = [Found(start, start + size, kind, 0.9) for start, size in at]
    return [span.text for span in _spans(doc, found)]


def test_a_single_sign_is_no_name() -> None:
    assert spelled("安泓科技董事长暨执行长出席。", "安泓科技", "暨") == ["安泓科技"]


def test_a_bracket_that_a_name_opens_belongs_to_it() -> None:
    assert spelled("安泓(上海)有限公司", "安泓(上海") == ["安泓(上海)"]
    assert spelled("安泓(上海分公司)", "安泓(上海") == ["安泓(上海"]
    assert spelled("(台安泓)投资", "台安泓)") == ["台安泓"]


def test_a_bracket_that_a_systems_name_opens_holds_its_second_name() -> None:
    for seen in ("RuiPath(瑞智)", "RuiPath(瑞智", "RuiPath (瑞智)"):
        assert spelled("发布RuiPath(瑞智)。发布RuiPath (瑞智)", seen, kind=Kind.MODEL) == [
            "RuiPath"
        ]
    assert spelled("安泓(上海)", "安泓(上海)") == ["安泓(上海)"]


def test_a_name_does_not_end_in_and() -> None:
    trust = "Northern Lincolnshire and Goole Hospitals NHS Foundation Trust"
    text = f"{trust} uses it."
    seen = "Northern Lincolnshire and", "Goole Hospitals NHS Foundation Trust"
    assert spelled(text, *seen) == [trust]
    assert spelled(text, seen[0]) == ["Northern Lincolnshire"]
    assert spelled("Center for\nMayo Clinic", "Center for", "Mayo Clinic") == [
        "Center",
        "Mayo Clinic",
    ]
    assert spelled("Healthland Mayo Clinic", "Healthland", "Mayo Clinic") == [
        "Healthland",
        "Mayo Clinic",
    ]
    assert spelled("患者参与", "患者参与", kind=Kind.STRATEGY) == ["患者参与"]
    assert spelled("影像与健康光电中心", "影像与", "健康光电中心") == ["影像与健康光电中心"]


@pytest.mark.parametrize(
    ("text", "seen", "name"),
    [
        ("Ward Hospital in Leeds", "Ward Hospital in", "Ward Hospital"),
        ("Express Check-in", "Express Check-in", "Express Check-in"),
        ("收购Merava公司", "Merava公司", "Merava"),
        ("收购安泓公司", "安泓公司", "安泓公司"),
    ],
)
def test_a_name_ends_before_what_is_none_of_it(text: str, seen: str, name: str) -> None:
    assert spelled(text, seen) == [name]


def test_a_policy_reaches_to_the_end_of_its_title() -> None:
    cut = "关于推进以"
    text = "印发《关于推进以病历为核心的建设的通知》，《指引》未印发。"
    assert spelled(text, cut, kind=Kind.POLICY) == ["关于推进以病历为核心的建设的通知"]
    assert spelled(text, cut, kind=Kind.PRODUCT) == ["关于推进以"]
    assert spelled("印发《关于推进以\n病历为核心的通知》。", cut, kind=Kind.POLICY) == [
        "关于推进以"
    ]


def test_a_system_in_quotes_read_in_parts_is_one_name() -> None:
    text = "上线“病历检索与质控系统”和“云谷大模型和Yungu”。"
    seen = [
        Found(text.index(name), text.index(name) + len(name), kind, 0.9)
        for name, kind in (
            ("病历检索", Kind.SCENARIO),
            ("质控系统", Kind.PRODUCT),
            ("云谷大模型", Kind.MODEL),
            ("Yungu", Kind.MODEL),
        )
    ]
    whole = [text[f.start : f.end] for f in _whole(text, seen, seen, lambda *_: 0.9)]
    assert whole == ["病历检索与质控系统"]
    assert not [*_whole(text, seen, seen, lambda *_: 0.5)]


def test_a_dash_behind_a_name_does_not_belong_to_it() -> None:
    assert spelled("《安泓医学院-禾一科技合作协议》", "安泓医学院-", "禾一科技") == [
        "安泓医学院",
        "禾一科技",
    ]


def test_signs_of_the_sentence_around_a_name_are_none_of_it() -> None:
    assert spelled("会议在安泓科技的园区举行。", "在安泓科技的") == ["安泓科技"]
    assert spelled("Zorvex™上线。", "Zorvex™") == ["Zorvex"]
    assert spelled("“在线禾一”上线。", "在线禾一") == ["在线禾一"]
    assert spelled("Dr. Lindqvist leads AI.", "Dr. Lindqvist", kind=Kind.PERSON) == ["Lindqvist"]
    assert spelled("Dr Mata reads eyes.", "Dr Mata", kind=Kind.PRODUCT) == ["Dr Mata"]


def test_a_ticker_behind_a_company_is_none_of_its_name() -> None:
    assert spelled("Lindqvist, Inc. LQV rose.", "Lindqvist, Inc. LQV") == ["Lindqvist, Inc."]


def test_a_word_for_things_of_its_kind_names_none() -> None:
    assert spelled("安泓科技签署MOU，采用LLM。", "安泓科技", "MOU", "LLM") == ["安泓科技"]


def test_a_web_address_names_none() -> None:
    assert spelled("More at halden.com and at Halden.ai today.", "halden.com", "Halden.ai") == [
        "Halden.ai"
    ]


def test_a_fiscal_year_and_a_degree_name_none() -> None:
    text = "Halden earned more in H1FY24, says Ann Moreau, DNP."
    assert spelled(text, "Halden", "H1FY24", "DNP") == ["Halden"]


def test_a_state_behind_its_city_is_no_part_of_the_name() -> None:
    text = "Halden of Port Marlow, Wisconsin, hired in Georgia."
    seen = ("Port Marlow, Wisconsin", "Georgia")
    assert spelled(text, *seen, kind=Kind.PLACE) == ["Port Marlow", "Georgia"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("BOSTON, MA – April 21, 2026 – Halden opened a lab in Madrid", {"Madrid"}),
        ("KUALA LUMPUR: The clinic of Halden stands in Singapore.", {"Singapore"}),
        ("实习生白某 北京报道：禾一科技位于上海。", {"上海"}),
        ("禾一科技总部在北京，对此有报道。", {"北京"}),
        ("Halden has its seat in Boston, where it began.", {"Boston"}),
    ],
)
def test_the_place_that_a_report_was_sent_from_is_none_of_the_news(
    text: str, places: set[str]
) -> None:
    language = "en" if text[0].isascii() else "zh-Hans"
    found = extract(Article(text, "", ("x",), language))
    said = {text[m.start : m.end] for m in found.mentions if m.entity in _places(found)}
    assert said == places


def _places(found: Extraction) -> set[str]:
    return {e.slug for e in found.entities if e.kind is Kind.PLACE}


def test_a_doubtful_name_that_nothing_is_said_of_is_left_out() -> None:
    nlp = pipeline("reader")
    doc = nlp.make_doc("健康中国战略要靠大家一起来。瑞金医院与华为签署战略合作协议。")
    *before, (last, alone) = nlp.pipeline
    for _, component in before:
        doc = component(doc)
    assert last == "kg_alone"
    assert {s.text for s in doc.spans["mentions"]} == {"中国", "瑞金医院", "华为"}
    doc = alone(doc)
    assert {s.text for s in doc.spans["mentions"]} == {"瑞金医院", "华为"}
    assert {e.slug for e in doc._.entities} == {"ruijin-hospital", "huawei"}
