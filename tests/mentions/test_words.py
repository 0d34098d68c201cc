"""Sentences and words."""

from kg.mentions.words import Segmenter


def test_words_cover_the_text_and_know_their_place() -> None:
    text = "复旦大学附属中山医院联合上海科学智能研究院研发模型"
    words = Segmenter().words(text, 7)
    assert "".join(text[w.start - 7 : w.end - 7] for w in words) == text
    assert words[0].tag == "ORG"
