"""Hubs, bridges and groups, said in plain words."""

from collections import Counter

from kg.types import Entity
from kg.views.report.facts import Facts, Said, best
from kg.views.report.parts import Block, Finding, Findings, Plot, Section
from kg.views.report.ties import STARTS, Group, Ties
from kg.views.report.words import Words

_HUBS, _BRIDGES, _GROUPS, _NAMED = 8, 5, 5, 4


def hubs(facts: Facts, words: Words) -> Section | None:
    """Who is connected with many, who stands between, who keep together."""
    ties = Ties(facts)
    if not ties.members:
        return None
    found = ties.hubs(_HUBS)
    bars = tuple((words.name(e).text, len(others)) for e, others in found)
    items = tuple(_hub(ties, e, others, words) for e, others in found[: _BRIDGES + 1])
    blocks: list[Block] = [
        Plot("bars", words.text("hubs.figure"), bars),
        Findings(items, words.text("hubs.head")),
    ]
    if bridges := _bridges(ties, words):
        size = len(ties.pieces[0])
        key = "bridges.note" if size <= STARTS else "bridges.note.estimate"
        note = words.text(key, n=size, starts=STARTS)
        blocks.append(Findings(bridges, words.text("bridges.head"), note))
    if groups := _groups(ties, words):
        blocks.append(Findings(groups, words.text("groups.head")))
    opening = Findings((), note=words.text("hubs.note"))
    title, glance = words.text("hubs.title"), _glance(ties, words)
    return Section("hubs", title, (glance,), (_lead(ties, words),), (opening, *blocks))


def _glance(ties: Ties, words: Words) -> Finding:
    """The best connected; several if they are level."""
    found = ties.hubs(_HUBS)
    most = len(found[0][1])
    level = [entity for entity, others in found if len(others) == most]
    key = "hubs.glance" if len(level) == 1 else "hubs.glance.tie"
    parts = words(key, name=words.several(list(map(words.name, level))), n=most)
    return Finding(parts, best(*(s.holding for e in level for s in ties.of(e))))


def _lead(ties: Ties, words: Words) -> Finding:
    parts = words(
        "hubs.lead" if len(ties.pieces) > 1 else "hubs.lead.one",
        nodes=len(ties.members),
        edges=ties.graph.number_of_edges(),
        parts=len(ties.pieces),
        largest=len(ties.pieces[0]),
    )
    return Finding(parts, best(*(s.holding for s in ties.statements)))


def _behind(ties: Ties, entity: Entity) -> tuple[Said, ...]:
    return best(*(s.holding for s in ties.of(entity)))


def _hub(ties: Ties, entity: Entity, others: list[Entity], words: Words) -> Finding:
    kinds = Counter(other.kind.value for other in others)
    counted = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    parts = words(
        "hubs.item",
        name=words.name(entity),
        n=len(others),
        kinds=words.join(words.count(kind, n) for kind, n in counted),
    )
    return Finding(parts, _behind(ties, entity))


def _bridges(ties: Ties, words: Words) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            words(
                "bridges.item.cut" if lost else "bridges.item",
                name=words.name(entity),
                share=f"{share:.0%}",
                n=lost,
            ),
            _behind(ties, entity),
        )
        for entity, share, lost in ties.bridges(_BRIDGES)
        if share >= 0.005
    )


def _groups(ties: Ties, words: Words) -> tuple[Finding, ...]:
    return tuple(_group(group, words) for group in ties.groups(_GROUPS))


def _group(group: Group, words: Words) -> Finding:
    others = len(group.members) - _NAMED
    named = group.members[:_NAMED]
    key = "groups.item" if others > 0 else "groups.item.whole"
    parts = words(
        key if group.outside else f"{key}.closed",
        names=(words.series if others > 0 else words.join)(map(words.name, named)),
        n=len(group.members),
        others=others,
        inside=group.pairs,
        outside=group.outside,
    )
    return Finding(parts, best(*(s.holding for s in group.inside)))
