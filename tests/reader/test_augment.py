import random

import pytest

from kg.corpus import Passage, read_all
from kg.reader.train.augment import epoch, pool
from kg.reader.train.texts import HELD, edited, read, split
from kg.resources import folder

PASSAGES = [p for p in read_all([folder("data") / "corpus"]) if isinstance(p, Passage)][::7]
TEXTS = [read(p) for p in PASSAGES]


def spelled(text):
    return sorted(text.text[n.start : n.end] for n in text.names)


def test_an_edit_outside_of_names_leaves_them_as_they_are():
    text = TEXTS[0]
    edits = [(0, 0, "首页\n"), (len(text.text), len(text.text), "\n完")]
    assert spelled(edited(text, edits)) == spelled(text)


def test_an_edit_of_a_name_renames_all_of_it():
    text = TEXTS[0]
    name = next(
        n
        for n in text.names
        if not any(m is not n and m.start < n.end and n.start < m.end for m in text.names)
    )
    changed = edited(text, [(name.start, name.end, "某某公司")])
    assert "某某公司" in spelled(changed)
    assert len(changed.names) == len(text.names)


@pytest.mark.parametrize("seed", range(5))
def test_changed_texts_keep_whole_names_and_what_they_state(seed):
    changed = epoch(TEXTS, pool(TEXTS), random.Random(seed))
    assert sum(len(t.names) for t in changed) == sum(len(t.names) for t in TEXTS)
    assert sum(len(t.stated) for t in changed) == sum(len(t.stated) for t in TEXTS)
    for text in changed:
        assert all(s == s.strip() for s in spelled(text))
        keys = {n.key for n in text.names}
        assert {k for s in text.stated for k in (s.subject, s.object)} <= keys


def test_the_same_seed_changes_alike():
    once, again = (epoch(TEXTS, pool(TEXTS), random.Random(3)) for _ in range(2))
    assert once == again


def test_a_passage_keeps_its_part_when_the_corpus_grows():
    few, many = split(PASSAGES[:40]), split(PASSAGES)
    for part, more in zip(few, many, strict=True):
        assert {p.id for p in part} <= {p.id for p in more}


def test_the_genres_held_out_are_trained_on_nowhere():
    parts = split(PASSAGES)
    assert {p.genre for p in parts.held} == set(HELD)
    assert not {p.genre for p in [*parts.training, *parts.development]} & set(HELD)


def test_folding_keeps_the_names():
    for text in TEXTS:
        assert all(text.text[n.start : n.end].strip() for n in text.names)
