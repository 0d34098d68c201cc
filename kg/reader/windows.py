"""Where the encoder looks: windows of whole sentences that overlap, at most ``LIMIT`` pieces each.

Each sentence *belongs* to one window, the one that shows more around it; a window sees the
sentences around its own ones too, so that a relation across neighbouring sentences is in one view.
A sentence that no window holds (a list of a hundred hospitals) is cut behind a comma.
"""

from dataclasses import dataclass

import numpy as np

from kg.reader.pieces import Cut
from kg.sentences import bounds

LIMIT = 254
OVERLAP = 72
_RESTS = "，,、；;：:"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``first:last`` of a text, and the characters ``start:end`` that belong to it."""

    first: int
    last: int
    start: int
    end: int


def windows(text: str, cut: Cut) -> list[Window]:
    """The windows over a text that is ``cut`` in pieces; none if it has no piece."""
    ranges = _pieces(text, cut)
    groups = list(_groups(ranges))
    found = []
    owned = 0
    for n, (first, last) in enumerate(groups):
        shared = groups[n + 1][0] if n + 1 < len(groups) else last
        upto = shared + (last - shared + 1) // 2
        start = 0 if n == 0 else int(cut.starts[ranges[owned][0]])
        done = upto == len(ranges)
        end = int(cut.ends[-1]) if done else int(cut.starts[ranges[upto][0]])
        found.append(Window(ranges[first][0], ranges[last - 1][1], start, end))
        owned = upto
    return found


def _pieces(text: str, cut: Cut) -> list[Span]:
    """Each sentence as a range of pieces; one that is longer than a window, as several."""
    found: list[Span] = []
    done = 0
    for _, end in [*bounds(text), (0, len(text))]:
        last = int(np.searchsorted(cut.starts, end))
        while done < last:
            upto = last if last - done <= LIMIT else _rest(text, cut, done)
            found.append((done, upto))
            done = upto
    return found


def _rest(text: str, cut: Cut, first: int) -> int:
    """The piece behind the last comma of the window that begins at ``first``, or behind its end.

    Only its second half is searched, so that a part is worth its window.
    """
    full = first + LIMIT
    behind = range(full, full - LIMIT // 2, -1)
    return next((n for n in behind if text[cut.ends[n - 1] - 1] in _RESTS), full)


def _groups(ranges: list[Span]) -> list[Span]:
    """Runs of sentences that fill a window, each beginning with the last ones of the run before."""
    found = []
    first = 0
    while first < len(ranges):
        last = first + 1
        while last < len(ranges) and ranges[last][1] - ranges[first][0] <= LIMIT:
            last += 1
        found.append((first, last))
        if last == len(ranges):
            break
        back = last
        while back > first + 1 and _shared(ranges, back - 1, last):
            back -= 1
        first = back
    return found


def _shared(ranges: list[Span], back: int, last: int) -> bool:
    """Whether the next window may begin at ``back``: its overlap is short and ``last`` fits in."""
    overlap = ranges[last - 1][1] - ranges[back][0]
    return overlap <= OVERLAP and ranges[last][1] - ranges[back][0] <= LIMIT
