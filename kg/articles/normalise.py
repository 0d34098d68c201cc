"""Text as it is stored: one paragraph a line, nothing invisible, the same however often applied."""

import re
import unicodedata

_BREAK = re.compile(r"\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
# Control and format characters (bidi overrides, joiners, soft hyphens), surrogates, private use,
# and the mark that decoding leaves for a broken character: none of them is text.
_NOISE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_SPACE = str.maketrans({"\t": " ", "\xa0": " "})


def split_lines(text: str) -> list[str]:
    """The lines of ``text``, blank ones too: NFC, trimmed, without noise."""
    even = unicodedata.normalize("NFC", _NOISE.sub("", text).translate(_SPACE))
    return [line.strip() for line in _BREAK.split(even)]


def normalise(text: str) -> str:
    """``text`` in NFC, one newline between paragraphs, trimmed. Idempotent."""
    return "\n".join(filter(None, split_lines(text)))
