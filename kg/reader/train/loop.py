"""The training itself: epochs of changed texts, the loss, and what the network says untrained."""

import copy
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.reader.labels import LABELS, Floats
from kg.reader.pairs import Pairs
from kg.reader.pieces import Pieces
from kg.reader.train.augment import epoch, pool
from kg.reader.train.examples import Example, Gold, examples
from kg.reader.train.net import Network
from kg.reader.train.texts import Text
from kg.vocab import Modality

log = logging.getLogger(__name__)

# Pieces in a batch, padding counted in.
BATCH = 512
RATE, HEAD_RATE = 1.2e-4, 1e-3
# The part of the training in which the encoder's rate rises; before it, steps in which the heads
# learn alone, and for how many of them their rate rises.
WARM = 0.08
ALONE, HEADS_WARM = 120, 50
# Weights of the parts of the loss beside that of relations.
OUTER, INNER, MODALITY = 4.0, 2.0, 2.0
# Half the bits where the processor multiplies them; elsewhere that takes forty times as long.
_HALF = torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")
# Most relations are asserted: the other modalities count more.
_MOODS = torch.tensor([1.0 if m is Modality.ASSERTED else 2.5 for m in Modality])


@dataclass(frozen=True, slots=True)
class Output:
    """What the network says of an example: character labels, relations and modalities of pairs."""

    names: Floats
    relations: Floats | None
    modalities: Floats | None


def train(
    net: Network, texts: Sequence[Text], pieces: Pieces, epochs: int, seed: int, pace: float
) -> Iterator[int]:
    """Train in place at ``pace`` times the rates, yielding after each epoch its number, from 1."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    names = pool(texts)
    steps = epochs * len(_batches(examples(epoch(texts, names, random.Random(0)), pieces), rng))
    heads = [*net.names.parameters(), *net.relations.parameters()]
    body = list(net.encoder.parameters())
    groups = [
        {"params": body, "lr": pace * RATE},
        {"params": heads, "lr": pace * HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, int(WARM * steps))
    rates = [lambda step: _rate(step - ALONE, warm, steps), lambda s: _rate(s, HEADS_WARM, steps)]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rates)
    for number in range(1, epochs + 1):
        net.train()
        total = 0.0
        batches = _batches(examples(epoch(texts, names, rng), pieces), rng)
        for batch in batches:
            loss = _loss(net, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        log.info("epoch %d: loss %.3f in %d batches", number, total / len(batches), len(batches))
        yield number


def trained(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """A copy of the trained part of a network's state."""
    return {k: copy.deepcopy(v) for k, v in state.items() if not k.startswith("words.")}


def _rate(step: int, warm: int, steps: int) -> float:
    """Rises from 0 in ``warm`` steps, then falls to 0 at step ``steps``."""
    return max(0.0, min(step / warm, (steps - step) / (steps - warm)))


def _batches(found: list[Example], rng: random.Random) -> list[list[Example]]:
    """Examples of like length together, batches in random order."""
    batches: list[list[Example]] = []
    for example in sorted(found, key=lambda e: len(e.ids), reverse=True):
        if batches and (len(batches[-1]) + 1) * len(batches[-1][0].ids) <= BATCH:
            batches[-1].append(example)
        else:
            batches.append([example])
    rng.shuffle(batches)
    return batches


def _states(net: Network, batch: Sequence[Example]) -> list[Tensor]:
    """The states of each example's pieces."""
    lengths = [len(e.ids) for e in batch]
    ids = torch.ones(len(batch), max(lengths), dtype=torch.long)
    for row, example in zip(ids, batch, strict=True):
        row[: len(example.ids)] = torch.from_numpy(example.ids)
    real = torch.arange(ids.shape[1]) < torch.tensor(lengths)[:, None]
    mask = None if bool(real.all()) else real[:, None, None]
    with torch.autocast("cpu", torch.bfloat16, enabled=_HALF):
        states = net.encoder(net.words(ids), mask)
    return [s[:n].float() for s, n in zip(states, lengths, strict=True)]


def _names(net: Network, states: Tensor, example: Example) -> Tensor:
    spots = example.spots
    labels: Tensor = net.names(states, torch.from_numpy(spots.piece), torch.from_numpy(spots.place))
    return labels


def _pairs(net: Network, states: Tensor, pairs: Pairs) -> tuple[Tensor, Tensor]:
    """Logits of relations and modalities where each pair says each relation most surely."""
    logits, modalities = net.relations(states, *map(torch.from_numpy, pairs.inputs.values()))
    looks = torch.from_numpy(pairs.looks)
    strongest, which = logits[looks].max(1)
    return strongest, modalities[looks.gather(1, which), torch.arange(logits.shape[1])]


def _loss(net: Network, batch: Sequence[Example]) -> Tensor:
    """Names per character, relations per stated one, modalities per stated one, added."""
    states = _states(net, batch)
    labels = torch.cat([_names(net, s, e) for s, e in zip(states, batch, strict=True)])
    outer, inner = (
        torch.from_numpy(np.concatenate([getattr(e, f) for e in batch])) for f in ("outer", "inner")
    )
    loss = OUTER * functional.cross_entropy(labels[:, :LABELS], outer)
    loss = loss + INNER * functional.cross_entropy(labels[:, LABELS:], inner)
    related = [_related(net, s, e.gold) for s, e in zip(states, batch, strict=True) if e.gold]
    if related:
        parts = torch.stack(related).sum(0)
        loss = loss + (parts[0] + MODALITY * parts[1]) / parts[2].clamp(min=1.0)
    return loss


def _related(net: Network, states: Tensor, gold: Gold) -> Tensor:
    """Loss of relations, loss of modalities, and number of relations of one example."""
    logits, modalities = _pairs(net, states, gold.pairs)
    holds = torch.from_numpy(gold.holds)
    weights = torch.from_numpy(gold.weights)
    wrong = functional.binary_cross_entropy_with_logits(logits, holds, weights, reduction="sum")
    true = holds > 0
    said = torch.from_numpy(gold.modality)[true]
    moods = functional.cross_entropy(modalities[true], said, _MOODS, reduction="sum")
    return torch.stack([wrong, moods, holds.sum()])


@torch.no_grad()
def outputs(net: Network, found: Sequence[Example]) -> list[Output]:
    """The network's word on examples, without training."""
    net.eval()
    said = []
    for example in found:
        (states,) = _states(net, [example])
        names = _names(net, states, example).numpy()
        gold = example.gold
        relations, modalities = _pairs(net, states, gold.pairs) if gold else (None, None)
        said.append(
            Output(
                names,
                None if relations is None else relations.numpy(),
                None if modalities is None else modalities.numpy(),
            )
        )
    return said
