"""Dates of publication as pages, URLs and people write them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<m>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}\s?[-/.年]\s?(?P<m>\d{{1,2}})\s?[-/.月]\s?(?P<d>\d{{1,2}})(?!\d)",
        rf"\b{_MONTH}\s{_DAY},?\s{_YEAR}\b",
        rf"\b{_DAY}\s{_MONTH},?\s{_YEAR}\b",
        rf"\b(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/{_YEAR}\b",  # no other reading
        rf"(?<![\d.])(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_YEAR}(?!\d)",
        r"民[國国]\s?(?P<y>\d{2,3})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
    )
)
_PATHS = (
    re.compile(rf"(?<!\d){_YEAR}[-/_.]?(?P<m>\d\d)[-/_.]?(?P<d>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[-/_.](?P<m>\d\d?)[-/_.](?P<d>\d\d?)(?!\d)"),
)
_BEFORE_REPUBLIC = 1911  # 民國 1 is 1912


def in_text(text: str) -> date | None:
    """The first date written in ``text``: 2025年3月13日, 2025-03-13, March 13, 2025, 民國114年…"""
    return _first(_WRITTEN, text)


def in_path(path: str) -> date | None:
    """The date that a URL's path or a file's name carries: /2025/03/13/, t20250313_, 2025/0313."""
    return _first(_PATHS, path)


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> date | None:
    matches = [match for pattern in patterns for match in pattern.finditer(text)]
    return next(_real(sorted(matches, key=lambda match: match.start())), None)


def _real(matches: Iterable[re.Match[str]]) -> Iterator[date]:
    """The matches that are days of the calendar."""
    for match in matches:
        year, month = int(match["y"]), match["m"].lower()
        try:
            yield date(
                year if year >= 1900 else year + _BEFORE_REPUBLIC,
                int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1,
                int(match["d"]),
            )
        except ValueError:
            continue
