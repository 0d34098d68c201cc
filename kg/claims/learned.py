"""Doc → ``doc._.claims``: what the trained reader sees its entities state, weighed with the frames.

``data/cues/trust.tsv`` says per relation how sure the reader must be alone, and how sure where a
frame says the same. The evidence is the sentence that holds both names, the nearest to where the
reader saw them together; for a relation across sentences, the one with the name that comes later.
Whether it holds, the reader knows best; when it happened and what else it is (denied, planned,
ended), a frame that fits its sentence does.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg import sentences
from kg.claims.dates import event_date
from kg.claims.relate import makers
from kg.doc import asks, plain
from kg.errors import DataError
from kg.reader import Related
from kg.resources import folder, read_table
from kg.types import Claim
from kg.vocab import Kind, Relation

# Characters within which the reader sees two names together.
_REACH = 700
Bounds = tuple[int, int]
Entities = list[tuple[Kind, list[Bounds]]]
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
    for row in read_table(path, ("relation", "alone", "backed"), key=("relation",)):
        alone = row.number("alone", 0, 1)
        found[row.term("relation", Relation)] = Trust(alone, row.number("backed", 0, alone))
    if lacking := [r for r in Relation if r not in found]:
        raise DataError(path, 0, f"needs a line for {', '.join(lacking)}")
    return found


@Language.component(
    "kg_learned", requires=["doc._.reading", "doc._.entities"], assigns=["doc._.claims"]
)
def learned(doc: Doc) -> Doc:
    """Claims of ``doc``: the reader's, as far as it is trusted, and what frames may say alone."""
    slugs, entities = _entities(doc)
    bounds = sentences.bounds(plain(doc))
    frames: tuple[Claim, ...] = doc._.claims
    backed = {_statement(f) for f in frames}
    read = _claims(doc, doc._.reading.relations(entities), slugs, entities, bounds)
    kept = [c for c in read if c.confidence >= _least(c.relation, _statement(c) in backed)]
    stated = {_statement(c) for c in (*kept, *makers(doc, bounds))}
    here = {(_statement(f), f.start): f for f in frames}
    told = {(_statement(c), c.start) for c in kept}
    ways: dict[Statement, set[bool]] = defaultdict(set)
    for frame in frames:
        ways[_statement(frame)].add(frame.modality.holds)
    said = [
        _as_framed(c, here.get((_statement(c), c.start)), len(ways[_statement(c)]) > 1)
        for c in kept
    ]
    others = (f for f in frames if (_statement(f), f.start) not in told)
    doc._.claims = (*said, *(f for f in others if _stands(f, stated)))
    return doc


def _as_framed(claim: Claim, frame: Claim | None, both: bool) -> Claim:
    """The claim dated as the frame dates it; said so too, if both agree whether it holds.

    Of a statement that holds in one sentence and not in another (``both``), the frame knows its own
    sentence; the reader sees them together.
    """
    if frame is None:
        return claim
    agreed = both or frame.modality.holds == claim.modality.holds
    modality = frame.modality if agreed else claim.modality
    when = (agreed and frame.event_date) or claim.event_date
    return replace(claim, modality=modality, event_date=when)


def _least(relation: Relation, backed: bool) -> float:
    return trust()[relation].backed if backed else trust()[relation].alone


def _stands(frame: Claim, stated: Collection[Statement]) -> bool:
    """Whether a frame's claim is taken though the reader does not make it of that sentence."""
    enough = not frame.modality.holds or trust()[frame.relation].backed == 0
    return enough or _statement(frame) in stated


def _statement(claim: Claim) -> Statement:
    return claim.subject, claim.relation, claim.object


def _entities(doc: Doc) -> tuple[list[str], Entities]:
    """Slugs, and for each its class and where the text names it."""
    at: dict[str, list[Bounds]] = defaultdict(list)
    for span in doc.spans["mentions"]:
        at[span.kb_id_].append((span.start_char, span.end_char))
    kinds = {e.slug: e.kind for e in doc._.entities}
    slugs = sorted(at, key=lambda slug: at[slug])
    return slugs, [(kinds[slug], at[slug]) for slug in slugs]


def _claims(
    doc: Doc, related: list[Related], slugs: list[str], entities: Entities, bounds: list[Bounds]
) -> Iterator[Claim]:
    starts = [start for start, _ in bounds]
    blanked = _blanked(doc)
    named = [{bisect_right(starts, at) - 1 for at, _ in mentions} for _, mentions in entities]
    for found in related:
        later, upto = max(found.at)
        together = [bounds[n] for n in named[found.subject] & named[found.object]]
        start, end = _nearest(together, later) or bounds[bisect_right(starts, later) - 1]
        if not asks(plain(doc)[start:end]):
            said = blanked[start : upto if start < upto <= end else end]
            when = event_date(said, doc._.language, doc._.issued, found.modality)
            yield Claim(
                slugs[found.subject], found.relation, slugs[found.object], start, end,
                found.confidence, found.modality, when,
            )  # fmt: skip


def _blanked(doc: Doc) -> str:
    """The text with its names blank, so that a year in one dates nothing (《2022年…指引》)."""
    text = list(plain(doc))
    for span in doc.spans["mentions"]:
        text[span.start_char : span.end_char] = " " * (span.end_char - span.start_char)
    return "".join(text)


def _nearest(sentences: list[Bounds], at: int) -> Bounds | None:
    """The sentence around ``at``, or the one nearest to it, if one is in the reader's reach."""
    away = [(max(start - at, at - end + 1, 0), (start, end)) for start, end in sentences]
    return min((a for a in away if a[0] <= _REACH), default=(0, None))[1]
