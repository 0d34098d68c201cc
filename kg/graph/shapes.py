"""The graph against the SHACL shapes of ``ontology/shapes.ttl``.

Articles are checked in batches, each with the descriptions of its entities, so that memory does not
grow with the store: no shape looks further than an article and its entities.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import DataError
from kg.graph import rdf, terms
from kg.graph.dump import with_tags
from kg.resources import folder

# Larger batches take no less time for each article, only more memory.
_BATCH = 20


def faults(db: ox.Store) -> Iterator[str]:
    """One line for each thing that breaks a shape, in the order of the articles."""
    nodes = (q.subject for q in rdf.match(db, None, terms.TYPE, terms.ARTICLE))
    articles = sorted(nodes, key=str)
    for start in range(0, len(articles), _BATCH):
        batch = articles[start : start + _BATCH]
        if _check(_data(db, batch)):
            for article in batch:
                for line in _check(_data(db, [article])):
                    yield f"{terms.short(article.value)}: {line}"


def _check(data: Graph) -> list[str]:
    conforms, report, _ = validate(data, shacl_graph=_shapes())
    if conforms or not isinstance(report, Graph):
        return []
    return sorted(
        _line(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)
    )


def _line(report: Graph, result: Node) -> str:
    def said(term: URIRef) -> str:
        found = report.value(result, term)
        if isinstance(found, Literal):
            return " ".join(found.split())
        return terms.short(str(found)) if isinstance(found, URIRef) else ""

    where = f"{said(SH.focusNode)} {said(SH.resultPath)}".strip()
    value = f" ({said(SH.value)[:80]})" if said(SH.value) else ""
    return f"{where}: {said(SH.resultMessage)}{value}"


def _data(db: ox.Store, articles: Iterable[ox.NamedNode]) -> Graph:
    """Articles and all about their entities, as the graph that the shapes are written for."""
    quads = [q for article in articles for q in rdf.match(db, graph=article)]
    entities = {q.subject for q in quads if q.predicate == terms.MENTIONED_IN}
    triples = {q.triple for q in quads if not rdf.describes(q)}
    triples |= {q.triple for e in entities for q in rdf.match(db, e, graph=terms.ENTITIES)}
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    # rdflib's own memory store: over Oxigraph, pyshacl finds faults that are none.
    graph = Graph().parse(data=with_tags(text), format="nt")
    graph += _classes()
    return graph


@cache
def _classes() -> Graph:
    """Which class is part of which: what a shape needs to know of the ontology."""
    classes = Graph()
    for file in sorted(folder("ontology").glob("*.ttl")):
        for triple in _parsed(file.name).triples((None, RDFS.subClassOf, None)):
            classes.add(triple)
    return classes


@cache
def _shapes() -> Graph:
    return _parsed("shapes.ttl")


def _parsed(name: str) -> Graph:
    file = folder("ontology") / name
    try:
        return Graph().parse(file, format="turtle")
    except Exception as error:  # rdflib raises whatever its parser meets
        raise DataError(file, 0, f"cannot be read as Turtle ({error})") from error
