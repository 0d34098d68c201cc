"""Places from earlier runs: the same graph is not laid out twice."""

import pytest

from kg.views import kept, layout, page

EDGES = [(0, 1), (1, 2), (0, 3)]


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDLLM_KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def no_layout(monkeypatch):
    """From when it is called on, laying out fails."""

    def forbid():
        def positions(*_):
            raise AssertionError("laid out again")

        monkeypatch.setattr(layout, "positions", positions)

    return forbid


def test_the_second_render_of_a_graph_takes_the_places_of_the_first(cache, no_layout, synthetic):
    first = page.html(synthetic(60))
    no_layout()
    assert page.html(synthetic(60)) == first
    with pytest.raises(AssertionError, match="laid out again"):
        page.html(synthetic(61))
    assert len(list(cache.iterdir())) == 2, "the whole graph and the first view"


def test_the_order_of_the_lines_does_not_matter(no_layout):
    first = kept.positions(4, EDGES)
    no_layout()
    assert kept.positions(4, reversed(EDGES)) == first


@pytest.mark.parametrize("rubbish", ["", "[[1,2]]", "{}", '[["a","b"],1,2,3]', "\x00"])
def test_a_spoilt_file_is_worked_out_anew(cache, rubbish):
    first = kept.positions(4, EDGES)
    (file,) = cache.iterdir()
    file.write_text(rubbish, encoding="utf-8")
    assert kept.positions(4, EDGES) == first
    assert file.read_text(encoding="utf-8") != rubbish


def test_without_a_place_to_keep_them_all_goes_on(cache):
    cache.write_text("a file where a folder should be", encoding="utf-8")
    assert kept.positions(4, EDGES) == layout.positions(4, EDGES)


def test_the_oldest_are_given_up(cache, monkeypatch):
    monkeypatch.setattr(kept, "_MOST", 3)
    for count in range(4, 10):
        kept.positions(count, EDGES)
    assert len(list(cache.iterdir())) == 3
