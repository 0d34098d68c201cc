"""Landscape → what the page draws: nodes, lines between them, and the sentences behind each line.

A line joins two entities of which something is said, whatever it is and whichever way round; every
claim hangs on its line. Everything is numbered in one fixed order, so that equal landscapes give
equal pages.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.graph.landscape import Landscape
from kg.types import Claim, Entity, Name
from kg.views.schemes import STAGES
from kg.vocab import Kind, Relation

Line = tuple[int, int]


@dataclass(frozen=True)
class Scene:
    """The landscape numbered: best connected entity first, lines by their ends."""

    landscape: Landscape

    @cached_property
    def nodes(self) -> list[Entity]:
        """All entities, by number of neighbours (most first), then by slug."""
        pairs = {tuple(sorted((c.subject, c.object))) for _, c in self.landscape.claims}
        degree = Counter(slug for pair in pairs for slug in pair)
        return sorted(self.landscape.entities.values(), key=lambda e: (-degree[e.slug], e.slug))

    @cached_property
    def index(self) -> dict[str, int]:
        """Slug → number of the node."""
        return {entity.slug: i for i, entity in enumerate(self.nodes)}

    def line(self, claim: Claim) -> Line:
        """The two nodes a claim joins, the smaller number first."""
        a, b = self.index[claim.subject], self.index[claim.object]
        return (a, b) if a < b else (b, a)

    @cached_property
    def lines(self) -> list[Line]:
        """Every joined pair once, sorted."""
        return sorted({self.line(claim) for _, claim in self.landscape.claims})

    def core(self, most: int) -> list[int]:
        """What the page shows at first: the ``most`` best connected nodes and all care stages."""
        joined = {end for line in self.lines for end in line}
        return [
            i
            for i, entity in enumerate(self.nodes)
            if i in joined and (i < most or entity.kind is Kind.CARE_STAGE)
        ]

    def stages(self) -> dict[str, list[int]]:
        """Care stage → the nodes that belong to it; stages in the order of a patient's way."""
        reach = _stage_members(claim for _, claim in self.landscape.claims if claim.modality.holds)
        order = {stage: i for i, stage in enumerate(STAGES)}
        found = sorted(e.slug for e in self.nodes if e.kind is Kind.CARE_STAGE)
        return {
            stage: sorted(self.index[slug] for slug in reach.get(stage, set()) | {stage})
            for stage in sorted(found, key=lambda s: order.get(s, len(order)))
        }


def _stage_members(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Care stage → systems that cover it, its scenarios, and who makes or uses those systems."""
    said = list(claims)
    members: dict[str, set[str]] = {}
    for claim in said:
        if claim.relation in (Relation.COVERS_STAGE, Relation.IN_STAGE):
            members.setdefault(claim.object, set()).add(claim.subject)
    for relation in (Relation.APPLIES_TO, Relation.DEVELOPS, Relation.DEPLOYS):
        for stage in members.values():
            stage |= {c.subject for c in said if c.relation is relation and c.object in stage}
    return members


def names(entity: Entity) -> list[Name]:
    """An entity's names: its label first, then the others, in each language the handiest first."""
    return [entity.label, *sorted(entity.names, key=_handiness)]


def _handiness(name: Name) -> tuple[bool, int, Name]:
    """Short names before long ones, abbreviations last."""
    return name.text.isascii() and name.text.isupper(), len(name.text), name
