"""Doc → ``doc._.claims``: what the trained reader sees its entities state, and what frames add.

The evidence is the sentence that holds both names where the reader saw them together; for a
relation across sentences, the one with the name that comes later. A frame that reads a denial
outweighs an assertion of the reader's.
"""

from collections import defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.claims.dates import event_date
from kg.doc import plain, sentence_bounds
from kg.reader import Related
from kg.types import Claim
from kg.vocab import Kind, Relation

_LEAST = 0.5  # below it the reader is more often wrong than right on articles it never saw


Statement = tuple[str, Relation, str]


@Language.component(
    "kg_learned", requires=["doc._.reading", "doc._.entities"], assigns=["doc._.claims"]
)
def learned(doc: Doc) -> Doc:
    """Claims of ``doc``: the reader's, and those of the frames (there already) that it lacks."""
    slugs, entities = _entities(doc)
    related = [r for r in doc._.reading.relations(entities) if r.confidence >= _LEAST]
    framed: tuple[Claim, ...] = doc._.claims
    denied = {_statement(c) for c in framed if not c.modality.holds}
    read = [
        claim
        for claim in _claims(doc, related, slugs, sentence_bounds(doc))
        if not (claim.modality.holds and _statement(claim) in denied)
    ]
    stated = {_statement(c) for c in read}
    doc._.claims = (*read, *(c for c in framed if _statement(c) not in stated))
    return doc


def _statement(claim: Claim) -> Statement:
    return claim.subject, claim.relation, claim.object


def _entities(doc: Doc) -> tuple[list[str], list[tuple[Kind, list[tuple[int, int]]]]]:
    """Slugs, and for each its class and where the text names it."""
    at: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in doc.spans["mentions"]:
        at[span.kb_id_].append((span.start_char, span.end_char))
    kinds = {e.slug: e.kind for e in doc._.entities}
    slugs = sorted(at, key=lambda slug: at[slug])
    return slugs, [(kinds[slug], at[slug]) for slug in slugs]


def _claims(
    doc: Doc, related: list[Related], slugs: list[str], bounds: list[tuple[int, int]]
) -> Iterator[Claim]:
    for found in related:
        later = max(found.at)
        start, end = next((s, e) for s, e in bounds if s <= later[0] < e)
        when = event_date(plain(doc)[start : later[1]], doc._.language, doc._.issued)
        yield Claim(
            slugs[found.subject], found.relation, slugs[found.object], start, end,
            found.confidence, found.modality, when,
        )  # fmt: skip
