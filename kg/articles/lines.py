"""Lines of a page: what each looks like, and which ones data/furniture/ knows."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from kg.fold import fold
from kg.resources import folder, read_table

_BULLET = re.compile(r"[•·‧▪►▶■◆○●◦*–—»›-]\s+|\d{1,2}[.、)]\s*(?=\D)")
# A full stop of Chinese; or of Latin script, at the end or before another sentence.
_SENTENCE = re.compile(r"。|(?<![.\s])\.[\"'”’」』)\]]*$|(?<=[a-z)])[.?!][\"”’]? (?=[\"“A-Z])")
_CUT_OFF = re.compile(r"(?:\w|, )(?:…|\.\.\.)$")  # not ……, which ends sentences of Chinese
_SENTENCE_END = re.compile(r"[。.?!…;:][\"'”’」』)\]]*$")
# 标题 … | 2025-05-05; 2025-05-05 标题; Title … 3 hours ago
_FULL_DATE = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_DATED = re.compile(
    rf"[\[(]?{_FULL_DATE}(?: \d\d:\d\d)?[\])]?\s+\S.*|.*[|\s\])(]{_FULL_DATE}(?: \d\d:\d\d)?\)?"
    r"|.*\d+ ?(?:小时|分钟|天|周|(?:hour|minute|min|day|week|month)s? )(?:前|ago)",
    re.IGNORECASE,
)
_DATED_ITEM = re.compile(
    r"[\[(]?\d{1,2}[-/月]\d{1,2}日?[\])]?\s+\S.*|.*[|\s\])(]\d{1,2}[-/]\d{1,2}\)?"
)
# What stands behind a headline that is cut off, or printed again.
_REST = re.compile(rf"(?:[\s|·]|…|\.\.\.)*(?:{_FULL_DATE})?")
_WORDS = re.compile(r"[\s|/·•>,]+")
_CRUMB = re.compile(r"\s*[|｜·•»>]\s*|\s{2,}")
_GOING = ("end", "frame", "opener", "ticker", "byline", "drop")  # kinds of lines that go
_KINDS = (*_GOING, "list", "inline", "ending", "title")
_NAME = 28  # columns of the widest name in a row of names; half of it in a pair
_LONGEST_KNOWN = 400  # characters; longer lines are text, whatever they begin with
_TWICE = 12  # columns that a headline which stands twice shares with itself
_PROSE = 24  # columns of the shortest line that counts as prose
_LONG = 130  # columns from which a line is prose without an end mark
_HEADLINE = 220  # columns of the longest headline in a list of links


class Shape(Enum):
    """What a line looks like, its words aside."""

    PROSE = auto()
    SHORT = auto()
    LINK = auto()
    MENU = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: ``folded`` is its text without bullet, folded for comparison.

    ``known`` is the kind that data/furniture/lines.tsv gives it; ``width`` counts columns.
    """

    text: str
    folded: str
    bullet: bool
    shape: Shape
    known: str | None

    @property
    def width(self) -> int:
        """Columns on a terminal: two for a Chinese character."""
        return width(self.folded)

    @property
    def ends(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(_SENTENCE_END.search(self.folded))

    @property
    def cut_off(self) -> bool:
        """Whether it breaks off with dots, as the first words of another article do."""
        return bool(_CUT_OFF.search(self.folded))

    @property
    def introduces(self) -> bool:
        """Whether it announces a list."""
        return self.folded.endswith(":") or bool(_patterns("list").fullmatch(self.folded))

    @property
    def row(self) -> bool:
        """Whether it is a row of a table."""
        return self.text.startswith("|") and self.text.endswith("|")

    @property
    def crumbs(self) -> bool:
        """Whether it is a row of short names, such as sections of a site."""
        parts = _CRUMB.split(self.text)
        widest = _NAME if len(parts) > 2 else _NAME // 2
        short = len(parts) > 1 and all(width(part) <= widest for part in parts)
        return short and ":" not in self.folded


def look(text: str) -> Line:
    """The line ``text``, looked at."""
    folded = fold(text).text.strip()
    mark = _BULLET.match(folded)
    bare = folded[mark.end() :] if mark else folded
    return Line(text, bare, bool(mark), _shape(bare, bool(mark)), _kind(bare))


def width(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def without(kind: str, text: str) -> str:
    """``text`` without the match of ``kind`` at its beginning (``ending``: at its end)."""
    folded = fold(text)
    pattern = _patterns(kind)
    if kind == "ending":
        last = next((m for m in pattern.finditer(folded.text) if m.end() == len(folded.text)), None)
        return text[: folded.span(last.start(), last.end())[0]].rstrip() if last else text
    match = pattern.match(folded.text)
    return text[folded.span(0, match.end())[1] :].lstrip() if match and match.end() else text


def _shape(text: str, bullet: bool) -> Shape:
    columns = width(text)
    if _is_menu(text):
        return Shape.MENU
    if columns <= _HEADLINE and not _SENTENCE.search(text) and _is_link(text, bullet):
        return Shape.LINK
    if columns >= _LONG or (columns >= _PROSE and _SENTENCE.search(text)):
        return Shape.PROSE
    return Shape.SHORT


def _is_menu(text: str) -> bool:
    """Menu words alone, or some of them in a row of many words."""
    words = [word.lower() for word in _WORDS.split(text) if word]
    hits = sum(word in _menu() for word in words)
    return hits == len(words) or (len(words) > 2 and hits >= 0.6 * len(words))


def _is_link(text: str, bullet: bool) -> bool:
    """A headline with its date, or one that stands twice (in full and cut)."""
    if not _SENTENCE_END.search(text) and _DATED.fullmatch(text):
        return True
    if bullet and _DATED_ITEM.fullmatch(text):
        return True
    again = text.find(text[:6], 6)
    return again > 0 and _twice(text[:again], text[again:])


def _twice(first: str, second: str) -> bool:
    """Whether two stretches are one headline, of which at most one goes on where the other ends."""
    pairs = enumerate(zip(first, second, strict=False))
    shared = next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))
    ended = any(_REST.fullmatch(text, shared) for text in (first, second))
    return ended and width(first[:shared]) >= _TWICE


def _kind(text: str) -> str | None:
    if len(text) > _LONGEST_KNOWN:
        return None
    return next((kind for kind in _GOING if _patterns(kind).fullmatch(text)), None)


def _patterns(kind: str) -> re.Pattern[str]:
    return _rules()[kind]


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    """Of every kind of line one pattern: any of its patterns. Raises DataError."""
    rules: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for row in read_table(folder("data") / "furniture" / "lines.tsv", ("kind", "pattern")):
        if row["kind"] not in rules:
            raise row.error(f"no kind {row['kind']!r}; kinds are {' '.join(_KINDS)}")
        try:
            re.compile(row["pattern"])
        except re.error as error:
            raise row.error(f"not a regular expression ({error})") from error
        rules[row["kind"]].append(f"(?:{row['pattern']})")
    return {kind: re.compile("|".join(rules[kind]), re.IGNORECASE) for kind in _KINDS}


@cache
def _menu() -> frozenset[str]:
    rows = read_table(folder("data") / "furniture" / "menu.tsv", ("word",))
    return frozenset(row["word"].lower() for row in rows)
