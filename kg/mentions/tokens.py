"""Text → spaCy Doc: a token is one CJK character, one run of Latin letters and digits, or one mark.

``spacy.blank("zh")`` cuts DeepSeek-R1 into letters and English rules keep it whole; names of this
field need one rule for both scripts. ``doc.text == text`` always.
"""

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.doc import TEXT

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ0-9]+|\s+|.", re.DOTALL)


def first_token(text: str) -> str:
    """The first token of a text; "" if it has none."""
    found = _TOKEN.match(text)
    return found[0] if found else ""


class Tokenizer:
    """Callable that spaCy takes as ``nlp.tokenizer``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of ``text``."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _TOKEN.findall(text):
            if piece == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[TEXT] = text
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing is learned, so nothing is stored (spaCy asks when it saves a pipeline)."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "Tokenizer":
        """The counterpart of ``to_bytes``."""
        return self
