import pytest

from kg.errors import NotFoundError
from kg.graph.landscape import Landscape


@pytest.mark.parametrize(
    "name",
    ["mingqi", "明岐医疗", "明岐醫療", " 明岐 医疗", "「明岐醫療」"],
)
def test_an_entity_is_found_by_slug_name_and_spelling(field, name):
    assert field.entity(name).slug == "mingqi"


def test_a_name_of_several_lists_them(field):
    with pytest.raises(NotFoundError, match="'LYRA' names several: lyra, medlyra; say which"):
        field.entity("LYRA")


def test_a_slug_goes_before_names(field):
    assert field.entity("lyra").label.text == "Lyra Health AI"


def test_a_name_unknown_gives_what_looks_like_it(field):
    with pytest.raises(NotFoundError, match=r"did you mean .*岐济大模型"):
        field.entity("岐济模型")
    with pytest.raises(NotFoundError, match="云州第一医院"):
        field.entity("云州")


@pytest.mark.parametrize("name", ["", " ", "?", "<>", "\\", "a b\u0000c"])
def test_strange_names_are_only_unknown(field, name):
    with pytest.raises(NotFoundError, match="no entity is called"):
        field.entity(name)


def test_around_an_entity_stands_what_concerns_it(field):
    near: Landscape = field.landscape("明岐医疗")
    assert set(near.entities) == {"mingqi", "qiji", "first", "lyra"}
    assert len(near.articles) == 2
    assert all("mingqi" in (c.subject, c.object) for _, c in near.claims)
    whole = [c for c in field.landscape().claims if "mingqi" in (c[1].subject, c[1].object)]
    assert list(near.claims) == whole


def test_counts(field):
    counts = field.landscape().counts()
    assert counts["articles"] == {"zh-Hans": 2}
    assert counts["claims"] == {
        "Asserted": 9,
        "Ended": 1,
        "Negated": 1,
        "Planned": 1,
        "Reported": 1,
    }
    assert sum(counts["statements"].values()) == 9
