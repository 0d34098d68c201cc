"""Passages of the corpus as folded texts with names and statements, and their split in parts."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.corpus import Passage
from kg.fold import fold
from kg.vocab import Kind, Modality, Relation

# Of a hundred passages, by the hash of their id.
TEST, DEV = 10, 5
# Genres that are not trained on: they tell when the network begins to know its genres only.
HELD = ("interview", "opinion")


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of the entity ``key`` in a text."""

    start: int
    end: int
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation between two entities, by their keys; a trap is one that does not hold."""

    subject: str
    relation: Relation
    object: str
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Text:
    """A folded text, its names (outer before inner), what it states, and what it baits with."""

    id: str
    language: str
    text: str
    names: tuple[Name, ...]
    stated: tuple[Stated, ...] = ()
    traps: tuple[Stated, ...] = ()


def read(passage: Passage) -> Text:
    """A passage, folded."""
    folded = fold(passage.text)
    at = list(folded.at)
    names = tuple(
        Name(bisect_left(at, m.start), bisect_left(at, m.end), m.kind, m.key)
        for m in passage.mentions
    )
    return Text(
        passage.id,
        passage.language,
        folded.text,
        tuple(n for n in names if n.start < n.end),
        tuple(Stated(r.subject, r.relation, r.object, r.modality) for r in passage.relations),
        tuple(Stated(r.subject, r.relation, r.object) for r in passage.traps),
    )


class Parts(NamedTuple):
    """What trains, what chooses the epoch, what sets thresholds, and what all is measured on."""

    training: list[Passage]
    held: list[Passage]
    development: list[Passage]
    test: list[Passage]


def split(passages: Iterable[Passage]) -> Parts:
    """The parts of a corpus: a passage's place depends on its id and its genre alone."""
    parts = Parts([], [], [], [])
    for passage in passages:
        lot = int(hashlib.sha256(passage.id.encode()).hexdigest(), 16) % 100
        if lot < TEST:
            parts.test.append(passage)
        elif passage.genre in HELD:
            parts.held.append(passage)
        else:
            (parts.development if lot < TEST + DEV else parts.training).append(passage)
    return parts


Edit = tuple[int, int, str]


def edited(text: Text, edits: Sequence[Edit]) -> Text:
    """``text`` with stretches replaced; an edit covers whole names or lies outside of all."""
    pieces: list[str] = []
    starts = [0] * len(text.text)
    ends = [0] * len(text.text)
    done = length = 0
    for start, end, new in [*sorted(edits), (len(text.text), len(text.text), "")]:
        for at in range(done, start):
            starts[at], ends[at] = length + at - done, length + at - done + 1
        length += start - done
        starts[start:end] = [length] * (end - start)
        ends[start:end] = [length + len(new)] * (end - start)
        pieces += [text.text[done:start], new]
        length += len(new)
        done = end
    names = tuple(replace(n, start=starts[n.start], end=ends[n.end - 1]) for n in text.names)
    return replace(text, text="".join(pieces), names=names)
