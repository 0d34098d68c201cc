"""Text folded for comparison: one script, one width, noise gone; offsets kept.

``fold`` gives the text that extraction reads (simplified characters, half width, case kept);
``Folded.span`` takes a stretch of it back to the characters of the original, ``Folded.spelling``
to the name that they print.
``fold_name`` gives the key under which two spellings of a name are the same; ``is_chinese`` tells
the language of a name.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain

import opencc

from kg.resources import any_of, folder, read_table

# What keys of names leave out: spaces, quotes, brackets, dots, dashes.
_SILENT = re.compile(r"[\s\"'“”‘’《》「」『』〈〉()（）\[\]【】·・•,，、.。:：;；\-‐-―_/]")
_BETWEEN_DIGITS = re.compile(rf"(?<=\d){_SILENT.pattern}+(?=\d)")
_HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
# Pinyin in brackets after a character, left by some converters: 聯(lián)網.
_PINYIN = r"(?<=[一-鿿])\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*\)"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters, where it stands in the original."""

    text: str
    at: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's offsets of ``text[start:end]`` (not empty)."""
        return self.at[start], self.at[end - 1] + 1

    def spelling(self, original: str, start: int, end: int) -> str:
        """``text[start:end]`` in the original's script and width, without converters' noise."""
        printed = (original[i] for i in self.at[start:end])
        pairs = zip(printed, self.text[start:end], strict=True)
        return "".join(c if fold(c).text == folded else folded for c, folded in pairs)


@cache
def _characters() -> dict[int, str]:
    """Character → folded character, always one to one."""
    ranges = (range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x2FA20))
    chars = [chr(p) for p in (*chain(*ranges), *range(0xFF00, 0xFFF0), 0x3000, 0xA0)]
    # All at once, a line each: the two conversions have a price per call.
    normal = unicodedata.normalize("NFKC", "\n".join(chars)).split("\n")
    even = [n if len(n) == 1 else c for c, n in zip(chars, normal, strict=True)]
    simple = opencc.OpenCC("t2s").convert("\n".join(even)).split("\n")
    table = {ord(c): s for c, s in zip(chars, simple, strict=True) if len(s) == 1 and s != c}
    for row in read_table(folder("data") / "fold" / "variants.tsv", ("from", "to"), ("from",)):
        table[ord(row.char("from"))] = row.char("to")
    return table


@cache
def _artefacts() -> tuple[re.Pattern[str], dict[str, str]]:
    path = folder("data") / "fold" / "artefacts.tsv"
    table: dict[str, str] = {}
    for row in read_table(path, ("from", "to"), key=("from",)):
        table[row["from"]] = row["to"]
        if len(row["to"]) > len(row["from"]):  # its offsets would run past what it stands for
            raise row.error(f"{row['to']} is longer than {row['from']}")
    return re.compile(f"{_PINYIN}|{any_of(table)}"), table


def fold(text: str) -> Folded:
    """``text`` in simplified characters and half width, without converters' noise."""
    if text.isascii():  # nothing in it to fold
        return Folded(text, range(len(text)))
    even = text.translate(_characters())
    noise, table = _artefacts()
    if not noise.search(even):
        return Folded(even, range(len(even)))
    pieces: list[str] = []
    at: list[int] = []
    done = 0
    for match in noise.finditer(even):
        meant = table.get(match.group(), "")
        pieces += (even[done : match.start()], meant)
        at += range(done, match.start())
        if meant:  # its last character stands for the rest of what it replaces
            at += (*range(match.start(), match.start() + len(meant) - 1), match.end() - 1)
        done = match.end()
    pieces.append(even[done:])
    at += range(done, len(even))
    return Folded("".join(pieces), tuple(at))


def fold_name(name: str) -> str:
    """The key of a name: spellings that differ in script, width, case or marks share it.

    Between digits any mark counts, as one: Qwen2.5-7B is not Qwen2-57B.
    """
    text = _BETWEEN_DIGITS.sub("~", fold(name).text)
    return _SILENT.sub("", text).lower()


def each(folding: Callable[[str], str], texts: Iterable[str]) -> list[str]:
    """``folding``, which keeps NUL, of each of many texts without one: at the price of one call."""
    many = list(texts)
    return folding("\0".join(many)).split("\0") if many else []


def is_chinese(name: str) -> bool:
    """Whether a name is Chinese: it holds a Chinese character, in whichever script."""
    return bool(_HAN.search(name))
