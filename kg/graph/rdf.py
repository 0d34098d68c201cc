"""The RDF shape of articles, entities and claims: the only file that knows it.

An article is one named graph, complete in itself: the article's own node, the run that read it,
what it says of its entities (class, ``rdfs:label``, ``skos:altLabel``, ``owl:sameAs``,
``mlk:mentionedIn``), one node per claim, and the plain triple of each claim that holds. The
entities graph describes each entity once: ``summary`` makes that description from what the articles
say, in whatever order they come. There are no blank nodes, so that equal content is equal bytes.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kg.graph import terms
from kg.graph.engine import using
from kg.types import Article, Claim, Entity, Extraction, Name, Run
from kg.vocab import ART, CLAIM, ENT, MLK, RUN, Kind, Modality, Relation

# Quads and terms read back: subjects are IRIs here, objects IRIs or literals, and only
# the predicate says which.
Quad = Any
Properties = Mapping[ox.NamedNode, list[Any]]


def graph_quads(extraction: Extraction) -> set[ox.Quad]:
    """The named graph of an article: everything that one run read out of it."""
    graph = ox.NamedNode(extraction.article.iri)
    run = ox.NamedNode(RUN + extraction.run.id)
    iris = {e.slug: ox.NamedNode(e.iri) for e in extraction.entities}
    triples = [*_article(extraction.article, run), *_run(extraction.run, run)]
    for entity in extraction.entities:
        triples += _entity(entity, iris[entity.slug], graph)
    for claim in extraction.claims:
        triples += _claim(claim, iris, extraction.article, run)
    return {ox.Quad(s, p, o, graph) for s, p, o in triples}


_Triples = Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]


def _article(article: Article, run: ox.NamedNode) -> _Triples:
    node = ox.NamedNode(article.iri)
    yield node, terms.TYPE, terms.ARTICLE
    yield node, terms.BODY, ox.Literal(article.text)
    yield node, terms.LANGUAGE, ox.Literal(article.language)
    yield node, terms.GENERATED_BY, run
    if article.title:
        yield node, terms.TITLE, ox.Literal(article.title)
    if article.issued:
        yield node, terms.ISSUED, ox.Literal(article.issued.isoformat(), datatype=terms.DATES[10])
    for source in article.sources:
        yield node, terms.SOURCE, ox.Literal(source)


def _run(run: Run, node: ox.NamedNode) -> _Triples:
    yield node, terms.TYPE, terms.ACTIVITY
    yield node, terms.EXTRACTOR, ox.Literal(run.extractor)
    yield node, terms.VERSION, ox.Literal(run.version)
    for key, value in run.settings:
        yield node, terms.SETTING, ox.Literal(f"{key}={value}")


def _entity(entity: Entity, node: ox.NamedNode, article: ox.NamedNode) -> _Triples:
    yield node, terms.TYPE, ox.NamedNode(MLK + entity.kind)
    yield node, terms.LABEL, ox.Literal(entity.label.text, language=entity.label.lang)
    yield node, terms.MENTIONED_IN, article
    for name in entity.names:
        yield node, terms.ALT, ox.Literal(name.text, language=name.lang)
    for same in entity.same_as:
        yield node, terms.SAME_AS, ox.NamedNode(same)


def _claim(
    claim: Claim, iris: Mapping[str, ox.NamedNode], article: Article, run: ox.NamedNode
) -> _Triples:
    subject, obj = iris[claim.subject], iris[claim.object]
    relation = ox.NamedNode(MLK + claim.relation)
    if claim.modality.holds:
        yield subject, relation, obj
    node = ox.NamedNode(claim_iri(article.id, claim))
    yield node, terms.TYPE, terms.CLAIM_CLASS
    yield node, terms.SUBJECT, subject
    yield node, terms.PREDICATE, relation
    yield node, terms.OBJECT, obj
    yield node, terms.EVIDENCE, ox.Literal(article.text[claim.start : claim.end])
    yield node, terms.START, ox.Literal(claim.start)
    yield node, terms.END, ox.Literal(claim.end)
    yield (
        node,
        terms.CONFIDENCE,
        ox.Literal(_decimal(claim.confidence), datatype=terms.term("xsd:decimal")),
    )
    yield node, terms.MODALITY, ox.NamedNode(MLK + claim.modality)
    yield node, terms.QUOTED_FROM, ox.NamedNode(article.iri)
    yield node, terms.GENERATED_BY, run
    if claim.event_date:
        yield (
            node,
            terms.EVENT_DATE,
            ox.Literal(claim.event_date, datatype=terms.DATES[len(claim.event_date)]),
        )
    if claim.score:
        yield node, terms.SCORE, ox.Literal(claim.score)
    if claim.role:
        yield node, terms.ROLE, ox.Literal(claim.role)


def claim_iri(article_id: str, claim: Claim) -> str:
    """The IRI of a claim: its content and its article decide it."""
    parts = (
        article_id,
        claim.subject,
        claim.relation,
        claim.object,
        claim.start,
        claim.end,
        _decimal(claim.confidence),
        claim.modality,
        claim.event_date or "",
        claim.score or "",
        claim.role or "",
    )
    return CLAIM + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def _decimal(number: float) -> str:
    """Four decimals in canonical form: stores rewrite any other."""
    text = format(Decimal(str(round(number, 4))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def match(
    db: ox.Store,
    subject: ox.NamedNode | None = None,
    predicate: ox.NamedNode | None = None,
    value: ox.NamedNode | ox.Literal | None = None,
    graph: ox.NamedNode | None = None,
) -> Iterator[Quad]:
    """The store's quads with these terms; None stands for any. Raises StoreError."""
    with using("the store cannot be read"):
        yield from db.quads_for_pattern(subject, predicate, value, graph)


