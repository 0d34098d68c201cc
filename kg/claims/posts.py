"""Doc → ``doc._.claims`` and the posts in an organisation of those who have one in a unit of it.

The head of 瑞金医院放射科 has a post in the hospital, too. Taken only where the sentence calls the
hospital by a name that the article has for it: so it is evidence of both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.doc import plain
from kg.types import Claim
from kg.vocab import Kind, Relation


@Language.component(
    "kg_posts",
    requires=["doc.spans", "doc._.entities", "doc._.claims"],
    assigns=["doc._.claims"],
)
def posts(doc: Doc) -> Doc:
    """Add the posts in owners of units; none that the article speaks of itself."""
    claims: tuple[Claim, ...] = doc._.claims
    units = {e.slug for e in doc._.entities if e.kind is Kind.BUSINESS_UNIT}
    spelled: dict[str, set[str]] = defaultdict(set)
    for span in doc.spans["mentions"]:
        spelled[span.kb_id_].add(span.text)
    told = {(c.subject, c.object) for c in claims if c.relation is Relation.AFFILIATED_WITH}
    found = {
        (c.subject, c.object): c
        for c in _posts(claims, units)
        if (c.subject, c.object) not in told
        and any(name in plain(doc)[c.start : c.end] for name in spelled[c.object])
    }
    doc._.claims = (*claims, *found.values())
    return doc


def _posts(claims: Iterable[Claim], units: set[str]) -> Iterator[Claim]:
    """Each post in a unit as one in its owner, as sure as the less sure of both claims."""
    owners: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if c.relation is Relation.PART_OF and c.modality.holds and c.subject in units:
            owners[c.subject].append(c)
    for c in claims:
        if c.relation is Relation.AFFILIATED_WITH:
            for part in owners[c.object]:
                sure = min(c.confidence, part.confidence)
                yield replace(c, object=part.object, confidence=sure)
