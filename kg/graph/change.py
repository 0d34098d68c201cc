"""What a new graph of one article changes in the whole store.

The graphs ``entities`` and ``statements`` are functions of the articles' graphs; the change keeps
them so without looking at more than the article touches.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph import rdf, terms

Quads = set[rdf.Quad]


@dataclass(frozen=True, slots=True)
class Change:
    """Quads that leave and quads that enter the store."""

    gone: Quads
    come: Quads

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)

    def update(self) -> str:
        """The change as one SPARQL update, which the store runs as one transaction."""
        return f"{_data('DELETE', self.gone)} ;\n{_data('INSERT', self.come)}"


def replace(db: ox.Store, graph: ox.NamedNode, new: Quads) -> Change:
    """The change that makes ``new`` (none: nothing) the content of an article's graph."""
    old = set(rdf.match(db, graph=graph))
    gone, come = old - new, new - old
    statements = _statements(db, graph, gone, come)
    entities = _entities(db, graph, gone, new) if gone or come else Change(set(), set())
    return Change(gone | statements.gone | entities.gone, come | statements.come | entities.come)


def _statements(db: ox.Store, graph: ox.NamedNode, gone: Quads, come: Quads) -> Change:
    def moved(quads: Quads) -> Quads:
        return {
            ox.Quad(q.subject, q.predicate, q.object, terms.STATEMENTS)
            for q in quads
            if q.predicate in terms.RELATIONS
            and not _said_by_others(db, graph, q.subject, q.predicate, q.object)
        }

    return Change(moved(gone), moved(come))


def _entities(db: ox.Store, graph: ox.NamedNode, gone: Quads, new: Quads) -> Change:
    """A description only grows, unless the article's older graph said more of the entity."""
    shrunk = {q.subject for q in gone if rdf.describes(q)}
    said: dict[ox.NamedNode, Quads] = defaultdict(set)
    for quad in filter(rdf.describes, new):
        said[quad.subject].add(quad)
    current: Quads = set()
    wanted: Quads = set()
    for node in said.keys() | shrunk:
        now = set(rdf.match(db, node, graph=terms.ENTITIES))
        kept = _kept(db, graph, now) if node in shrunk else now
        current |= now
        wanted |= rdf.summary(kept | said[node])
    return Change(current - wanted, wanted - current)


def _kept(db: ox.Store, graph: ox.NamedNode, summary: Quads) -> Quads:
    """What of an entity's summary other articles say too, as they say it."""
    return {
        ox.Quad(q.subject, predicate, q.object, terms.ENTITIES)
        for q in summary
        for predicate in terms.SAID_AS.get(q.predicate, ())
        if _said_by_others(db, graph, q.subject, predicate, q.object)
    }


def _said_by_others(
    db: ox.Store,
    graph: ox.NamedNode,
    subject: ox.NamedNode,
    predicate: ox.NamedNode,
    value: ox.NamedNode | ox.Literal,
) -> bool:
    """Whether the graph of another article than this has the triple."""
    here = (graph, terms.ENTITIES, terms.STATEMENTS)
    return any(q.graph_name not in here for q in rdf.match(db, subject, predicate, value))


def _data(verb: str, quads: Iterable[rdf.Quad]) -> str:
    blocks = defaultdict(list)
    for quad in quads:
        blocks[quad.graph_name].append(f"{quad.subject} {quad.predicate} {quad.object} .")
    body = "\n".join(f"GRAPH {g} {{ {' '.join(lines)} }}" for g, lines in blocks.items())
    return f"{verb} DATA {{ {body} }}"
