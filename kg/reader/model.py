"""The files of the model: checked, opened, and run on one window at a time.

``reader.json`` names the files with their hashes, and what the network's numbers mean. One window
a run, at its own length, on one thread: so the outcome depends on nothing but the text.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from kg.errors import DataError
from kg.reader.labels import KINDS, Floats
from kg.reader.pairs import MODALITIES, RELATIONS, Pairs
from kg.reader.pieces import END, START, Ints, Pieces
from kg.reader.scale import Scale
from kg.reader.spots import Spots

SETTINGS = "reader.json"
_FILES = ("encoder.onnx", "relations.onnx", "words.npy", "pieces.tsv")


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``reader.json`` says: the model's name and hash, and what its numbers mean.

    ``names`` and ``relations`` calibrate confidence. ``thresholds``, those that read passages best,
    are what the model card measures relations with; articles go by ``data/cues/trust.tsv``.
    """

    name: str
    hash: str
    thresholds: tuple[float, ...]
    names: Scale
    relations: Scale


def terms() -> dict[str, list[str]]:
    """The order of classes, relations and modalities that a model is trained for."""
    return {
        "classes": [k.value for k in KINDS],
        "relations": [r.value for r in RELATIONS],
        "modalities": [m.value for m in MODALITIES],
    }


def digest(folder: Path, settings: dict[str, Any]) -> str:
    """The hash of a model: of its files and of its settings, the hash itself left out."""
    whole = hashlib.sha256()
    for name in _FILES:
        whole.update(hashlib.sha256((folder / name).read_bytes()).digest())
    rest = {k: v for k, v in settings.items() if k != "hash"}
    whole.update(json.dumps(rest, sort_keys=True).encode())
    return whole.hexdigest()


def settings(folder: Path) -> Settings:
    """The settings of a model whose files are the ones it was made with. Raises DataError."""
    path = folder / SETTINGS
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        found = digest(folder, said)
    except (OSError, ValueError) as error:
        raise DataError(path, 0, f"the reader's model cannot be read ({error})") from error
    if found != said.get("hash"):
        hashes = f"have the hash {found[:12]}, not {str(said.get('hash'))[:12]} as they were made"
        advice = "reinstall medllm-kg, or train the model again"
        raise DataError(path, 0, f"the model's files {hashes}: {advice}")
    if {k: said.get(k) for k in terms()} != terms():
        raise DataError(path, 0, "the model was trained for other terms: train it again")
    thresholds = tuple(float(said["thresholds"][r]) for r in RELATIONS)
    scales = (*said["names"],), (*said["pairs"],)
    return Settings(said["name"], found, thresholds, *scales)


class Model:
    """The network, ready to run."""

    def __init__(self, folder: Path) -> None:
        self.settings = settings(folder)
        self.pieces = Pieces.read(folder / "pieces.tsv")
        self._words = np.load(folder / "words.npy", mmap_mode="r")
        self._encoder = _session(folder / "encoder.onnx")
        self._relations = _session(folder / "relations.onnx")

    def read(self, ids: Ints, spots: Spots) -> tuple[Floats, Floats]:
        """The states of a window's pieces (both end signs added) and its characters' labels."""
        words = unpack(self._words[np.array([START, *ids, END])])
        inputs = {"words": words, "piece": spots.piece, "place": spots.place}
        states, labels = self._encoder.run(None, inputs)
        return states, labels

    def relate(self, states: Floats, pairs: Pairs) -> tuple[Floats, Floats, Ints]:
        """Logits of relations [P, R], of modalities [P, R, modalities], and their looks [P, R]."""
        logits, modalities = self._relations.run(None, {"states": states, **pairs.inputs})
        seen = logits[pairs.looks]
        looks = np.take_along_axis(pairs.looks, seen.argmax(1), 1)
        columns = np.arange(len(RELATIONS))
        return seen.max(1), modalities[looks, columns], looks


def unpack(blocks: npt.NDArray[np.void]) -> Floats:
    """Rows of 4-bit blocks (scale, 32 nibbles, the low ones first) as rows of numbers."""
    nibbles = blocks["nibbles"]
    both = np.concatenate([nibbles & 15, nibbles >> 4], -1).astype(np.float32) - 8
    return (both * blocks["scale"].astype(np.float32)[..., None]).reshape(len(blocks), -1)


def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
