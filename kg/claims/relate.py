"""Doc → ``doc._.claims``: what its sentences state about its entities.

A frame's hit on a clause gives one raw claim per pair of group members; a claim that the contract's
signatures refuse is dropped. Of several hits for one statement in one sentence the surest stays.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import sentences
from kg.claims.clause import Clause, Memory, encode
from kg.claims.dates import event_date
from kg.claims.frames import Hit, hits
from kg.claims.modality import modality_of
from kg.doc import AMBIGUOUS, asks, plain
from kg.types import Claim, Entity
from kg.vocab import AI_SYSTEMS, STAGES, Kind, Modality, Relation, admits

Kinds = Mapping[str, Kind]

_WHOSE = 0.75  # confidence in a maker's name that stands inside the name itself


def _members(hit: Hit, one: str, other: str, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """The pairs that a statement between two places relates, each of a class the place asks for."""
    ones, others = (
        [slug for slug in hit.places[place].slugs if kinds[slug] in hit.frame.kinds[place]]
        for place in (one, other)
    )
    if one == other:  # a list whose members act together: the first with each
        yield from ((ones[0], slug) for slug in ones[1:])
    else:
        yield from product(ones, others)


def _claims(clause: Clause, doc: Doc, kinds: Kinds) -> Iterator[Claim]:
    language = doc._.language
    for hit in hits(clause, language):
        modality = modality_of(hit.said, language)
        when = event_date(hit.before, language, doc._.issued, modality)
        for one, relation, other in hit.frame.states:
            for subject, obj in _members(hit, one, other, kinds):
                if subject != obj and admits(kinds[subject], relation, kinds[obj]):
                    yield Claim(
                        subject, relation, obj, clause.start, clause.end,
                        hit.frame.confidence, modality, when,
                    )  # fmt: skip


def _surest(claims: Iterable[Claim]) -> list[Claim]:
    """One claim per statement: the surest, and a denial before an assertion."""
    best: dict[tuple[str, Relation, str], Claim] = {}
    for claim in claims:
        key = (claim.subject, claim.relation, claim.object)
        held = best.get(key)
        if held is None or _weight(claim) > _weight(held):
            best[key] = claim
    return list(best.values())


def _weight(claim: Claim) -> tuple[bool, float]:
    return (claim.modality in (Modality.NEGATED, Modality.ENDED), claim.confidence)


def makers(doc: Doc, bounds: list[tuple[int, int]]) -> Iterator[Claim]:
    """Who made a thing, where its own name says so: 华为盘古大模型.

    An unambiguous name is enough, even if the text uses it nowhere by itself.
    """
    known = {e.slug for e in doc._.entities}
    beginnings: dict[int, list[Span]] = defaultdict(list)
    for inner in doc.spans["inner"]:
        named = inner.kb_id_ in known or (inner.kb_id_ and inner.id_ != AMBIGUOUS)
        if named and inner.label_ == Kind.COMPANY:
            beginnings[inner.start].append(inner)
    for outer in doc.spans["mentions"]:
        if outer.label_ not in AI_SYSTEMS | {Kind.HARDWARE}:
            continue
        for inner in beginnings.get(outer.start, ()):
            if inner.end < outer.end and inner.kb_id_ != outer.kb_id_:
                ends = inner.kb_id_, Relation.DEVELOPS, outer.kb_id_
                yield Claim(*ends, *bounds[_sentence(bounds, outer)], _WHOSE)


def _sentence(bounds: list[tuple[int, int]], span: Span) -> int:
    """The number of the sentence that ``span`` begins in."""
    return bisect_right(bounds, span.start_char, key=lambda bound: bound[0]) - 1


def _by_sentence(doc: Doc, bounds: list[tuple[int, int]]) -> list[list[Span]]:
    """The mentions of each sentence; one that reaches into the next belongs to none."""
    held: list[list[Span]] = [[] for _ in bounds]
    for span in doc.spans["mentions"]:
        number = _sentence(bounds, span)
        if span.end_char <= bounds[number][1]:
            held[number].append(span)
    return held


@Language.component("kg_relate", requires=["doc.spans", "doc._.entities"], assigns=["doc._.claims"])
def relate(doc: Doc) -> Doc:
    """Claims of ``doc``."""
    bounds = sentences.bounds(plain(doc))
    kinds = {e.slug: e.kind for e in doc._.entities}
    for stage in STAGES:
        kinds.setdefault(stage, Kind.CARE_STAGE)
    memory = Memory()
    made: dict[int, list[Claim]] = defaultdict(list)
    for claim in makers(doc, bounds):
        made[claim.start].append(claim)
    claims: list[Claim] = []
    done = 0
    for (start, end), here in zip(bounds, _by_sentence(doc, bounds), strict=True):
        if "\n" in plain(doc)[done:start]:  # a paragraph has its own topic
            memory.topic = None
        done = end
        clause = encode(doc, start, end, here, doc._.language, memory)
        said = () if asks(plain(doc)[start:end]) else _claims(clause, doc, kinds)
        claims += _surest(chain(made[start], said))
    doc._.claims = tuple(claims)
    return doc


def unmentioned(entities: tuple[Entity, ...], claims: tuple[Claim, ...]) -> set[str]:
    """Slugs that claims use and no mention names (the stages that 全流程 stands for)."""
    known = {e.slug for e in entities}
    return {end for c in claims for end in (c.subject, c.object)} - known
