"""Sentences and words."""

from itertools import pairwise

import pytest

from kg.mentions.words import Segmenter, sentence_ends


def sentences(text: str) -> list[str]:
    starts = [0, *sentence_ends(text)]
    return [text[a:b].strip() for a, b in pairwise(starts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲公司发布模型。乙医院上线！", ["甲公司发布模型。", "乙医院上线！"]),
        ("他说：“已经上线。”随后离开。", ["他说：“已经上线。”", "随后离开。"]),
        ("标题没有句号\n正文。", ["标题没有句号", "正文。"]),
        ("GPT-4.5 is out. Mayo uses it.", ["GPT-4.5 is out.", "Mayo uses it."]),
        ("Acme Inc. bought it. Dr. Roe left.", ["Acme Inc. bought it.", "Dr. Roe left."]),
        ("J. Roe works in the U.S. market.", ["J. Roe works in the U.S. market."]),
        ("Qwen2.5-72B发布。", ["Qwen2.5-72B发布。"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_words_cover_the_text_and_know_their_place() -> None:
    text = "复旦大学附属中山医院联合上海科学智能研究院研发模型"
    words = Segmenter().words(text, 7)
    assert "".join(text[w.start - 7 : w.end - 7] for w in words) == text
    assert words[0].tag == "ORG"
