"""The article in a page's text: menus, side headlines, hot lists and footers go, its body stays.

A line that data/furniture/ knows goes wherever it stands. In a dump (the text of a whole page, not
of an article that somebody cut out already) the body is the stretch of lines with most prose:
prose weighs by its width, headlines and menu items weigh against. What stands above it is searched
for the title, what stands below it goes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.articles import dates
from kg.articles.lines import Line, Shape, look, width, without
from kg.articles.normalise import split_lines
from kg.articles.wrapping import unwrapped

_CUE = re.compile(r"发布|发表|刊登|时间|日期|publish|posted|updated", re.IGNORECASE)
_TITLE_BEFORE = ("frame", "opener", "ticker")  # kinds above which there is no title
_WIDEST = 240  # columns: a longer paragraph does not count for more
_ASIDE = -10  # a line of side headlines under their heading
_WEIGHT = {Shape.SHORT: -30, Shape.LINK: -60, Shape.MENU: -30}
_SHORT_TAIL = 12  # lines; more of them after the last prose are no part of the article
_HEAD = 80  # lines above the body that are searched for its title
_HEADLINE = 24  # columns of a short headline
_BUTTON = 14  # columns; a narrower line between title and body is a button or a name


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article of a page: paragraphs, title and date; the latter two where the page has them."""

    text: str
    title: str = ""
    issued: date | None = None


def clean(text: str, *, dump: bool) -> Cleaned:
    """The article in ``text``. With ``dump``, the text is that of a whole page."""
    lines = [look(line) for line in unwrapped(split_lines(text))]
    issued = _issued(lines)
    lines = _before_end(_without_teasers(lines))
    title = ""
    if dump:
        head, body = _cut(lines)
        title, deck = _title(head, any(line.known for line in lines))
        lines = [*deck, *body]
    kept = _distinct(without("ending", without("inline", line.text)) for line in _furnished(lines))
    return Cleaned("\n".join(kept), title, issued)


def _issued(lines: list[Line]) -> date | None:
    """The date of a byline at the top or that says when; else of another line above the prose."""
    prose = 0
    bylines, head = [], []
    for line in lines:
        prose += line.shape is Shape.PROSE and not line.known
        if line.known in ("byline", "frame") and (prose < 2 or _CUE.search(line.folded)):
            bylines.append(line)
        elif prose == 0 and line.shape is Shape.SHORT:
            head.append(line)
    found = (dates.in_text(line.folded) for line in bylines + head)
    return next(filter(None, found), None)


def _without_teasers(lines: list[Line]) -> list[Line]:
    """Lines without the first words of other articles: several below the prose that break off."""
    prose = (at for at, line in enumerate(lines) if line.shape is Shape.PROSE and not line.known)
    below = max((at + 1 for at in prose if not lines[at].cut_off), default=len(lines))
    if sum(line.cut_off for line in lines[below:]) < 2:
        return lines
    return lines[:below] + [line for line in lines[below:] if not line.cut_off]


def _weight(line: Line, listed: bool) -> int:
    if line.known:
        return _WEIGHT[Shape.MENU]
    if line.introduces and line.shape is Shape.SHORT:
        return 0
    if line.shape is Shape.PROSE or line.row or (listed and line.shape is Shape.SHORT):
        return min(line.width, _WIDEST)
    return _WEIGHT[line.shape]


def _weights(lines: list[Line]) -> list[int]:
    """Weights of lines; items of a list that a line announces weigh like prose.

    Links put into an article weigh little, so that what follows them can still belong to it.
    """
    weights: list[int] = []
    listed = announced = aside = False
    for line in lines:
        aside = line.known == "opener" or (aside and line.shape is not Shape.PROSE)
        listed = line.bullet and (listed or announced)
        weights.append(_ASIDE if aside else _weight(line, listed))
        announced = line.introduces
    return weights


def _before_end(lines: list[Line]) -> list[Line]:
    """Lines before the first end mark that has most of the prose before it."""
    prose = [max(0, weight) for weight in _weights(lines)]
    before, total = 0, sum(prose)
    for at, line in enumerate(lines):
        if line.known == "end" and before * 2 > total:
            return lines[:at]
        before += prose[at]
    return lines


def _cut(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """What stands above the body, and the body."""
    start, end = _heaviest(_weights(lines))
    tail = lines[end:]
    furniture = any(line.known or line.shape in (Shape.LINK, Shape.MENU) for line in tail)
    if len(tail) <= _SHORT_TAIL and not furniture:
        end = len(lines)
    while end < len(lines) and len(tail) <= 2 * _SHORT_TAIL and _closes(lines[end]):
        end += 1
    return lines[:start], lines[start:end]


def _closes(line: Line) -> bool:
    """A short last paragraph: 拭目以待！"""
    return line.shape is Shape.SHORT and line.ends and not line.bullet and not line.known


def _heaviest(weights: list[int]) -> tuple[int, int]:
    """Start and end of the stretch with the greatest sum; everything if no weight is positive."""
    best, span, total, start = 0, (0, len(weights)), 0, 0
    for at, weight in enumerate(weights):
        if total <= 0:
            total, start = 0, at
        total += weight
        if total > best:
            best, span = total, (start, at + 1)
    return span


def _title(head: list[Line], furnished: bool) -> tuple[str, list[Line]]:
    """The title in what stands above the body, and the subtitles below it.

    On a page with furniture, a short line above a longer one is a site or a section.
    """
    head = head[-_HEAD:]
    lines, stop = _above(head)
    wide = [x for x in lines if x.width >= _HEADLINE and not x.text.isupper()]
    titles = [x for x in (furnished and wide) or lines if not x.introduces]
    if stop is not None and stop.known in ("opener", "ticker"):
        titles = titles[-1:]
    if not titles:
        return "", lines
    chosen = min(titles, key=lambda line: (not _is_announced(line, head), lines.index(line)))
    title = without("title", chosen.text)
    deck = [x for x in lines[lines.index(chosen) + 1 :] if title not in x.text]
    return title, [x for x in deck if not furnished or x.introduces or x.width >= _BUTTON]


def _above(head: list[Line]) -> tuple[list[Line], Line | None]:
    """Lines directly above the body that may be its title; the furniture that stands over them."""
    lines: list[Line] = []
    for line in reversed(head):
        plain = not line.known and not line.crumbs and line.shape is Shape.SHORT
        if plain:
            lines.append(line)
        elif lines and (line.known in _TITLE_BEFORE or not line.known):
            return lines[::-1], line
    return lines[::-1], None


def _is_announced(line: Line, head: list[Line]) -> bool:
    """Whether the line is said to be the title, or stands in another (标题_网站, 位置 > 标题)."""
    if line.width < _HEADLINE:
        return False
    said = without("title", line.text) != line.text
    return said or any(line.folded in other.folded for other in head if other is not line)


def _furnished(lines: Iterable[Line]) -> Iterator[Line]:
    """Lines without those that data/furniture/ knows, side headlines and menus."""
    aside = False
    for line in lines:
        if line.known == "opener":
            aside = True
        elif line.shape is Shape.PROSE:
            aside = False
        gone = line.known or line.shape in (Shape.LINK, Shape.MENU)
        if not gone and not aside:
            yield line


def _distinct(lines: Iterable[str]) -> Iterator[str]:
    """Lines, each once if it is long: captions and teasers stand twice."""
    seen = set()
    for line in lines:
        if line not in seen or width(line) < _HEADLINE:
            yield line
        seen.add(line)
