"""Tokens: any text comes back from its Doc, Latin names keep their borders."""

import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.doc import plain
from kg.mentions.tokens import Tokenizer

tokenize = Tokenizer(spacy.blank("xx").vocab)


@given(st.text(min_size=1))
def test_a_doc_gives_its_text_back(text: str) -> None:
    doc = tokenize(text)
    assert doc.text == text == plain(doc)


def test_a_latin_run_is_one_token_and_a_chinese_character_is_one() -> None:
    assert [t.text for t in tokenize("接入DeepSeek-R1满血版")] == [
        *"接入",
        "DeepSeek",
        "-",
        "R1",
        *"满血版",
    ]
