"""A written model as the beginning of a training: its weights, and which passages it has read.

The weights come out of the graphs, where seven bits hold a weight to a hundredth of its channel's
largest.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from kg.corpus import Passage
from kg.errors import DataError
from kg.reader.labels import Floats
from kg.reader.train.loop import trained
from kg.reader.train.net import Network

READ = "read.txt"
_MATRICES = ("qkv", "out", "up", "down")


def note(folder: Path, passages: Iterable[Passage], known: Iterable[str]) -> None:
    """Write down the passages that a model was trained on, by their ids."""
    ids = sorted({*known, *(p.id for p in passages)})
    (folder / READ).write_text("".join(f"{i}\n" for i in ids), encoding="utf-8")


def noted(folder: Path) -> frozenset[str]:
    """The ids of the passages that a model was trained on. Raises DataError."""
    try:
        return frozenset((folder / READ).read_text(encoding="utf-8").split())
    except OSError as error:
        raise DataError(
            folder / READ, 0, f"what the model has read is unknown ({error})"
        ) from error


def take(net: Network, folder: Path) -> None:
    """Give ``net`` the weights of a model of its build. Raises DataError."""
    state = net.state_dict()
    lacking = set(trained(state))
    for name, values in (*_encoder(net, folder), *_relations(folder)):
        if name in lacking and state[name].shape == values.shape:
            state[name].copy_(torch.from_numpy(np.array(values, np.float32)))
            lacking.remove(name)
    if lacking:
        raise DataError(folder, 0, f"has no {min(lacking)} of this build: train from the base")


def _encoder(net: Network, folder: Path) -> Iterator[tuple[str, Floats]]:
    graph = onnx.load(folder / "encoder.onnx").graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    yield from _named(values, "net.", "")
    names = [f"encoder.layers.{n}.{m}" for n in range(len(net.encoder.layers)) for m in _MATRICES]
    found = sorted(_products(graph, values))
    if len(found) != len(names):
        raise DataError(folder, 0, f"has {len(found)} products, not the {len(names)} of this build")
    for name, (_, weight, scale) in zip(names, found, strict=True):
        yield f"{name}.weight", (_wide(values, weight) * values[scale][:, None]).T


def _relations(folder: Path) -> Iterator[tuple[str, Floats]]:
    graph = onnx.load(folder / "relations.onnx").graph
    return _named({i.name: numpy_helper.to_array(i) for i in graph.initializer}, "", "relations.")


def _named(values: dict[str, Floats], less: str, more: str) -> Iterator[tuple[str, Floats]]:
    """What kept its name in the graph, under the network's name; quantised or not."""
    for name, value in values.items():
        stem = name.removesuffix("_quantized")
        own = more + stem.removeprefix(less).removesuffix("_Transposed")
        if stem == name:
            yield own, value
        else:
            wide = _wide(values, stem)
            yield own, wide.T if stem.endswith("_Transposed") else wide


def _products(graph: onnx.GraphProto, values: dict[str, Floats]) -> Iterator[tuple[int, str, str]]:
    """The smoothed products: their number, the name of the weight, that of the smoothing scale."""
    made = {output: node for node in graph.node for output in node.output}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            source = made[made[node.input[0]].input[0]]
            for name in source.input:
                if name.startswith("smooth_") and name in values:
                    yield int(name.split("_")[1]), node.input[1].removesuffix("_quantized"), name


def _wide(values: dict[str, Floats], stem: str) -> Floats:
    """A quantised tensor as numbers."""
    narrow, zero = (
        values[f"{stem}_{part}"].astype(np.float32) for part in ("quantized", "zero_point")
    )
    return np.asarray((narrow - zero) * values[f"{stem}_scale"], np.float32)