def describes(quad: Quad) -> bool:
    """Whether a quad of an article's graph says what an entity is or is called."""
    return quad.predicate in (terms.LABEL, terms.ALT, terms.SAME_AS) or quad.object in terms.KINDS


def summary(said: Iterable[Quad]) -> set[ox.Quad]:
    """One entity's quads of the entities graph, from what articles or an older summary say of it.

    The smallest label becomes the preferred one. ``summary(summary(a) | b) == summary(a | b)``.
    """
    quads: set[ox.Quad] = set()
    labels: dict[ox.NamedNode, set[ox.Literal]] = defaultdict(set)
    names = set()
    for fact in said:
        node, predicate, value = fact.subject, fact.predicate, fact.object
        if predicate in (terms.LABEL, terms.PREF):
            labels[node].add(value)
        elif predicate == terms.ALT:
            names.add((node, value))
        elif predicate == terms.SAME_AS:
            quads.add(ox.Quad(node, terms.SAME_AS, value, terms.ENTITIES))
        elif predicate == terms.TYPE and value in terms.KINDS:
            quads.add(ox.Quad(node, terms.TYPE, value, terms.ENTITIES))
            quads.add(ox.Quad(node, terms.TYPE, terms.ALSO[terms.KINDS[value]], terms.ENTITIES))
    preferred = {(node, min(found, key=_name)) for node, found in labels.items()}
    names |= {(node, label) for node, found in labels.items() for label in found}
    quads |= {ox.Quad(node, terms.PREF, label, terms.ENTITIES) for node, label in preferred}
    return quads | {
        ox.Quad(node, terms.ALT, name, terms.ENTITIES) for node, name in names - preferred
    }


def properties(quads: Iterable[Quad]) -> dict[ox.NamedNode, dict[ox.NamedNode, list[Any]]]:
    """Quads by subject and predicate."""
    found: dict[ox.NamedNode, dict[ox.NamedNode, list[Any]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for quad in quads:
        found[quad.subject][quad.predicate].append(quad.object)
    return found


def article_from(said: Properties) -> Article:
    """An article's node read back."""
    issued = _value(said, terms.ISSUED)
    return Article(
        text=_value(said, terms.BODY) or "",
        title=_value(said, terms.TITLE) or "",
        sources=tuple(source.value for source in said[terms.SOURCE]),
        language=_value(said, terms.LANGUAGE) or "",
        issued=date.fromisoformat(issued) if issued else None,
    )


def entity_from(node: ox.NamedNode, said: Properties) -> Entity:
    """An entity of the entities graph read back; of several classes, the contract's first."""
    kinds = {terms.KINDS[t] for t in said[terms.TYPE] if t in terms.KINDS}
    return Entity(
        slug=slug(node),
        kind=min(kinds, key=list(Kind).index),
        label=_name(said[terms.PREF][0]),
        names=tuple(_name(label) for label in said.get(terms.ALT, ())),
        same_as=tuple(same.value for same in said.get(terms.SAME_AS, ())),
    )


def claim_from(said: Properties) -> Claim:
    """A claim's node read back."""
    return Claim(
        subject=slug(said[terms.SUBJECT][0]),
        relation=Relation(said[terms.PREDICATE][0].value.removeprefix(MLK)),
        object=slug(said[terms.OBJECT][0]),
        start=int(said[terms.START][0].value),
        end=int(said[terms.END][0].value),
        confidence=float(said[terms.CONFIDENCE][0].value),
        modality=Modality(said[terms.MODALITY][0].value.removeprefix(MLK)),
        event_date=_value(said, terms.EVENT_DATE),
        score=_value(said, terms.SCORE),
        role=_value(said, terms.ROLE),
    )


def slug(node: ox.NamedNode) -> str:
    """The slug in an entity's IRI."""
    return str(node.value.removeprefix(ENT).removeprefix(MLK))


def article_id(node: ox.NamedNode) -> str:
    """The id in an article's IRI."""
    return str(node.value.removeprefix(ART))


def _value(said: Properties, predicate: ox.NamedNode) -> str | None:
    values = said.get(predicate)
    return values[0].value if values else None


def _name(label: ox.Literal) -> Name:
    return Name(label.value, terms.TAGS[label.language or ""])
