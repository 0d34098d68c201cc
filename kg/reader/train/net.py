"""The network: one encoder, a head for names and a head for relations.

All shapes in the docstrings: B texts, L pieces, W the encoder's width, C characters, H hidden.
"""

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.reader.labels import KINDS, LABELS, Floats
from kg.reader.pairs import GAPS, RELATIONS
from kg.reader.spots import PLACES
from kg.reader.train.base import Base
from kg.vocab import Modality

HIDDEN = 256
HEADS = 4
_ENCODER_HEADS = 12
# What a new head says of a character's outer name, of its inner name, and of a pair's relation, as
# logits: most characters are outside of names, most pairs unrelated. Said from the start, the first
# gradients do not tear the encoder down to learn just that.
_OUTSIDE, _NOT_NESTED, _RELATED = 3.0, 6.0, -5.0


class Dropout(nn.Module):
    """Drop a tenth of the values (26 of 256) in training: torch's own draws bits much slower."""

    def forward(self, x: Tensor) -> Tensor:
        """Any shape → the same shape."""
        if not self.training:
            return x
        drawn = (
            torch.empty(x.numel() // 8 + 1, dtype=torch.int64)
            .random_(-(2**63), None)
            .view(torch.uint8)
        )
        kept = drawn[: x.numel()].view(x.shape) >= 26
        return x * kept * (256 / 230)


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.last = nn.LayerNorm(width, 1e-12)
        self.drop = Dropout()

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """[B, L, W] → [B, L, W]; ``mask`` [B, 1, 1, L] is true at real pieces."""
        size = (x.shape[0], -1, 3, _ENCODER_HEADS, x.shape[2] // _ENCODER_HEADS)
        q, k, v = self.qkv(x).reshape(size).permute(2, 0, 3, 1, 4)
        weights = (q / math.sqrt(q.shape[-1])) @ k.transpose(-1, -2)
        if mask is not None:
            weights = weights.masked_fill(~mask, -1e4)
        # Written out: on a CPU it is faster than torch's fused attention, backwards above all.
        seen = torch.softmax(weights, -1, dtype=v.dtype) @ v
        x = self.norm(x + self.drop(self.out(seen.transpose(1, 2).flatten(2))))
        states: Tensor = self.last(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return states


class Encoder(nn.Module):
    """Vectors of pieces → states of pieces."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(512, base.width))
        self.norm = nn.LayerNorm(base.width, 1e-12)
        self.drop = Dropout()
        layers = [Layer(base.width, base.inner) for _ in range(base.layers)]
        self.layers = nn.ModuleList(layers)
        self._take(base)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """[B, L, W] vectors of the word table → [B, L, W] states."""
        x = self.drop(self.norm(x + self.positions[: x.shape[1]]))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def _take(self, base: Base) -> None:
        """The weights of the base; the vector of the (only) segment goes into the positions."""
        state = self.state_dict()
        positions = base.floats("emb.pos").reshape(-1, base.width)
        state["positions"].copy_(_tensor(positions + base.floats("emb.type")[: base.width]))
        _norm(state, "norm", base, "emb.ln")
        for n in range(base.layers):
            own, theirs = f"layers.{n}", f"l{n}"
            qkv = [base.matrix(f"{theirs}.{c}.w", base.width) for c in "qkv"]
            state[f"{own}.qkv.weight"].copy_(_tensor(np.concatenate(qkv)))
            bias = [base.floats(f"{theirs}.{c}.b") for c in "qkv"]
            state[f"{own}.qkv.bias"].copy_(_tensor(np.concatenate(bias)))
            for mine, name, columns in (
                ("out", "ao", base.width),
                ("up", "fi", base.width),
                ("down", "fo", base.inner),
            ):
                weight = base.matrix(f"{theirs}.{name}.w", columns)
                state[f"{own}.{mine}.weight"].copy_(_tensor(weight))
                state[f"{own}.{mine}.bias"].copy_(_tensor(base.floats(f"{theirs}.{name}.b")))
            _norm(state, f"{own}.norm", base, f"{theirs}.aln")
            _norm(state, f"{own}.last", base, f"{theirs}.oln")


def _norm(state: dict[str, Tensor], own: str, base: Base, theirs: str) -> None:
    state[f"{own}.weight"].copy_(_tensor(base.floats(f"{theirs}.w")))
    state[f"{own}.bias"].copy_(_tensor(base.floats(f"{theirs}.b")))


def _tensor(array: Floats) -> Tensor:
    return torch.from_numpy(np.array(array, np.float32))


class NameHead(nn.Module):
    """States of pieces → labels of characters, outer names and names inside names."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.piece = nn.Linear(width, HIDDEN)
        self.position = nn.Embedding(PLACES, HIDDEN)
        self.label = nn.Linear(HIDDEN, 2 * LABELS)
        self.drop = Dropout()
        nn.init.zeros_(self.label.bias)
        self.label.bias.data[[0, LABELS]] = torch.tensor([_OUTSIDE, _NOT_NESTED])

    def forward(self, states: Tensor, piece: Tensor, position: Tensor) -> Tensor:
        """[L, W] states, and each character's piece and place in it → [C, 2 labels]."""
        hidden = self.piece(states)[piece] + self.position(position)
        labels: Tensor = self.label(self.drop(torch.relu(hidden)))
        return labels


class RelationHead(nn.Module):
    """States and the pairs of entities of a window → relations and modalities of each pair."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.entity = nn.ModuleList(nn.Linear(width, HIDDEN) for _ in range(2))
        self.mention = nn.ModuleList(nn.Linear(width, HIDDEN) for _ in range(2))
        self.kind = nn.ModuleList(nn.Embedding(len(KINDS), HIDDEN) for _ in range(2))
        self.query = nn.Linear(2 * HIDDEN, HIDDEN)
        self.key = nn.Linear(width, HIDDEN)
        self.value = nn.Linear(width, HIDDEN)
        self.between = nn.Linear(width, HIDDEN)
        self.gap = nn.Embedding(GAPS, HIDDEN)
        self.hidden = nn.Linear(5 * HIDDEN, HIDDEN)
        self.relation = nn.Linear(HIDDEN, len(RELATIONS))
        self.modality = nn.Linear(HIDDEN, len(RELATIONS) * len(Modality))
        self.drop = Dropout()
        nn.init.constant_(self.relation.bias, _RELATED)

    def forward(
        self,
        states: Tensor,
        pooling: Tensor,
        members: Tensor,
        kinds: Tensor,
        ends: Tensor,
        near: Tensor,
        gaps: Tensor,
        between: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """States and ``Pairs.inputs`` → logits [N, relations] and [N, relations, modalities]."""
        mentions = pooling @ states
        entities = torch.log(members @ torch.exp(mentions))
        s, o = (
            torch.tanh(
                self.entity[n](entities)[ends[:, n]]
                + self.mention[n](mentions)[near[:, n]]
                + self.kind[n](kinds)[ends[:, n]]
            )
            for n in range(2)
        )
        context = self._context(states, torch.cat([s, o], 1))
        middle = between @ self.between(states)
        joined = self.drop(torch.cat([s, o, s * o, context, middle], 1))
        hidden = self.drop(torch.relu(self.hidden(joined) + self.gap(gaps)))
        modality = self.modality(hidden).reshape(-1, len(RELATIONS), len(Modality))
        return self.relation(hidden), modality

    def _context(self, states: Tensor, pairs: Tensor) -> Tensor:
        """What each pair attends to among the states: [P, H]."""
        part = HIDDEN // HEADS
        query = self.query(pairs).reshape(-1, HEADS, part).transpose(0, 1)
        key = self.key(states).reshape(-1, HEADS, part).permute(1, 2, 0)
        value = self.value(states).reshape(-1, HEADS, part).transpose(0, 1)
        weights = torch.softmax(query @ key / math.sqrt(part), -1)
        seen: Tensor = (weights @ value).transpose(0, 1).reshape(-1, HIDDEN)
        return seen


class Network(nn.Module):
    """The encoder, its (frozen) word table, and both heads."""

    def __init__(self, base: Base, rows: Sequence[int]) -> None:
        super().__init__()
        table = _tensor(base.matrix("emb.word", base.width)[list(rows)])
        self.words = nn.Embedding(len(rows), base.width, _weight=table, _freeze=True)
        self.encoder = Encoder(base)
        self.names = NameHead(base.width)
        self.relations = RelationHead(base.width)
