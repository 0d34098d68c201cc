"""Names as labels of characters: outside, or begin/inside of one of the classes."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kg.vocab import Kind

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

KINDS = tuple(Kind)
LABELS = 1 + 2 * len(KINDS)
_BEGIN = np.arange(1, LABELS, 2)
_INSIDE = np.arange(2, LABELS, 2)


def encode(length: int, spans: Sequence[tuple[int, int, Kind]]) -> npt.NDArray[np.int64]:
    """The labels of ``length`` characters in which ``spans``, apart from each other, are names."""
    labels = np.zeros(length, np.int64)
    for start, end, kind in spans:
        begin = 1 + 2 * KINDS.index(kind)
        labels[start:end] = begin + 1
        labels[start] = begin
    return labels


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities along the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def decode(logits: Floats, glued: Bools | None = None) -> list[tuple[int, int, Kind, float]]:
    """The names on the likeliest row of labels, each with its weakest character's probability.

    No name begins or ends between a ``glued`` character and the one before it.
    """
    if not len(logits):
        return []
    scores = log_softmax(logits)
    labels = _viterbi(scores, np.zeros(len(logits), bool) if glued is None else glued)
    chosen = np.exp(scores[np.arange(len(labels)), labels])
    starts = [i for i, label in enumerate(labels) if label % 2]
    found = []
    for start in starts:
        end = start + 1
        while end < len(labels) and labels[end] == labels[start] + 1:
            end += 1
        kind = KINDS[int(labels[start]) // 2]
        found.append((start, end, kind, float(chosen[start:end].min())))
    return found


def _viterbi(scores: Floats, glued: Bools) -> npt.NDArray[np.int64]:
    """The best labels in which *inside* follows only *begin* or *inside* of its class."""
    alone = np.asarray(scores.argmax(-1), np.int64)
    if _allowed(alone, glued):
        return alone
    count = len(scores)
    back = np.zeros((count, LABELS), np.int64)
    best = scores[0].copy()
    best[_INSIDE] = -np.inf
    for t in range(1, count):
        top = int(best.argmax())
        back[t] = 0 if glued[t] else top
        begun = best[_BEGIN] >= best[_INSIDE]
        back[t, _INSIDE] = np.where(begun, _BEGIN, _INSIDE)
        best = best[back[t]] + scores[t]
        if glued[t]:
            best[_BEGIN] = -np.inf
    path = np.zeros(count, np.int64)
    path[-1] = int(best.argmax())
    for t in range(count - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path


def _allowed(labels: npt.NDArray[np.int64], glued: Bools) -> bool:
    before = np.concatenate([[0], labels[:-1]])
    inside = (labels > 0) & (labels % 2 == 0)
    follows = np.where(inside, (before == labels) | (before == labels - 1), before == 0)
    begins = glued & (labels % 2 == 1)
    return bool(np.all((follows & ~begins) | ~(inside | glued)))
