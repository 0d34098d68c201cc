"""How good it is: precision, recall, F1, calibration; and the thresholds that follow."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from kg.reader.labels import LABELS, decode
from kg.reader.pairs import MODALITIES, RELATIONS, SYMMETRIC, both_ways
from kg.reader.scale import Scale, logit, sigmoid
from kg.reader.train.examples import Example, Gold
from kg.reader.train.loop import Output
from kg.tally import Tally

Floats = npt.NDArray[np.float64]
GRID = np.round(np.arange(0.1, 0.91, 0.05), 2)
# A relation gets a threshold of its own if the development set states it this often.
ENOUGH = 12


@dataclass(slots=True)
class Figures:
    """Tallies by name; ``right`` pairs the confidence of each thing found with its rightness."""

    by: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    right: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def whole(self) -> Tally:
        """All tallies added."""
        total = Tally()
        for tally in self.by.values():
            total.add(tally)
        return total


def names(found: Iterable[Example], said: Iterable[Output], scale: Scale = (1.0, 0.0)) -> Figures:
    """Names, outer and inner, right if class and both ends are."""
    figures = Figures()
    for example, output in zip(found, said, strict=True):
        for part, labels in ((slice(LABELS), example.outer), (slice(LABELS, None), example.inner)):
            gold = {f[:3] for f in decode(np.eye(LABELS, dtype=np.float32)[labels] * 50)}
            seen = decode(output.names[:, part], example.spots.glued)
            for start, end, kind, confidence in seen:
                hit = (start, end, kind) in gold
                sure = float(sigmoid(logit(np.array([confidence])), scale)[0])
                figures.right.append((sure, hit))
                figures.by[kind].hits += hit
                figures.by[kind].wrong += not hit
            for _, _, kind in gold - {f[:3] for f in seen}:
                figures.by[kind].missed += 1
    return figures


@dataclass(frozen=True, slots=True)
class Cells:
    """All admitted (pair, relation) cells of some examples; a symmetric pair is one cell."""

    logits: Floats
    relations: npt.NDArray[np.int64]
    holds: npt.NDArray[np.bool_]
    traps: npt.NDArray[np.bool_]
    modality: npt.NDArray[np.int64]
    said: npt.NDArray[np.int64]
    language: npt.NDArray[np.str_]

    def where(self, mine: npt.NDArray[np.bool_]) -> "Cells":
        """Some of the cells."""
        return Cells(*(getattr(self, field)[mine] for field in self.__dataclass_fields__))


def cells(found: Sequence[Example], said: Sequence[Output]) -> Cells:
    """The cells of all examples."""
    parts = [_cells(e.gold, o, e.text.language) for e, o in zip(found, said, strict=True) if e.gold]
    return Cells(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _cells(gold: Gold, output: Output, language: str) -> tuple[npt.NDArray[np.generic], ...]:
    assert output.relations is not None
    assert output.modalities is not None
    logits = both_ways(gold.pairs.ends, output.relations)
    moods = both_ways(gold.pairs.ends, output.modalities)
    once = SYMMETRIC & (gold.pairs.ends[:, :1] > gold.pairs.ends[:, 1:])
    rows, columns = np.nonzero(gold.pairs.admitted & ~once)
    return (
        logits[rows, columns].astype(np.float64),
        columns,
        gold.holds[rows, columns] > 0,
        gold.weights[rows, columns] > 1,
        gold.modality[rows, columns],
        moods.argmax(-1)[rows, columns],
        np.array([language] * len(rows)),
    )


def relations(all_cells: Cells, thresholds: Sequence[float], scale: Scale) -> Figures:
    """Relations between given names, whatever their modality."""
    figures = Figures()
    confidence = sigmoid(all_cells.logits, scale)
    found = confidence >= np.array(thresholds)[all_cells.relations]
    for n, relation in enumerate(RELATIONS):
        mine = all_cells.relations == n
        figures.by[relation] = _tally(found[mine], all_cells.holds[mine])
    figures.right = list(
        zip(confidence[found].tolist(), all_cells.holds[found].tolist(), strict=True)
    )
    return figures


def _tally(found: npt.NDArray[np.bool_], true: npt.NDArray[np.bool_]) -> Tally:
    return Tally(int((found & true).sum()), int((found & ~true).sum()), int((~found & true).sum()))


def moods(all_cells: Cells) -> tuple[float, npt.NDArray[np.int64]]:
    """How often the modality of a stated relation is right, and said against meant."""
    table = np.zeros((len(MODALITIES), len(MODALITIES)), np.int64)
    true = all_cells.holds
    np.add.at(table, (all_cells.modality[true], all_cells.said[true]), 1)
    return float(np.trace(table) / max(1, table.sum())), table


def sprung(all_cells: Cells, thresholds: Sequence[float], scale: Scale) -> Tally:
    """Traps: as hits those walked into (said to hold), as missed those avoided."""
    found = sigmoid(all_cells.logits, scale) >= np.array(thresholds)[all_cells.relations]
    holding = np.array([m.holds for m in MODALITIES])[all_cells.said]
    into = int((found & holding & all_cells.traps & ~all_cells.holds).sum())
    return Tally(into, 0, int((all_cells.traps & ~all_cells.holds).sum()) - into)


def thresholds(all_cells: Cells, scale: Scale) -> list[float]:
    """The confidence from which each relation is taken: best F1 overall, bent to each one's own."""
    confidence = sigmoid(all_cells.logits, scale)

    def best(mine: npt.NDArray[np.bool_]) -> float:
        scores = [_tally(confidence[mine] >= t, all_cells.holds[mine]).f1 for t in GRID]
        return float(GRID[int(np.argmax(scores))])

    overall = best(np.ones(len(confidence), bool))
    own = []
    for n in range(len(RELATIONS)):
        mine = all_cells.relations == n
        enough = int(all_cells.holds[mine].sum()) >= ENOUGH
        own.append(round((best(mine) + overall) / 2, 3) if enough else overall)
    return own


def calibration(logits: Floats, right: npt.NDArray[np.bool_]) -> Scale:
    """Slope and offset (Platt) under which ``sigmoid`` is a probability, by Newton's method."""
    weights = np.array([1.0, 0.0])
    inputs = np.stack([logits, np.ones(len(logits))], 1)
    for _ in range(30):
        chance = sigmoid(inputs @ weights)
        spread = chance * (1 - chance) + 1e-9
        gradient = inputs.T @ (right - chance) - 1e-3 * (weights - [1, 0])
        curvature = (inputs * spread[:, None]).T @ inputs + 1e-3 * np.eye(2)
        weights = weights + np.clip(np.linalg.solve(curvature, gradient), -1, 1)
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


def error(right: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: |confidence - rightness| of ten equal bins, weighted by size."""
    confidence, hit = (np.array(x, float) for x in zip(*right, strict=True))
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(confidence[which == b].mean() - hit[which == b].mean()) * (which == b).mean()
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))
