"""Bytes to text: UTF-8, UTF-16 with its mark, GB18030, Big5, and Western pages as a last resort.

Strict UTF-8 is hardly ever wrong, so it comes first, whatever the page declares; then the declared
Chinese encoding; then whichever Chinese encoding gives text of everyday characters.
"""

import codecs
import re
from collections.abc import Iterator
from itertools import islice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_CHINESE = {"gb": ("gb18030",), "big": ("cp950", "big5hkscs")}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_EVERYDAY = 0.6  # share of everyday characters that real Chinese text has and a misreading lacks
_WESTERN = 0.15  # share of non-ASCII characters above which Western text is not believed
_BROKEN = 0.02  # share of broken characters that Unicode may have (texts cut in mid-character)
_SAMPLE = 5000  # characters looked at


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``; ``declared`` is the charset that its server named, if any.

    Raises ValueError, its message for the user, if the bytes are not text.
    """
    text = _decode(data, declared)
    if len(_CONTROL.findall(text)) > len(text) // 1000:
        raise ValueError("binary data, not text")
    return text


def _decode(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            marked = data.decode(encoding, errors="replace")
            if marked.count("\ufffd") > _BROKEN * len(marked) + 1:
                raise ValueError("binary data, not text")
            return marked
    if b"\0" in data:
        raise ValueError("binary data, not text")
    for encoding in ("utf-8", *_declared_chinese(data, declared)):
        text = _strictly(data, encoding)
        if text is not None:
            return text
    return _by_plausibility(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared_chinese(data: bytes, declared: str | None) -> Iterator[str]:
    """Declared encodings, if Chinese: servers say iso-8859-1 of what they do not know."""
    inside = _DECLARED.search(data, 0, 4096)
    for name in (declared, inside and inside[1].decode("ascii", "ignore")):
        for family, encodings in _CHINESE.items():
            if name and name.lower().startswith(family):
                yield from encodings


def _by_plausibility(data: bytes) -> str:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken < _BROKEN * sum(not c.isascii() for c in text):
        return text
    readings = (data.decode(e, errors="replace") for e in ("gb18030", "cp950", "big5hkscs"))
    score, text = max((_everyday(text), text) for text in readings)
    if score >= _EVERYDAY:
        return text
    text = data.decode("cp1252", errors="replace")
    if sum(not c.isascii() for c in text) > _WESTERN * len(text):
        raise ValueError("its encoding is not known; save it as UTF-8")
    return text


def _everyday(text: str) -> float:
    """The share of everyday Chinese characters and marks among those that are not ASCII."""
    foreign = list(islice((c for c in text if not c.isascii()), _SAMPLE))
    return sum(map(_is_everyday, foreign)) / max(1, len(foreign))


def _is_everyday(char: str) -> bool:
    """Whether one of the national sets has it among its everyday characters or its marks.

    GB 2312 orders 3,755 everyday characters in rows B0-D7, Big5 5,401 in rows A4-C6; both have
    their marks in A1-A3.
    """
    lead = char.encode("gb2312", "ignore")[:1]
    if b"\xa1" <= lead <= b"\xa3" or b"\xb0" <= lead <= b"\xd7":
        return True
    return b"\xa1" <= char.encode("big5", "ignore")[:1] <= b"\xc6"
