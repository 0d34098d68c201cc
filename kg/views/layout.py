"""Where the nodes of the picture stand: computed once here, so that the page never moves by itself.

The best connected nodes are laid out by distances and forces, component by component; in a large
graph the others settle around the neighbours they have among those, and all are pushed apart.
"""

import math
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Points = NDArray[np.float64]
_SEED = 7
_UNFOLDED = 50.0
_PULL = 0.2
# As many nodes as this lays out in about a second.
_CORE = 250
# Two nodes keep this far apart, in pixels: wide enough for a short name under each.
_ROOM = np.array([84.0, 60.0])
# So many times the room of its nodes is what a component is given.
_SPARE = 1.4
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def positions(count: int, edges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places of nodes ``0..count-1``, best connected first, in pixels, y downwards.

    No two nodes overlap. The same arguments give the same places.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges)
    core = min(count, _CORE)
    wider = math.sqrt(count / core) if core else 1.0
    placed = _packed(graph.subgraph(range(core)))
    places = {n: (x * wider, y * wider) for n, (x, y) in placed.items()}
    _settle_around(graph, places)
    below = max((y for _, y in places.values()), default=0.0) + 2 * _ROOM[1]
    rest = _packed(graph.subgraph(n for n in graph if n not in places))
    places |= {n: (x, y + below) for n, (x, y) in rest.items()}
    points = _spread(np.array([places[n] for n in range(count)]).reshape(count, 2))
    return [(round(x), round(y)) for x, y in points]


def _packed(graph: nx.Graph) -> dict[int, tuple[float, float]]:
    """Every component laid out, and all of them put side by side, the largest first."""
    components = sorted(map(sorted, nx.connected_components(graph)), key=lambda c: (-len(c), c))
    blocks = [(c, _component(graph.subgraph(c))) for c in components]
    places: dict[int, tuple[float, float]] = {}
    corners = _shelves([block.max(axis=0) + 1.3 * _ROOM for _, block in blocks])
    for (nodes, block), corner in zip(blocks, corners, strict=True):
        places |= {n: (x, y) for n, (x, y) in zip(nodes, block + corner, strict=True)}
    return places


def _component(graph: nx.Graph) -> Points:
    """Places of a connected graph's nodes, in the order of their numbers, from (0, 0) on."""
    nodes = sorted(graph)
    if len(nodes) < 3:
        return np.array([[1.6 * _ROOM[0] * i, 0.0] for i in range(len(nodes))])
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges))
    # Distances in the graph unfold it; forces and a pull to the middle roll up its long chains.
    # Of the ways tried this one crosses the fewest lines.
    unfolded = nx.kamada_kawai_layout(ordered, scale=_UNFOLDED)
    places = nx.forceatlas2_layout(
        ordered, unfolded, max_iter=200, strong_gravity=True, gravity=_PULL, seed=_SEED
    )
    points = np.array([places[n] for n in nodes], dtype=float)
    points = _spread(_filling(_lying(points - points.mean(axis=0))))
    from_zero: Points = points - points.min(axis=0)
    return from_zero


def _lying(points: Points) -> Points:
    """``points`` around (0, 0) turned so that they reach farthest from left to right."""
    across, along = np.linalg.eigh(points.T @ points)[1].T
    turned: Points = np.stack(
        [points @ (along * _sign(along)), points @ (across * _sign(across))], 1
    )
    return turned


def _sign(axis: Points) -> float:
    """Makes an axis point one way, whichever way it was found."""
    return 1.0 if axis[np.argmax(np.abs(axis))] > 0 else -1.0


def _filling(points: Points) -> Points:
    """``points`` around (0, 0) blown up to a disc that has room for all of them."""
    wanted = math.sqrt(_SPARE * len(points) * float(_ROOM.prod()) / (2 * math.pi))
    grown: Points = points * wanted / max(float(np.sqrt((points**2).sum(axis=1).mean())), 1e-9)
    return grown


def _shelves(sizes: Sequence[Points]) -> list[Points]:
    """The upper left corner of each box when boxes stand in rows no wider than needed."""
    if not sizes:
        return []
    area = sum(float(w * h) for w, h in sizes)
    limit = max(sizes[0][0], 1.15 * math.sqrt(area))
    corners, x, y, height = [], 0.0, 0.0, 0.0
    for width, tall in sizes:
        if x and x + width > limit:
            x, y, height = 0.0, y + height, 0.0
        corners.append(np.array([x, y]))
        x, height = x + float(width), max(height, float(tall))
    return corners


def _settle_around(graph: nx.Graph, places: dict[int, tuple[float, float]]) -> None:
    """Puts whoever can be reached from a placed node beside its placed neighbours, ring by ring."""
    ring = sorted({n for p in places for n in graph[p] if n not in places})
    while ring:
        found = {n: _beside([places[p] for p in graph[n] if p in places], n) for n in ring}
        places |= found
        ring = sorted({n for p in ring for n in graph[p] if n not in places})


def _beside(neighbours: list[tuple[float, float]], number: int) -> tuple[float, float]:
    """A place near the middle of the neighbours; nodes of successive numbers go different ways."""
    x, y = np.mean(neighbours, axis=0)
    angle, away = number * _GOLDEN_ANGLE, 1.2 * _ROOM[0] / math.sqrt(len(neighbours))
    return float(x + away * math.cos(angle)), float(y + away * math.sin(angle))


def _spread(points: Points, rounds: int = 200) -> Points:
    """``points`` pushed apart until each has its room."""
    if len(points) < 2:
        return points
    scaled = points / _ROOM
    for _ in range(rounds):
        pairs = cKDTree(scaled).query_pairs(0.995, output_type="ndarray")
        if not len(pairs):
            break
        scaled = _pushed(scaled, pairs)
    apart: Points = scaled * _ROOM
    return apart


def _pushed(scaled: Points, pairs: NDArray[np.intp]) -> Points:
    """One round: the two of each pair move apart until they are a unit away from one another."""
    first, second = pairs[:, 0], pairs[:, 1]
    apart = scaled[second] - scaled[first]
    distance = np.linalg.norm(apart, axis=1, keepdims=True)
    turn = (first * _GOLDEN_ANGLE)[:, None]
    fallback = np.hstack([np.cos(turn), np.sin(turn)])
    direction = np.where(distance > 1e-9, apart / np.maximum(distance, 1e-9), fallback)
    step = direction * (1.0 - distance) * 0.3
    moved = scaled.copy()
    np.add.at(moved, first, -step)
    np.add.at(moved, second, step)
    return moved
