"""Doc → ``doc._.claims``: what the trained reader sees its entities state, weighed with the frames.

``data/cues/trust.tsv`` says per relation how sure the reader must be alone, and how sure where a
frame says the same. The evidence is the sentence that holds both names where the reader saw them
together; for a relation across sentences, the one with the name that comes later. A frame that
reads a denial outweighs an assertion of the reader's.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.claims.dates import event_date
from kg.doc import plain, sentence_bounds
from kg.reader import Related
from kg.resources import folder, read_table
from kg.types import Claim
from kg.vocab import Kind, Relation

Statement = tuple[str, Relation, str]


@dataclass(frozen=True, slots=True)
class Trust:
    """The least confidence of the reader's, 0..1, alone and where a frame backs it."""

    alone: float
    backed: float


@cache
def trust() -> dict[Relation, Trust]:
    """How far the reader is trusted with each relation. Raises DataError."""
    path = folder("data") / "cues" / "trust.tsv"
    found: dict[Relation, Trust] = {}
    for row in read_table(path, ("relation", "alone", "backed")):
        try:
            least = Trust(float(row["alone"]), float(row["backed"]))
            found[Relation(row["relation"])] = least
        except ValueError as error:
            raise row.error(f"not a relation and two numbers from 0 to 1 ({error})") from error
    return found


@Language.component(
    "kg_learned", requires=["doc._.reading", "doc._.entities"], assigns=["doc._.claims"]
)
def learned(doc: Doc) -> Doc:
    """Claims of ``doc``: the reader's, as far as it is trusted, and what frames may say alone."""
    slugs, entities = _entities(doc)
    framed = {_statement(c): c for c in doc._.claims}
    related = doc._.reading.relations(entities)
    read = {_statement(c): c for c in _claims(doc, related, slugs, sentence_bounds(doc))}
    kept = [_agreed(c, framed.get(s)) for s, c in read.items() if _trusted(c, framed.get(s))]
    stated = {_statement(c) for c in kept}
    alone = (c for s, c in framed.items() if s not in stated and _stands(c, slugs))
    doc._.claims = (*kept, *alone)
    return doc


def _trusted(claim: Claim, frame: Claim | None) -> bool:
    """Whether the reader's claim is taken, given what a frame makes of the same statement."""
    least = trust()[claim.relation]
    return claim.confidence >= (least.backed if frame else least.alone)


def _agreed(claim: Claim, frame: Claim | None) -> Claim:
    """The reader's claim, said as the frame says it where that denies or the reader is unsure."""
    if frame is None:
        return claim
    unsure = claim.confidence < trust()[claim.relation].alone
    modality = frame.modality if unsure or not frame.modality.holds else claim.modality
    return replace(claim, modality=modality)


def _stands(frame: Claim, seen: Collection[str]) -> bool:
    """Whether a frame's claim is taken though the reader does not make it.

    The reader sees no stage that a phrase such as 全流程 stands for.
    """
    unseen = frame.relation is Relation.COVERS_STAGE and frame.object not in seen
    return unseen or not frame.modality.holds or trust()[frame.relation].backed == 0


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
