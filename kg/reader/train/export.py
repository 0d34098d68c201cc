"""The trained network → the files that the reader opens: int8 graphs, the word table as packed."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.reader.labels import KINDS
from kg.reader.model import SETTINGS, digest, terms
from kg.reader.pieces import Pieces
from kg.reader.train.base import Base
from kg.reader.train.examples import Example
from kg.reader.train.net import Network
from kg.reader.train.smooth import Arrays, smooth

_OPSET = 20


class _Names(nn.Module):
    """One window: vectors of its pieces, spots of its characters → states and labels."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, words: Tensor, piece: Tensor, place: Tensor) -> tuple[Tensor, Tensor]:
        states = self.net.encoder(words[None])[0]
        return states, self.net.names(states, piece, place)


@torch.no_grad()
def inputs(net: Network, found: Sequence[Example]) -> list[Arrays]:
    """What the encoder's graph gets of examples."""
    return [
        {
            "words": net.words(torch.from_numpy(e.ids)).numpy(),
            "piece": e.spots.piece,
            "place": e.spots.place,
        }
        for e in found
    ]


def graphs(net: Network, folder: Path, samples: Sequence[Arrays]) -> None:
    """Write ``encoder.onnx`` and ``relations.onnx``, quantised; ``samples`` are the encoder's."""
    net = net.eval()
    width = net.words.embedding_dim
    names = {
        "words": (torch.randn(9, width), {0: "pieces"}),
        "piece": (torch.tensor([1, 1, 2, 3]), {0: "characters"}),
        "place": (torch.tensor([0, 1, 0, 0]), {0: "characters"}),
    }
    _export(_Names(net), names, ["states", "labels"], folder / "encoder.onnx", samples)
    related = {
        "states": (torch.randn(9, width), {0: "pieces"}),
        "pooling": (torch.rand(5, 9), {0: "mentions", 1: "pieces"}),
        "members": (torch.rand(3, 5), {0: "entities", 1: "mentions"}),
        "kinds": (torch.randint(len(KINDS), (3,)), {0: "entities"}),
        "ends": (torch.tensor([[0, 1], [0, 2], [1, 0], [2, 1]]), {0: "pairs"}),
        "near": (torch.tensor([[0, 1], [0, 2], [1, 0], [2, 1]]), {0: "pairs"}),
        "gaps": (torch.randint(9, (4,)), {0: "pairs"}),
        "between": (torch.rand(4, 9), {0: "pairs", 1: "pieces"}),
    }
    outputs = ["relations", "modalities"]
    _export(net.relations, related, outputs, folder / "relations.onnx", ())


def _export(
    module: nn.Module,
    inputs: dict[str, tuple[Tensor, dict[int, str]]],
    outputs: list[str],
    to: Path,
    samples: Sequence[Arrays],
) -> None:
    with TemporaryDirectory() as workshop:
        plain = Path(workshop) / "plain.onnx"
        torch.onnx.export(
            module,
            tuple(tensor for tensor, _ in inputs.values()),
            plain,
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes={name: axes for name, (_, axes) in inputs.items()},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantise(plain, to, samples)


def quantise(plain: Path, to: Path, samples: Sequence[Arrays]) -> None:
    """The graph of ``plain`` with weights of seven bits, smoothed if there are samples."""
    model = onnx.load(plain)
    if samples:
        smooth(model, samples)
        onnx.save(model, plain)
    # Seven bits: processors without an int8 dot product do not overflow, all see the same.
    quantize_dynamic(plain, to, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def tables(base: Base, pieces: Pieces, rows: Sequence[int], folder: Path) -> None:
    """Write ``words.npy``, the kept rows of the word table as packed, and ``pieces.tsv``."""
    blocks = base.blocks("emb.word").reshape(-1, base.width // 32)
    np.save(folder / "words.npy", blocks[list(rows)])
    pieces.write(folder / "pieces.tsv")


def settings(folder: Path, said: dict[str, Any]) -> None:
    """Write ``reader.json``, last of all files."""
    whole = terms() | said
    whole["hash"] = digest(folder, whole)
    text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / SETTINGS).write_text(text + "\n", encoding="utf-8")
