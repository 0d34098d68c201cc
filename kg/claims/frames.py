"""Frames: patterns over clauses that state relations. They live in ``data/cues/frames.*.tsv``.

A frame is a regular expression with signs of its own:

    {A:ORG}   a place for a group of that class, under the name A; with + a list of two or more,
              with ! one that no preposition governs (华为 in 华为发布, not in 为华为发布): none
              of ``data/cues/governors.tsv`` stands right before it
    <!ORG>    within [^…]: the signs of that class, which the stretch must not name, nor an object
              that the frame has found before
    <verb>    a word of that row in ``data/cues/words.*.tsv``; the first that fits is the cue
    _         a gap of up to 12 characters in the comma-clause that names no organisation, system,
              hardware or person
    ~         likewise, up to 40
    …         likewise, up to 70, across commas
    **        a gap of up to 90 characters in the sentence, with anything in it
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.claims.clause import INDICES, USED, Clause, Group, classes, signs
from kg.resources import Row, folder, read_table
from kg.vocab import Kind, Relation

_BARRED = signs("ORG|SYS|HW|PER") + USED
_STOP = "。;!?\n"
_GAPS = {
    "**": rf"[^{_STOP}]{{0,90}}?",
    "…": rf"[^{_STOP}{_BARRED}]{{0,70}}?",
    "~": rf"[^{_STOP},:{_BARRED}]{{0,40}}?",
    "_": rf"[^{_STOP},:{_BARRED}]{{0,12}}?",
}
_PLACE = re.compile(r"\{(\w):([A-Z|]+)([+!]*)\}")
_WORD = re.compile(r"<([\w-]+)>")
_BARS = re.compile(r"<!([A-Z|]+)>")
_STATEMENT = re.compile(r"(\w) (\w+) (\w)")


@dataclass(frozen=True, slots=True)
class Frame:
    """A compiled frame: its pattern, what it states, how sure it is, which places are lists.

    ``kinds`` are the classes that each place asks for, of every member of a list.
    """

    pattern: re.Pattern[str]
    states: tuple[tuple[str, Relation, str], ...]
    confidence: float
    needs: tuple[frozenset[str], ...]
    kinds: dict[str, frozenset[Kind]]
    lists: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame that fits a clause: the groups by place, the words from comma to cue, all before."""

    frame: Frame
    places: dict[str, Group]
    said: str
    before: str


@cache
def frames(language: str) -> tuple[Frame, ...]:
    """The frames of ``zh`` or ``en`` in the order of their table. Raises DataError."""
    cues = folder("data") / "cues"
    named = read_table(cues / f"words.{language}.tsv", ("name", "words"), key=("name",))
    words = {row["name"]: row.pattern("words") for row in named}
    rows = read_table(cues / f"frames.{language}.tsv", ("states", "pattern", "confidence"))
    return tuple(_frame(row, words) for row in rows)


def _frame(row: Row, words: dict[str, str]) -> Frame:
    places = _PLACE.findall(row["pattern"])
    try:
        states = tuple(_states(part) for part in row["states"].split(";"))
        pattern = re.compile(_expression(row["pattern"], words))
    except KeyError as error:
        raise row.error(f"no words or classes are called {error}") from error
    except (ValueError, re.error) as error:
        raise row.error(f"not a frame ({error})") from error
    if missing := {end for s, _, o in states for end in (s, o)} - {name for name, *_ in places}:
        raise row.error(f"states {', '.join(sorted(missing))}, which the pattern has no place for")
    needs = tuple(frozenset(signs(names)) for _, names, _ in places)
    kinds = {place: classes(names) for place, names, _ in places}
    lists = frozenset(name for name, _, marks in places if "+" in marks)
    return Frame(pattern, states, row.number("confidence", 0, 1), needs, kinds, lists)


def _states(text: str) -> tuple[str, Relation, str]:
    match = _STATEMENT.fullmatch(text.strip())
    if not match:
        raise ValueError(f"'{text.strip()}' is not 'A relation B'")
    return match.group(1), Relation(match.group(2)), match.group(3)


@cache
def _ungoverned() -> str:
    """What stands before a place that no preposition governs: a look behind for each of them."""
    rows = read_table(folder("data") / "cues" / "governors.tsv", ("word",), key=("word",))
    words = (row["word"] for row in rows)
    return "".join(rf"(?<!\b{w} )" if w.isascii() else f"(?<!{w})" for w in map(re.escape, words))


def _expression(pattern: str, words: dict[str, str]) -> str:
    cues = 0

    def word(match: re.Match[str]) -> str:
        nonlocal cues
        cues += 1
        return f"(?P<cue{cues}>{words[match.group(1)]})"

    barred = _BARS.sub(lambda match: signs(match.group(1)) + USED, pattern)
    parts = re.split(r"(\{[^}]*\}|<[\w-]+>|\*\*|[…~_])", barred)
    out = []
    for part in parts:
        place = _PLACE.fullmatch(part)
        if place:
            free = _ungoverned() if "!" in place.group(3) else ""
            out.append(f"{free}(?P<{place.group(1)}>[{signs(place.group(2))}][{INDICES}])")
        else:
            out.append(_GAPS.get(part) or _WORD.sub(word, part))
    return "".join(out)


def hits(clause: Clause, language: str) -> Iterator[Hit]:
    """Every fit of every frame. A frame looks again after each fit, without the object it found."""
    present = {c for c in clause.text if "\ue000" <= c <= "\ue0ff"}
    if len(clause.groups) == 0:
        return
    for frame in frames(language):
        if all(need & present for need in frame.needs):
            yield from _fits(frame, clause)


def _fits(frame: Frame, clause: Clause) -> Iterator[Hit]:
    text = clause.text
    last = frame.states[0][2]
    while match := frame.pattern.search(text):
        places = {k: clause.group(v) for k, v in match.groupdict().items() if len(k) == 1 and v}
        if all(len(places[name].slugs) > 1 for name in frame.lists):
            yield Hit(frame, places, _said(match), text[: match.end()])
        at = match.start(last)
        text = text[:at] + USED + text[at + 1 :]


def _said(match: re.Match[str]) -> str:
    """The words from the last comma before the cue to the cue's end, for negation and plans."""
    text = match.group()
    lead = re.split("[,:]", match.string[max(0, match.start() - 8) : match.start()])[-1]
    cues = (k for k, v in match.groupdict().items() if k.startswith("cue") and v)
    cue = min(cues, key=match.start, default=None)
    if cue is None:
        return lead + text
    start = max(text.rfind(mark, 0, match.start(cue) - match.start()) for mark in ",:") + 1
    behind = re.match(rf"[^{_STOP},]{{0,8}}", match.string[match.end(cue) :])
    said = text[start : match.end(cue) - match.start()] + (behind.group() if behind else "")
    return (lead if start == 0 else "") + said
