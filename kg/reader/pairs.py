"""Entities of a window as numbers: what the relation head is given, in training as in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import product

import numpy as np
import numpy.typing as npt

from kg.reader.labels import KINDS, Floats
from kg.vocab import Kind, Modality, Relation, admits

RELATIONS = tuple(Relation)
MODALITIES = tuple(Modality)
SYMMETRIC = np.array([r.symmetric for r in RELATIONS])
Ints = npt.NDArray[np.int64]
Span = tuple[int, int]

# Which relations may hold between two classes: [subject, object, relation].
ADMITTED = np.array([[[admits(s, r, o) for r in RELATIONS] for o in KINDS] for s in KINDS], bool)
# Upper edges of the buckets of the distance, in pieces, between two mentions.
_EDGES = np.array([1, 3, 6, 10, 16, 25, 40, 64, 100, 160])
GAPS = 2 * (len(_EDGES) + 1)


# At so many pairs of mentions, the closest ones, a pair of entities is looked at.
_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Pairs:
    """The inputs of the relation head for the M mentions, E entities and P pairs of L pieces.

    A pair of entities is looked at where mentions of both stand closest, at up to three such
    places, N in all: what it states need not stand where its names happen to be next to each other.

    ``pooling`` [M, L] averages a mention's pieces; ``members`` [E, M] averages an entity's
    mentions; ``kinds`` [E]; ``ends`` [P, 2] are subject and object; ``looks`` [P, 3] the numbers of
    a pair's looks, the last one repeated; ``near`` [N, 2] the mentions looked at; ``gaps`` [N]
    their distance; ``between`` [N, L] averages the pieces from one to the other.
    """

    pooling: Floats
    members: Floats
    kinds: Ints
    ends: Ints
    looks: Ints
    near: Ints
    gaps: Ints
    between: Floats

    @property
    def admitted(self) -> npt.NDArray[np.bool_]:
        """Which relations each pair may have: [P, relations]."""
        kinds = self.kinds[self.ends]
        return np.asarray(ADMITTED[kinds[:, 0], kinds[:, 1]], np.bool_)

    @property
    def inputs(self) -> dict[str, Floats | Ints]:
        """What the relation head is given: of each look, too, the entities at its ends."""
        counts = 1 + (np.diff(self.looks, axis=1) > 0).sum(1)
        return {
            "pooling": self.pooling,
            "members": self.members,
            "kinds": self.kinds,
            "ends": np.repeat(self.ends, counts, axis=0),
            "near": self.near,
            "gaps": self.gaps,
            "between": self.between,
        }


def pairs(length: int, entities: Sequence[tuple[Kind, Sequence[Span]]]) -> Pairs | None:
    """The pairs of entities between which a relation may hold, or None if there is no such pair.

    An entity is its class and its mentions as ranges of the window's ``length`` pieces.
    """
    kinds = np.array([KINDS.index(kind) for kind, _ in entities], np.int64)
    spans = [span for _, mentions in entities for span in mentions]
    owner = np.array([e for e, (_, m) in enumerate(entities) for _ in m], np.int64)
    count = range(len(entities))
    ends = [
        (i, j) for i, j in product(count, count) if i != j and ADMITTED[kinds[i], kinds[j]].any()
    ]
    if not ends:
        return None
    members = np.equal.outer(np.arange(len(entities)), owner).astype(np.float32)
    own = [np.flatnonzero(owner == e).tolist() for e in count]
    closest = [_closest(spans, own[i], own[j]) for i, j in ends]
    near = [look for looks in closest for look in looks]
    outer = [_hull(spans[m], spans[n]) for m, n in near]
    return Pairs(
        _averages(spans, length),
        members / members.sum(1, keepdims=True),
        kinds,
        np.array(ends, np.int64),
        _numbered([len(looks) for looks in closest]),
        np.array(near, np.int64),
        np.array([_gap(spans[m], spans[n]) for m, n in near], np.int64),
        _averages(outer, length),
    )


def _closest(spans: list[Span], subjects: list[int], objects: list[int]) -> list[Span]:
    """The pairs of mentions that are closest, nearest first; of equals, the earlier one."""
    candidates = product(subjects, objects)
    return nsmallest(_LOOKS, candidates, key=lambda c: (_distance(spans[c[0]], spans[c[1]]), c))


def _numbered(counts: list[int]) -> Ints:
    """The numbers of each pair's looks, in ``_LOOKS`` columns: the last one fills up."""
    first = np.cumsum([0, *counts[:-1]])
    columns = np.minimum(np.arange(_LOOKS), np.array(counts)[:, None] - 1)
    return np.asarray(first[:, None] + columns, np.int64)


def _distance(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1])


def _gap(subject: Span, obj: Span) -> int:
    """The bucket of the distance; the upper half of the buckets if the object comes first."""
    bucket = int(np.searchsorted(_EDGES, max(0, _distance(subject, obj)), side="right"))
    return bucket + (len(_EDGES) + 1) * (obj < subject)


def _hull(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def _averages(spans: Sequence[Span], length: int) -> Floats:
    """Rows that average the pieces of each span."""
    rows = np.zeros((len(spans), length), np.float32)
    for row, (start, end) in zip(rows, spans, strict=True):
        row[start:end] = 1 / (end - start)
    return rows


def both_ways(ends: Ints, logits: Floats) -> Floats:
    """Logits [P, relations, …] in which symmetric relations say the same in both directions."""
    row = {(i, j): n for n, (i, j) in enumerate(ends.tolist())}
    turned = np.array([row.get((j, i), n) for n, (i, j) in enumerate(ends.tolist())])
    even = logits.copy()
    even[:, SYMMETRIC] = (logits[:, SYMMETRIC] + logits[turned][:, SYMMETRIC]) / 2
    return even
