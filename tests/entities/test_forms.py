"""Spellings of one name end in one entity; names of two things stay apart."""

import pytest
from spacy.tokens import Span
from spacy.vocab import Vocab

from kg.entities.forms import abbreviates, bare, coined, pieces
from kg.extract import extractor
from kg.mentions.tokens import Tokenizer
from kg.types import Article, Name
from kg.vocab import Kind


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Tencent Holdings Ltd", "Tencent"),
        ("Abridge AI, Inc.", "Abridge AI"),
        ("明岐医疗科技股份有限公司", "明岐医疗科技"),
        ("明岐集团", "明岐"),
        ("Limited", "Limited"),
        ("集团", "集团"),
    ],
)
def test_legal_forms_are_no_part_of_a_name(name: str, same: str) -> None:
    assert bare(name) == same


def labels(text: str, language: str) -> dict[str, set[str]]:
    found = extractor("rules")(Article(text, "x", ("x",), language))
    return {e.slug: {n.text for n in (e.label, *e.names)} for e in found.entities}


@pytest.mark.parametrize(
    ("text", "language", "one", "other"),
    [
        ("“岐安”大模型上线。岐安病理大模型用于病理。", "zh-Hans", "岐安", "岐安病理大模型"),
        ("Marlow Technologies Inc hired staff. Marlow Technologies sold it.", "en", "Marlow Technologies", "Marlow Technologies Inc"),
    ],
)  # fmt: skip
def test_short_and_full_form_are_one(text: str, language: str, one: str, other: str) -> None:
    assert any({one, other} <= said for said in labels(text, language).values())


def test_versions_of_a_model_stay_apart() -> None:
    found = labels("安禾市人民医院引入DeepSeek，后又引入DeepSeek-R1。", "zh-Hans")
    assert not any({"DeepSeek", "DeepSeek-R1"} <= said for said in found.values())


@pytest.mark.parametrize(
    ("short", "full", "kind"),
    [
        ("瑞金医院", "上海瑞金医院", Kind.HOSPITAL),
        ("瑞智", "瑞智病理大模型", Kind.MODEL),
        ("NYU", "NYU Langone", Kind.HOSPITAL),
        ("岐安科技", "安禾岐安科技有限公司", Kind.COMPANY),
        ("CareNote", "Halden CareNote", Kind.PRODUCT),
        ("Seo", "Seo Bum-seok", Kind.PERSON),
        ("Patel", "Bhavik Patel", Kind.PERSON),
        ("岐安科创", "岐安科创顾问公司", Kind.COMPANY),
        ("Marlow Health", "MARLOW Health Technologies", Kind.COMPANY),
        ("药品监管厅", "安禾省药品监管厅", Kind.GOVERNMENT_BODY),
    ],
)
def test_a_short_form_is_found_among_the_pieces_of_the_long_one(
    short: str, full: str, kind: Kind
) -> None:
    less, more = (whole(text, kind) for text in (short, full))
    assert abbreviates(less, more)
    assert short.lower() in pieces(more)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        (("Halden", Kind.COMPANY), ("Halden International", Kind.ASSOCIATION), True),
        (("Halden", Kind.COMPANY), ("Halden CareNote", Kind.PRODUCT), False),
        (("Harrow University", Kind.RESEARCH_INSTITUTE), ("Harrow University Hospital", Kind.HOSPITAL), False),
        (("清河大学", Kind.RESEARCH_INSTITUTE), ("清河大学医学院", Kind.RESEARCH_INSTITUTE), False),
    ],
)  # fmt: skip
def test_a_short_form_may_be_taken_for_another_organisation(
    short: tuple[str, Kind], full: tuple[str, Kind], same: bool
) -> None:
    assert abbreviates(whole(*short), whole(*full)) is same


@pytest.mark.parametrize(
    ("short", "full", "kind", "same"),
    [
        ("岐生科", "岐安生医大数据科技", Kind.COMPANY, True),
        ("岐安", "岐安智能", Kind.COMPANY, True),
        ("安大二院", "安禾大学医学院附属第二医院", Kind.HOSPITAL, True),
        ("学会", "安禾眼科学会", Kind.ASSOCIATION, True),
        ("指引", "眼科人工智能应用指引", Kind.POLICY, True),
        ("移安", "清河·移安", Kind.MODEL, True),
        ("HIM", "Halden Institute of Medicine", Kind.RESEARCH_INSTITUTE, True),
        ("清河市人民医院", "清河市第三人民医院", Kind.HOSPITAL, False),
        ("移安", "移安·知医", Kind.MODEL, False),
        ("HIM", "Halden Hospital", Kind.HOSPITAL, False),
    ],
)
def test_a_short_form_that_only_its_text_knows(
    short: str, full: str, kind: Kind, same: bool
) -> None:
    assert coined(whole(short, kind), whole(full, kind)) is same


def test_a_known_company_is_no_short_form_of_its_subsidiary() -> None:
    found = labels("腾讯旗下的腾讯岐安科技有限公司与安禾市人民医院合作。", "zh-Hans")
    assert len([said for said in found.values() if any("腾讯" in name for name in said)]) == 2


def test_a_short_form_of_two_things_joins_neither() -> None:
    found = labels("安禾瑞和医院引入CT。东川瑞和医院也引入CT。瑞和医院上线。", "zh-Hans")
    assert not any("瑞和医院" in said and len(said) > 1 for said in found.values())


def test_an_apostrophe_makes_no_name_chinese() -> None:
    article = Article("Marlow Children’s Hospital hired staff.", "x", ("x",), "en")
    (entity,) = extractor("rules")(article).entities
    assert entity.label == Name("Marlow Children’s Hospital", "en")


def whole(text: str, kind: Kind) -> Span:
    doc = Tokenizer(Vocab())(text)
    return Span(doc, 0, len(doc), label=kind)
