from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.reader.labels import LABELS, decode, encode
from kg.vocab import Kind

LENGTHS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from(Kind)), max_size=8
)


@given(LENGTHS)
def test_names_survive_their_labels(parts):
    spans, at = [], 0
    for gap, length, kind in parts:
        spans.append((at + gap, at + gap + length, kind))
        at += gap + length
    logits = 30 * np.eye(LABELS, dtype=np.float32)[encode(at + 1, spans)]
    assert [found[:3] for found in decode(logits)] == spans


@given(st.integers(0, 2**32 - 1))
def test_any_scores_give_names_apart_from_each_other(seed):
    logits = np.random.default_rng(seed).normal(size=(40, LABELS)).astype(np.float32)
    found = decode(logits)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(0 <= f[3] <= 1 for f in found)


def test_an_inside_without_its_begin_is_mended():
    labels = encode(3, [(0, 3, Kind.HOSPITAL)])
    logits = 5 * np.eye(LABELS, dtype=np.float32)[labels]
    logits[0, labels[0]] = 0
    logits[0, labels[1]] = 9
    assert [f[:3] for f in decode(logits)] == [(0, 3, Kind.HOSPITAL)]
