import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.layout import positions


@st.composite
def graphs(draw):
    count = draw(st.integers(0, 40))
    node = st.integers(0, max(count - 1, 0))
    edges = draw(st.lists(st.tuples(node, node), max_size=60)) if count else []
    return count, sorted({(min(e), max(e)) for e in edges if e[0] != e[1]})


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_every_node_has_a_place_of_its_own(graph):
    count, edges = graph
    places = positions(count, edges)
    assert len(places) == count
    assert _closest(places) >= 40


def test_a_large_graph_is_spread_too():
    graph = nx.gnm_random_graph(1000, 2500, seed=3)
    assert _closest(positions(1000, sorted(graph.edges))) >= 40


def test_the_same_graph_gets_the_same_places():
    edges = sorted(nx.gnm_random_graph(60, 120, seed=3).edges)
    assert positions(60, edges) == positions(60, list(reversed(edges)))


def _closest(places):
    pairs = ((a, b) for i, a in enumerate(places) for b in places[:i])
    return min((abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairs), default=40)
