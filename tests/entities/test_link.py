"""Mentions go to the entities that the catalogue knows."""

from kg.extract import extractor
from kg.types import Article


def test_a_known_system_behind_its_makers_name_is_that_system() -> None:
    text = "2024年12月发布，启元重症大模型基于腾讯混元大模型训练，面向重症专科。"
    found = extractor("reader")(Article(text, "x", ("x",), "zh-Hans"))
    assert "hunyuan" in {
        m.entity for m in found.mentions if text[m.start : m.end].startswith("腾讯")
    }
