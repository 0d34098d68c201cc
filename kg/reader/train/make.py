"""The way from corpus to model, step by step."""

import logging
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from kg.corpus import Passage
from kg.errors import KGError
from kg.fold import fold
from kg.reader.model import Model
from kg.reader.pairs import RELATIONS
from kg.reader.pieces import Pieces
from kg.reader.scale import Scale, logit
from kg.reader.train import base as bases
from kg.reader.train import export, loop, measure, onward, report, texts
from kg.reader.train.augment import joined
from kg.reader.train.examples import Example, examples
from kg.reader.train.loop import Output
from kg.reader.train.net import Network

log = logging.getLogger(__name__)
NAME = "medllm-reader"
# Genres that begin so are built like articles that people print: an epoch reads them twice.
TWICE = "retold-"
# How fast a model learns that goes on from an earlier one, against one that starts from the base.
ONWARD = 0.5
# Windows that tell the encoder's quantisation how large its activations get.
SAMPLES = 80


def make(
    passages: Sequence[Passage], base: Path, output: Path, epochs: int, seed: int,
    model: Path | None,
) -> None:  # fmt: skip
    """Train, choose thresholds on the development part, write the model, measure it as written.

    Goes on from the weights of ``model``, at half the rate, if one is given.
    """
    parts = texts.split(passages)
    if empty := [name for name, part in parts._asdict().items() if not part]:
        raise KGError(f"a training needs passages for each part; none for {', '.join(empty)}")
    weights = bases.load(base)
    pieces, rows = bases.prune(weights, [fold(p.text).text for p in passages])
    torch.manual_seed(seed)
    net = Network(weights, rows)
    if model:
        net.load_state_dict(net.state_dict() | onward.weights(model))
    # Joined as in training: thresholds are for windows as full as those of articles.
    held, dev = (
        examples(joined(map(texts.read, part), random.Random(seed)), pieces)
        for part in (parts.held, parts.development)
    )
    read = [texts.read(p) for p in parts.training for _ in range(1 + p.genre.startswith(TWICE))]
    chosen = _train(net, read, held, pieces, epochs, seed, ONWARD if model else 1.0)
    output.mkdir(parents=True, exist_ok=True)
    export.graphs(net, output, export.inputs(net, dev[:SAMPLES]))
    export.tables(weights, pieces, rows, output)
    settle(output, dev)
    how = (
        f"{chosen} of {epochs} epochs (the best on the genres {', '.join(texts.HELD)}, which are"
        f" not trained on), seed {seed}{', going on from an earlier model' if model else ''}"
    )
    text = _report(parts, pieces, output, how)
    (output / "REPORT.md").write_text(text, encoding="utf-8")


def settle(output: Path, dev: Sequence[Example]) -> None:
    """Write the settings of the model in ``output``: its calibration, its thresholds, its hash."""
    settings: dict[str, Any] = {
        "name": NAME,
        "thresholds": dict.fromkeys(RELATIONS, 0.5),
        "names": [1, 0],
        "pairs": [1, 0],
    }
    export.settings(output, settings)
    said = written(Model(output), dev)
    names, pairs = _scales(dev, said)
    limits = measure.thresholds(measure.cells(dev, said), pairs)
    settings |= {"names": names, "pairs": pairs}
    settings["thresholds"] = dict(zip(RELATIONS, limits, strict=True))
    export.settings(output, settings)


def _train(
    net: Network, train: Sequence[texts.Text], held: Sequence[Example], pieces: Pieces,
    epochs: int, seed: int, pace: float,
) -> int:  # fmt: skip
    """Train, leave the network as it was best on the genres held out, and tell that epoch."""
    top, chosen, kept = -1.0, 0, loop.trained(net.state_dict())
    for epoch in loop.train(net, train, pieces, epochs, seed, pace):
        if epoch <= epochs // 2:
            continue
        said = loop.outputs(net, held)
        cells = measure.cells(held, said)
        limits = measure.thresholds(cells, (1.0, 0.0))
        names = measure.names(held, said).whole.f1
        pairs = measure.relations(cells, limits, (1.0, 0.0)).whole.f1
        log.info("epoch %d on genres held out: names %.3f, relations %.3f", epoch, names, pairs)
        if names + pairs > top:
            top, chosen, kept = names + pairs, epoch, loop.trained(net.state_dict())
    net.load_state_dict(kept, strict=False)
    return chosen


def written(model: Model, found: Sequence[Example]) -> list[Output]:
    """What the written model says of examples: the figures are those of what ships."""
    said = []
    for example in found:
        states, labels = model.read(example.ids[1:-1], example.spots)
        gold = example.gold
        related = model.relate(states, gold.pairs)[:2] if gold else (None, None)
        said.append(Output(labels, *related))
    return said


def _scales(found: Sequence[Example], said: Sequence[Output]) -> tuple[Scale, Scale]:
    """The calibration of names and of relations."""
    confidence, right = zip(*measure.names(found, said).right, strict=True)
    names = measure.calibration(logit(np.array(confidence)), np.array(right))
    cells = measure.cells(found, said)
    return names, measure.calibration(cells.logits, cells.holds)


def _report(parts: texts.Parts, pieces: Pieces, output: Path, how: str) -> str:
    """Figures on the test part, by the model as written."""
    model = Model(output)
    chosen = model.settings
    tested = examples(map(texts.read, parts.test), pieces)
    said = written(model, tested)
    judged = report.Judged(tested, said, chosen.thresholds, chosen.names, chosen.relations)
    size = sum(f.stat().st_size for f in output.iterdir() if f.suffix != ".md") / 1e6
    head = (
        f"`{NAME}`, hash `{chosen.hash}`, {size:.1f} MB, {how}. Written by `python -m"
        " kg.reader.train`. Base: multilingual-e5-small (MIT). All figures are those of the"
        " written (int8) model on the test part of the corpus, which training never saw;"
        " relations are between names that are given, whatever their modality."
    )
    return report.whole(judged, parts._asdict(), head)
