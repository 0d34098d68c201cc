"""Spellings of one name end in one entity; names of two things stay apart."""

import pytest

from kg.entities.forms import bare
from kg.extract import extractor
from kg.types import Article


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
