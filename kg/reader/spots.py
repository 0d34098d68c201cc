"""The characters of a window that bear labels: where, in which piece, at which place in it."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.reader.pieces import Cut
from kg.reader.windows import Window

# Places in a piece that the network tells apart.
PLACES = 16
_LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ]")
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Spots:
    """Per character (spaces have none): its offset ``at``, its ``piece`` and ``place`` in it.

    Pieces count from the window's first, after the sign that opens every input. ``glued`` says
    which characters go on with the Latin word of the one before: no name begins or ends there.
    """

    at: Ints
    piece: Ints
    place: Ints
    glued: npt.NDArray[np.bool_]


def spots(text: str, cut: Cut, window: Window) -> Spots:
    """The characters of a window of ``text``."""
    starts, ends = cut.starts[window.first : window.last], cut.ends[window.first : window.last]
    sizes = ends - starts
    piece = np.repeat(np.arange(len(sizes)), sizes)
    place = np.arange(len(piece)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    at = starts[piece] + place
    latin = np.array([bool(_LATIN.match(text[i])) for i in at.tolist()], bool)
    glued = np.concatenate([[False], latin[1:] & latin[:-1] & (np.diff(at) == 1)])[: len(at)]
    return Spots(at, piece + 1, np.minimum(place, PLACES - 1), glued)
