"""The written (int8) model → weights of a network to go on from.

``export`` loses little that a further training does not mend: seven bits a weight, each row of a
smoothed product multiplied by its factor, which is undone here.
"""

import re
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

# The encoder's products in the order of its layers; export gives their weights numbers alone.
_PRODUCTS = ("qkv", "out", "up", "down")
_PLAIN = re.compile(r"[a-z][\w.]*\.(?:weight|bias|positions)")
Arrays = dict[str, npt.NDArray[np.float32]]


def weights(folder: Path) -> dict[str, Tensor]:
    """All trained weights of the model in ``folder``, by their names in the network."""
    names = _read(folder / "encoder.onnx")
    related = _read(folder / "relations.onnx")
    whole = {k.removeprefix("net."): v for k, v in names.items()}
    whole |= {f"relations.{k}": v for k, v in related.items()}
    return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in whole.items()}


def _read(path: Path) -> Arrays:
    stored = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    found: Arrays = {n: stored[n].astype(np.float32) for n in stored if _PLAIN.fullmatch(n)}
    packed = {n.removesuffix("_quantized") for n in stored if n.endswith("_quantized")}
    for name in packed:
        if not name.startswith("onnx::"):
            array = _unpacked(stored, name)
            turned = name.endswith("_Transposed")
            found[name.removesuffix("_Transposed")] = array.T if turned else array
    numbered = sorted((n for n in packed if n.startswith("onnx::")), key=_number)
    for n, name in enumerate(numbered):
        layer, product = divmod(n, len(_PRODUCTS))
        array = _unpacked(stored, name) * stored[f"smooth_{n}"][:, None]
        found[f"net.encoder.layers.{layer}.{_PRODUCTS[product]}.weight"] = array.T
    return found


def _number(name: str) -> int:
    return int(name.rpartition("_")[2])


def _unpacked(stored: dict[str, npt.NDArray[np.generic]], name: str) -> npt.NDArray[np.float32]:
    """A weight as a number, from its steps, its zero and the size of a step."""
    steps, zero, scale = (
        stored[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "zero_point", "scale")
    )
    array: npt.NDArray[np.float32] = (steps - zero) * scale
    return array
