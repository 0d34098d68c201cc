"""A stretch of a sentence → when the thing it states happened, if it says so.

Dates without a year take the one of publication, or the year before where that lies ahead of it;
those of plans, the year after where it lies behind.
"""

import calendar
import re
from datetime import date
from functools import cache

from kg.resources import any_of, folder, read_table
from kg.vocab import Modality

_MONTHS = tuple(calendar.month_name[1:])
_MONTH = "Sept|" + "|".join(f"{m}|{m[:3]}" for m in _MONTHS)
_EN = re.compile(
    rf"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<n2>{_MONTH}),? (?P<y4>(?:19|20)\d{{2}})\b"
    rf"|\b(?P<name>{_MONTH})\.? (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:(?:[-–]| and )\d{1,2}(?:st|nd|rd|th)?)?"
    r"(?:,? (?P<year>(?:19|20)\d{2}))?\b|(?P<y2>(?:19|20)\d{2})\b)"
    r"|\b[Ii]n (?P<y3>(?:19|20)\d{2})\b"
)

_TO = re.compile(r"\s*(?:至|到|[-–—~～]+|to|through|until)\s*")


@cache
def _years() -> dict[str, tuple[int, str]]:
    """Words for years: how many after the year of publication, or of the date before them."""
    path = folder("data") / "cues" / "years.tsv"
    return {
        row["word"]: (int(row.number("years", -9, 9)), row.term("after", ("issue", "date")))
        for row in read_table(path, ("word", "years", "after"), key=("word",))
    }


@cache
def _zh() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<year>(?:19|20)\d{{2}})年|(?P<word>{any_of(_years())}))"
        r"(?:(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})[日号])?)?"
        r"|(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]"
    )


def event_date(
    said: str, language: str, issued: date | None, modality: Modality = Modality.ASSERTED
) -> str | None:
    """The last date in ``said`` as YYYY, YYYY-MM or YYYY-MM-DD.

    A range's end without a year takes the one of its beginning, or the next over New Year.
    """
    matches = list((_EN if language == "en" else _zh()).finditer(said))
    if not matches:
        return None
    before: int | None = None
    dates = []
    for match in matches:
        dates.append((before, _parts(match, language, issued, before)))
        before = dates[-1][1][0] or before
    earlier, (year, month, day) = dates[-1]
    if year is None and earlier and len(matches) > 1:
        ranged = _TO.fullmatch(said[matches[-2].end() : matches[-1].start()])
        begun = tuple(part or 0 for part in dates[-2][1][1:])
        year = earlier + ((month or 0, day or 0) < begun) if ranged else None
    if year is None:
        year = _nearest(month, day, issued, modality is Modality.PLANNED)
    return _written(year, month, day)


def _parts(
    match: re.Match[str], language: str, issued: date | None, before: int | None
) -> tuple[int | None, ...]:
    """The year, month and day that a date says; ``before`` is the year of the one before it."""
    parts = match.groupdict()
    return _english(parts) if language == "en" else _chinese(parts, issued, before)


def _chinese(
    parts: dict[str, str | None], issued: date | None, before: int | None
) -> tuple[int | None, ...]:
    month = parts["month"] or parts["m2"]
    day = parts["day"] or parts["d2"]
    year = int(parts["year"]) if parts["year"] else None
    if word := parts["word"]:
        years, after = _years()[word]
        since = before if after == "date" else issued and issued.year
        year = since + years if since else None
    return year, int(month) if month else None, int(day) if day else None


def _english(parts: dict[str, str | None]) -> tuple[int | None, ...]:
    year = parts["year"] or parts["y2"] or parts["y3"] or parts["y4"]
    name, day = parts["name"] or parts["n2"], parts["day"] or parts["d2"]
    month = next((i for i, m in enumerate(_MONTHS, 1) if name and m.startswith(name[:3])), None)
    return int(year) if year else None, month, int(day) if day else None


def _nearest(month: int | None, day: int | None, issued: date | None, plan: bool) -> int | None:
    """The year of the last such day before publication, of the next one for a plan."""
    if not issued or not month:
        return None
    named, now = (month, day or 1), (issued.month, issued.day if day else 1)
    if plan:
        return issued.year + (named < now)
    return issued.year - (named > now)


def _written(year: int | None, month: int | None, day: int | None) -> str | None:
    if year is None:
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    written = f"{year:04}"
    if month:
        written += f"-{month:02}"
        written += f"-{day:02}" if day else ""
    return written
