"""What a store says, as core types: all that a view needs to know."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph import rdf, terms
from kg.types import Article, Claim, Entity


@dataclass(frozen=True, slots=True)
class Landscape:
    """Entities by slug, articles by id, and claims with the id of their article; all sorted."""

    entities: dict[str, Entity]
    articles: dict[str, Article]
    claims: tuple[tuple[str, Claim], ...]

    def evidence(self, article_id: str, claim: Claim) -> str:
        """The sentence behind a claim, exactly as its article has it."""
        return self.articles[article_id].text[claim.start : claim.end]

    def counts(self) -> dict[str, dict[str, int]]:
        """How many articles by language, entities by class, statements by relation, claims by
        modality; most first."""
        holding = {(c.subject, c.relation, c.object) for _, c in self.claims if c.modality.holds}
        return {
            "articles": _counted(a.language for a in self.articles.values()),
            "entities": _counted(e.kind.value for e in self.entities.values()),
            "statements": _counted(relation.value for _, relation, _ in holding),
            "claims": _counted(c.modality.value for _, c in self.claims),
        }


def everything(db: ox.Store) -> Landscape:
    """The whole store."""
    quads = (q for p in terms.CLAIM_TERMS for q in rdf.match(db, predicate=p))
    articles = (q.subject for q in rdf.match(db, None, terms.TYPE, terms.ARTICLE))
    entities = rdf.properties(rdf.match(db, graph=terms.ENTITIES))
    return Landscape(
        _entities(rdf.entity_from(node, said) for node, said in entities.items()),
        _articles(article(db, node) for node in articles),
        _claims(rdf.properties(quads).values()),
    )


def around(db: ox.Store, node: ox.NamedNode) -> Landscape:
    """One entity, all claims about it, their other ends, and the articles that mention it."""
    about = {
        q.subject for end in (terms.SUBJECT, terms.OBJECT) for q in rdf.match(db, None, end, node)
    }
    quads = (q for claim in about for q in rdf.match(db, claim))
    claims = rdf.properties(quads)
    ends = {said[end][0] for said in claims.values() for end in (terms.SUBJECT, terms.OBJECT)}
    mentions = (q.object for q in rdf.match(db, node, terms.MENTIONED_IN))
    return Landscape(
        _entities(entity(db, end) for end in ends | {node}),
        _articles(article(db, place) for place in mentions),
        _claims(claims.values()),
    )


def article(db: ox.Store, node: ox.NamedNode) -> Article:
    """One article of the store."""
    return rdf.article_from(rdf.properties(rdf.match(db, node, graph=node))[node])


def entity(db: ox.Store, node: ox.NamedNode) -> Entity:
    """One entity of the store."""
    quads = rdf.match(db, node, graph=terms.ENTITIES)
    return rdf.entity_from(node, rdf.properties(quads)[node])


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))


def _entities(found: Iterable[Entity]) -> dict[str, Entity]:
    return {e.slug: e for e in sorted(found, key=lambda e: e.slug)}


def _articles(found: Iterable[Article]) -> dict[str, Article]:
    return {a.id: a for a in sorted(found, key=lambda a: a.id)}


def _claims(found: Iterable[rdf.Properties]) -> tuple[tuple[str, Claim], ...]:
    claims = [(rdf.article_id(said[terms.QUOTED_FROM][0]), rdf.claim_from(said)) for said in found]
    return tuple(sorted(claims, key=lambda c: (c[0], c[1].start, rdf.claim_iri(*c))))
