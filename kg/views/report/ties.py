"""The net of organisations and systems: who has many ties, who stands between, who keep together.

Ties are what holds between them, rivalry left out. Everything is computed on numbers, since the
order in which a set of numbers is walked is the same in every run.
"""

from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from kg.types import Entity
from kg.views.report.facts import Facts, Statement
from kg.vocab import AI_SYSTEMS, ORGANIZATIONS, Kind, Relation

_KINDS = ORGANIZATIONS | AI_SYSTEMS | {Kind.HARDWARE}
STARTS = 300  # members from which shortest paths are walked; all, where there are no more


@dataclass(frozen=True)
class Group:
    """Members that have more ties with one another than with others, best connected first."""

    members: tuple[Entity, ...]
    inside: tuple[Statement, ...]
    pairs: int
    outside: int


class Ties:
    """The net of a landscape."""

    def __init__(self, facts: Facts) -> None:
        self.statements = [s for s in facts.holding if _is_tie(s)]
        ends = {e.slug: e for s in self.statements for e in s.ends}
        self.members = [ends[slug] for slug in sorted(ends)]
        self._number = {entity.slug: i for i, entity in enumerate(self.members)}
        self.graph = nx.Graph()
        self.graph.add_nodes_from(range(len(self.members)))
        self.graph.add_edges_from(sorted({self._pair(s) for s in self.statements}))

    def _pair(self, statement: Statement) -> tuple[int, int]:
        a, b = sorted(self._number[e.slug] for e in statement.ends)
        return a, b

    @cached_property
    def pieces(self) -> list[set[int]]:
        """The parts with no tie between them, largest first."""
        return sorted(nx.connected_components(self.graph), key=lambda p: (-len(p), min(p)))

    def degree(self) -> dict[str, int]:
        """Number of neighbours of each member, by slug."""
        return {entity.slug: self.graph.degree(i) for i, entity in enumerate(self.members)}

    def hubs(self, most: int) -> list[tuple[Entity, list[Entity]]]:
        """The best connected and their neighbours."""
        order = sorted(self.graph, key=lambda i: (-self.graph.degree(i), i))[:most]
        return [(self.members[i], self._entities(self.graph[i])) for i in order]

    def bridges(self, most: int) -> list[tuple[Entity, float, int]]:
        """Who stands between others in the largest piece: the share of shortest paths between
        the others that pass through, and how many lose touch without it."""
        main = self.graph.subgraph(self.pieces[0]).copy()  # walking a view is twice as slow
        some = STARTS if len(main) > STARTS else None
        between = nx.betweenness_centrality(main, k=some, seed=1)
        order = sorted((i for i in between if between[i] > 0), key=lambda i: (-between[i], i))
        return [(self.members[i], between[i], self._lost(i)) for i in order[:most]]

    def _lost(self, member: int) -> int:
        rest = self.graph.subgraph(self.pieces[0] - {member})
        sizes = [len(piece) for piece in nx.connected_components(rest)]
        return sum(sizes) - max(sizes, default=0)

    def groups(self, most: int, least: int = 4) -> list[Group]:
        """The groups of at least ``least`` members, largest first (Louvain's method)."""
        found = nx.community.louvain_communities(self.graph, seed=1)
        large = sorted((g for g in found if len(g) >= least), key=lambda g: (-len(g), min(g)))
        return [self._group(members) for members in large[:most]]

    def _group(self, members: set[int]) -> Group:
        inside = [s for s in self.statements if set(self._pair(s)) <= members]
        return Group(
            tuple(self._entities(members)),
            tuple(inside),
            self.graph.subgraph(members).number_of_edges(),
            len(list(nx.edge_boundary(self.graph, members))),
        )

    def _entities(self, numbers: object) -> list[Entity]:
        order = sorted(numbers, key=lambda i: (-self.graph.degree(i), i))  # type: ignore[call-overload]
        return [self.members[i] for i in order]

    def of(self, entity: Entity) -> list[Statement]:
        """The ties of a member, heaviest first."""
        return [s for s in self.statements if entity in s.ends]


def _is_tie(statement: Statement) -> bool:
    kinds = {e.kind for e in statement.ends}
    return kinds <= _KINDS and statement.relation is not Relation.COMPETES_WITH
