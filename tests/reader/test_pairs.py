import numpy as np

from kg.reader.pairs import RELATIONS, SYMMETRIC, both_ways, pairs
from kg.vocab import Kind, Relation

COMPANY, HOSPITAL, PLACE = (
    (Kind.COMPANY, [(1, 2), (8, 9)]),
    (Kind.HOSPITAL, [(6, 7)]),
    (Kind.PLACE, [(4, 5)]),
)


def test_only_pairs_that_may_be_related():
    found = pairs(10, [COMPANY, PLACE])
    assert found.ends.tolist() == [[0, 1]]
    assert [r for r, ok in zip(RELATIONS, found.admitted[0], strict=True) if ok] == [
        Relation.LOCATED_IN
    ]


def test_no_pair_no_question():
    assert pairs(10, [PLACE]) is None


def test_the_closest_mentions_stand_for_the_pair():
    found = pairs(10, [COMPANY, HOSPITAL])
    assert found.near.tolist() == [[1, 2], [0, 2], [2, 1], [2, 0]]
    assert np.allclose(found.between[0], [0] * 6 + [1 / 3] * 3 + [0])
    assert found.gaps[0] != found.gaps[2]


def test_a_pair_is_looked_at_in_three_places_at_most():
    often = (Kind.COMPANY, [(1, 2), (3, 4), (8, 9), (9, 10)])
    found = pairs(10, [often, HOSPITAL])
    assert found.looks.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert found.inputs["ends"].tolist() == [[0, 1]] * 3 + [[1, 0]] * 3


def test_the_last_look_of_a_pair_fills_up():
    found = pairs(10, [COMPANY, HOSPITAL])
    assert found.looks.tolist() == [[0, 1, 1], [2, 3, 3]]


def test_symmetric_relations_say_the_same_both_ways():
    found = pairs(10, [COMPANY, HOSPITAL])
    logits = np.arange(2 * len(RELATIONS), dtype=np.float32).reshape(2, -1)
    even = both_ways(found.ends, logits)
    assert (even[0, SYMMETRIC] == even[1, SYMMETRIC]).all()
    assert (even[:, ~SYMMETRIC] == logits[:, ~SYMMETRIC]).all()
