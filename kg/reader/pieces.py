"""Folded text → word pieces: the unigram pieces of the encoder, cut by Viterbi, with their offsets.

A piece knows the characters that it covers; spaces belong to no piece, a line break is a piece of
its own, so that the encoder sees where a headline ends.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import DataError

Ints = npt.NDArray[np.int64]

START, END, UNKNOWN = 0, 2, 3
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
LINE = "¶"
_WORD = re.compile(r"\n+|[^\s]+")
_UNKNOWN_COST = 10.0
_KEPT = 24  # characters of the longest word to remember; a paragraph of Chinese is one word


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut in pieces: their ids and the characters ``starts[i]:ends[i]`` each covers."""

    ids: Ints
    starts: Ints
    ends: Ints

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that cover the characters ``start:end``, as a range."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, max(first + 1, int(np.searchsorted(self.starts, end, side="left")))


class Pieces:
    """The vocabulary: pieces in the order of their ids, each with its log probability."""

    def __init__(self, scored: list[tuple[str, float]]) -> None:
        self.scored = scored
        known = scored[len(SPECIAL) :]
        self._known = {piece: (n, s) for n, (piece, s) in enumerate(known, len(SPECIAL))}
        self._longest = max(len(piece) for piece, _ in known)
        self._unknown = min(score for _, score in known) - _UNKNOWN_COST
        self._line = self._known.get(LINE, (UNKNOWN, 0.0))[0]
        self._cut = lru_cache(maxsize=20_000)(self._viterbi)

    @classmethod
    def read(cls, path: Path) -> "Pieces":
        """The vocabulary of a file of lines ``piece<tab>score``. Raises DataError."""
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        try:
            return cls([(piece, float(s)) for piece, s in (line.split("\t") for line in lines)])
        except ValueError as error:
            raise DataError(path, 0, f"not a table of pieces and scores ({error})") from error

    def write(self, path: Path) -> None:
        """The file that ``read`` reads."""
        lines = "".join(f"{piece}\t{score:.3f}\n" for piece, score in self.scored)
        path.write_text(lines, encoding="utf-8")

    def cut(self, text: str) -> Cut:
        """``text`` in pieces. A word's first piece may cover no character (a mere word border)."""
        ids: list[int] = []
        ends: list[int] = []
        starts: list[int] = []
        for word in _WORD.finditer(text):
            if word[0][0] == "\n":
                found: tuple[tuple[int, int], ...] = ((self._line, 1),)
            else:
                cut = self._cut if len(word[0]) <= _KEPT else self._viterbi
                found = cut("▁" + word[0])
            at = word.start()
            for number, (ident, length) in enumerate(found):
                size = length - (number == 0 and word[0][0] != "\n")
                ids.append(ident)
                starts.append(at)
                at += size
                ends.append(at)
        return Cut(np.array(ids, np.int64), np.array(starts, np.int64), np.array(ends, np.int64))

    def _viterbi(self, word: str) -> tuple[tuple[int, int], ...]:
        """The likeliest pieces of a word that begins with ▁: their ids and lengths."""
        best = [0.0] + [-np.inf] * len(word)
        back: list[tuple[int, int]] = [(UNKNOWN, 0)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                piece = self._known.get(word[start:end])
                if piece and best[start] + piece[1] > best[end]:
                    best[end], back[end] = best[start] + piece[1], (piece[0], end - start)
            if best[start] + self._unknown > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self._unknown, (UNKNOWN, 1)
        path = []
        end = len(word)
        while end:
            path.append(back[end])
            end -= back[end][1]
        return tuple(reversed(path))
