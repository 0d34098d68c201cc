"""One text read: the names in it, and, once the names are entities, the relations between these."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.reader.labels import LABELS, Floats, decode, log_softmax
from kg.reader.model import Model
from kg.reader.pairs import MODALITIES, RELATIONS, SYMMETRIC, Pairs, both_ways, pairs
from kg.reader.pieces import Cut
from kg.reader.scale import logit, sigmoid
from kg.reader.spots import spots
from kg.reader.windows import Span, Window, windows
from kg.resources import folder
from kg.vocab import Kind, Modality, Relation

# Confidence below which a relation is not worth weighing.
LEAST = 0.05


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A name in the text, the class it is of, and how sure that is; ``inner``: inside another."""

    start: int
    end: int
    kind: Kind
    confidence: float
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A relation between two of the given entities, by their numbers.

    ``at`` are the two mentions, as characters of the text, between which it was read most surely:
    the sentence around them is the evidence.
    """

    subject: int
    relation: Relation
    object: int
    modality: Modality
    confidence: float
    at: tuple[Span, Span]


Entities = Sequence[tuple[Kind, Sequence[Span]]]


class Reader:
    """The trained reader. It reads folded text (``kg.fold``); all offsets are the folded text's."""

    def __init__(self, model: Model) -> None:
        self.model = model

    @classmethod
    def load(cls, path: Path | None = None) -> "Reader":
        """The reader of a model's folder, or the one that ships. Raises DataError."""
        return _loaded(path or folder("data") / "model")

    def read(self, text: str) -> "Reading":
        """Read a folded text."""
        cut = self.model.pieces.cut(text)
        views = windows(text, cut)
        return Reading(self.model, text, cut, views)


@cache
def _loaded(path: Path) -> Reader:
    return Reader(Model(path))


class Reading:
    """What the reader sees in one text. The encoder runs once per window, when this is made."""

    def __init__(self, model: Model, text: str, cut: Cut, views: list[Window]) -> None:
        self._model = model
        self._cut = cut
        self.windows = views
        self._states: list[Floats] = []
        self._named = np.zeros(len(text), np.float32)
        names = [name for window in views for name in self._read(text, window)]
        self.mentions = tuple(sorted(_agreed(text, names)))
        self._surest = np.zeros(len(text), np.float32)
        for name in self.mentions:
            inside = slice(name.start, name.end)
            self._surest[inside] = np.maximum(self._surest[inside], name.confidence)

    def support(self, start: int, end: int) -> float:
        """How likely the characters ``start:end`` are part of a name: 0..1, their mean."""
        return float(self._named[start:end].mean())

    def confidence(self, start: int, end: int) -> float:
        """How sure it is of a name, of whatever class, among ``start:end``; 0 if it sees none."""
        return float(self._surest[start:end].max())

    def relations(self, entities: Entities) -> list[Related]:
        """What may hold between entities, each a class and its mentions as characters, in order.

        All that is not out of the question: the caller decides how sure is sure enough.
        """
        best: dict[tuple[int, Relation, int], Related] = {}
        for window, states in zip(self.windows, self._states, strict=True):
            for found in self._window(window, states, entities):
                key = found.subject, found.relation, found.object
                if key not in best or found.confidence > best[key].confidence:
                    best[key] = found
        return [best[key] for key in sorted(best)]

    def _read(self, text: str, window: Window) -> Iterator[Found]:
        """Run the encoder over a window, keep its states, give the names that belong to it."""
        spotted = spots(text, self._cut, window)
        states, labels = self._model.read(self._cut.ids[window.first : window.last], spotted)
        self._states.append(states)
        mine = (spotted.at >= window.start) & (spotted.at < window.end)
        outside = np.exp(log_softmax(labels[:, :LABELS])[:, 0])
        self._named[spotted.at[mine]] = (1 - outside)[mine]
        for inner in (False, True):
            part = labels[:, inner * LABELS :][:, :LABELS]
            for start, end, kind, sure in decode(part, spotted.glued):
                first, last = int(spotted.at[start]), int(spotted.at[end - 1]) + 1
                if window.start <= first < window.end:
                    yield Found(first, last, kind, self._sure(sure), inner)

    def _sure(self, chance: float) -> float:
        scaled = sigmoid(logit(np.array([chance])), self._model.settings.names)
        return round(float(scaled[0]), 3)

    def _window(self, window: Window, states: Floats, entities: Entities) -> Iterator[Related]:
        numbers, inside, spans = self._inside(window, entities)
        found = pairs(len(states), inside) if inside else None
        if found is None:
            return
        relations, modalities, looks = self._model.relate(states, found)
        settings = self._model.settings
        sure = sigmoid(both_ways(found.ends, relations), settings.relations)
        moods = both_ways(found.ends, modalities).argmax(-1)
        for row, column in np.argwhere(_likely(found, sure)).tolist():
            i, j = (numbers[e] for e in found.ends[row])
            m, n = found.near[looks[row, column]]
            yield Related(
                i, RELATIONS[column], j, MODALITIES[moods[row, column]],
                round(float(sure[row, column]), 3), (spans[m], spans[n]),
            )  # fmt: skip

    def _inside(
        self, window: Window, entities: Entities
    ) -> tuple[list[int], list[tuple[Kind, list[Span]]], list[Span]]:
        """The entities that a window mentions: numbers, pieces of mentions, their characters."""
        start, end = self._cut.starts[window.first], self._cut.ends[window.last - 1]
        numbers, inside, spans = [], [], []
        for number, (kind, mentions) in enumerate(entities):
            behind = bisect_left(mentions, (start, 0)), bisect_left(mentions, (end, 0))
            seen = [span for span in mentions[slice(*behind)] if span[1] <= end]
            if seen:
                ranges = (self._cut.between(*span) for span in seen)
                shift = 1 - window.first
                inside.append((kind, [(a + shift, b + shift) for a, b in ranges]))
                numbers.append(number)
                spans += seen
        return numbers, inside, spans


def _agreed(text: str, names: list[Found]) -> Iterator[Found]:
    """One class for all mentions of the same spelling: the one that the text supports most."""
    votes: dict[str, dict[Kind, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[text[name.start : name.end].lower()][name.kind] += name.confidence
    for name in names:
        support = votes[text[name.start : name.end].lower()]
        yield replace(name, kind=max(sorted(support), key=support.__getitem__))


def _likely(found: Pairs, sure: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Which relations of which pairs may hold; a symmetric one in the direction of the numbers."""
    turned = SYMMETRIC & (found.ends[:, :1] > found.ends[:, 1:])
    return np.asarray(found.admitted & ~turned & (sure >= LEAST), bool)
