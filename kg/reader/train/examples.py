"""Texts → examples: one window of pieces each, with the labels that the network is to give."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.reader.labels import encode
from kg.reader.pairs import MODALITIES, RELATIONS, Pairs, pairs
from kg.reader.pieces import END, START, Cut, Pieces
from kg.reader.spots import Spots, spots
from kg.reader.train.texts import Name, Text
from kg.reader.windows import Window, windows
from kg.vocab import Kind

# A trap weighs as much as this many ordinary pairs without a relation.
TRAP = 3.0
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Gold:
    """The relations of a window's pairs: ``holds`` and ``weights`` [P, R], ``modality`` [P, R]."""

    pairs: Pairs
    keys: tuple[str, ...]
    holds: Floats
    weights: Floats
    modality: Ints


@dataclass(frozen=True, slots=True)
class Example:
    """A window as the network sees it: pieces with both ends, labels of its characters."""

    text: Text
    ids: Ints
    spots: Spots
    outer: Ints
    inner: Ints
    gold: Gold | None


def examples(texts: Iterable[Text], pieces: Pieces) -> list[Example]:
    """The windows of all texts."""
    return [e for text in texts for e in _windows(text, pieces)]


def _windows(text: Text, pieces: Pieces) -> list[Example]:
    cut = pieces.cut(text.text)
    return [_example(text, cut, w) for w in windows(text.text, cut)]


def _example(text: Text, cut: Cut, window: Window) -> Example:
    start, end = int(cut.starts[window.first]), int(cut.ends[window.last - 1])
    names = [n for n in text.names if start <= n.start and n.end <= end]
    spotted = spots(text.text, cut, window)
    outer = [n for n in names if not any(_inside(n, m) for m in names)]
    inner = [n for n in names if any(_inside(n, m) for m in names)]
    inner = [n for n in inner if not any(_inside(n, m) for m in inner)]
    ids = np.array([START, *cut.ids[window.first : window.last], END], np.int64)
    marked, nested = _labels(spotted.at, outer), _labels(spotted.at, inner)
    return Example(text, ids, spotted, marked, nested, _gold(text, cut, window, names))


def _inside(name: Name, other: Name) -> bool:
    within = other.start <= name.start and name.end <= other.end
    return within and (name.end - name.start) < (other.end - other.start)


def _labels(at: Ints, names: list[Name]) -> Ints:
    """The label of each of the characters ``at``."""
    ends = np.searchsorted(at, [[n.start, n.end] for n in names] or np.zeros((0, 2), np.int64))
    spans = [(int(s), int(e), n.kind) for (s, e), n in zip(ends, names, strict=True) if s < e]
    return encode(len(at), spans)


def _gold(text: Text, cut: Cut, window: Window, names: list[Name]) -> Gold | None:
    entities: dict[str, tuple[Kind, list[tuple[int, int]]]] = {}
    for n in names:
        first, last = cut.between(n.start, n.end)
        span = (first - window.first + 1, last - window.first + 1)
        entities.setdefault(n.key, (n.kind, []))[1].append(span)
    found = pairs(window.last - window.first + 2, list(entities.values())) if entities else None
    return _labelled(text, found, tuple(entities)) if found else None


def _labelled(text: Text, found: Pairs, keys: tuple[str, ...]) -> Gold:
    row = {(keys[i], keys[j]): n for n, (i, j) in enumerate(found.ends.tolist())}
    holds = np.zeros((len(found.ends), len(RELATIONS)), np.float32)
    weights = found.admitted.astype(np.float32)
    modality = np.zeros(holds.shape, np.int64)
    for s in sorted(text.stated, key=lambda s: -MODALITIES.index(s.modality)):
        for ends in _directions(s.subject, s.object, s.relation.symmetric):
            if ends in row:
                cell = row[ends], RELATIONS.index(s.relation)
                holds[cell] = 1
                modality[cell] = MODALITIES.index(s.modality)
    for t in text.traps:
        for ends in _directions(t.subject, t.object, t.relation.symmetric):
            if ends in row:
                weights[row[ends], RELATIONS.index(t.relation)] *= TRAP
    return Gold(found, keys, holds, weights, modality)


def _directions(subject: str, obj: str, symmetric: bool) -> tuple[tuple[str, str], ...]:
    return ((subject, obj), (obj, subject)) if symmetric else ((subject, obj),)
