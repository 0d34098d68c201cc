"""Mentions go to the entities that the catalogue knows."""

import pytest

from kg.extract import extractor
from kg.types import Article


def entities(text: str, language: str = "zh-Hans", by: str = "rules") -> dict[str, set[str]]:
    found = extractor(by)(Article(text, "x", ("x",), language))
    return {
        e.slug: {text[m.start : m.end] for m in found.mentions if m.entity == e.slug}
        for e in found.entities
    }


def test_a_known_system_behind_its_makers_name_is_that_system() -> None:
    text = "2024年12月发布，启元重症大模型基于腾讯混元大模型训练，面向重症专科。"
    found = extractor("reader")(Article(text, "x", ("x",), "zh-Hans"))
    assert "hunyuan" in {
        m.entity for m in found.mentions if text[m.start : m.end].startswith("腾讯")
    }


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


def test_a_short_form_of_a_short_form_is_the_same_thing() -> None:
    text = "Zorvex Langdon Health opened. Zorvex Langdon grew. Zorvex is large."
    assert len(entities(text, "en", "reader")) == 1


def test_a_name_that_one_row_has_for_certain_is_that_rows() -> None:
    assert "renji-hospital" in entities("仁济医院近日与华为签署合作协议。", by="reader")
