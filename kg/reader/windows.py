"""Where the encoder looks: windows of whole sentences that overlap, at most ``LIMIT`` pieces each.

Each sentence *belongs* to one window, the one that shows more around it; a window sees the
sentences around its own ones too, so that a relation across neighbouring sentences is in one view.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.reader.pieces import Cut

LIMIT = 254
OVERLAP = 72
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``first:last`` of a text, and the characters ``start:end`` that belong to it."""

    first: int
    last: int
    start: int
    end: int


def windows(cut: Cut, bounds: Sequence[Span]) -> list[Window]:
    """The windows over a text in pieces; ``bounds`` are the characters of its sentences, sorted."""
    ranges = _pieces(cut, bounds)
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


def _pieces(cut: Cut, bounds: Sequence[Span]) -> list[Span]:
    """Each sentence as a range of pieces; one that is longer than a window is cut."""
    found: list[Span] = []
    done = 0
    for _, end in bounds:
        last = int(np.searchsorted(cut.starts, end))
        for first in range(done, last, LIMIT):
            found.append((first, min(first + LIMIT, last)))
        done = max(done, last)
    if done < len(cut.ids):
        found += _pieces(cut, [(0, int(cut.ends[-1]) + 1)]) if not done else [(done, len(cut.ids))]
    return found


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
