"""Doc → ``doc._.claims`` with what some relations carry beside their ends, if the sentence says it.

``affiliatedWith`` gets the role (院长, chief executive) and has ended if the role is a former one
(原副局长), ``evaluatedOn`` the score (92.5分, 86.5%).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.doc import plain
from kg.resources import any_of, folder, read_table
from kg.types import Claim
from kg.vocab import AI_SYSTEMS, CONCEPTS, Kind, Modality, Relation

_PARTS = re.compile(r"[,，、。;；:：()（）\"“”\s]*\n|[,，。;；:：()（）“”\"]")
_REACH = 60  # characters from a name to what is said of it
_EDGES = " 的、“”\"'"
Bounds = tuple[int, int]


@cache
def _roles() -> dict[str, re.Pattern[str]]:
    """Per language, a role with what belongs to it: 骨科主任, senior vice president of sales.

    The group ``former`` holds what says that the role is one of the past.
    """
    roles = list(read_table(folder("data") / "names" / "roles.tsv", ("role", "language")))
    posts = list(read_table(folder("data") / "names" / "posts.tsv", ("word", "use", "language")))

    def words(language: str, use: str = "") -> str:
        beside = (r["word"] for r in posts if (r["use"], r["language"]) == (use, language))
        return any_of(beside if use else (r["role"] for r in roles if r["language"] == language))

    unit = f"[一-鿿]{{1,4}}{words('zh', 'unit')}"
    zh = f"(?:{unit})?{words('zh', 'rank')}*{words('zh')}"
    former = (
        f"(?<![目日此之以当眼年])(?P<former>{words('zh', 'former')})"  # 目前, 日前, 此前 … are not
    )
    zh = f"(?:{former})?(?P<role>{zh}(?:(?:兼|、|暨){zh})*)"
    en = rf"(?:{words('en', 'rank')} )*{words('en')}\b(?: of [a-z]+(?: [a-z]+)?)?"
    en = rf"\b(?:(?P<former>{words('en', 'former')}) )?(?P<role>{en})"
    return {"zh": re.compile(zh), "en": re.compile(en, re.IGNORECASE)}


@cache
def _scores() -> re.Pattern[str]:
    rows = read_table(folder("data") / "cues" / "scores.tsv", ("unit",))
    units = any_of(row["unit"] for row in rows)
    number = r"(?<![A-Za-z0-9.-])"
    return re.compile(rf"{number}\d+(?:\.\d+)? ?{units}|{number}(?:\d\d|0)\.\d+(?![\w.])")


@Language.component("kg_details", requires=["doc._.claims"], assigns=["doc._.claims"])
def details(doc: Doc) -> Doc:
    """Complete the claims of ``doc``."""
    mentions = list(doc.spans["mentions"])
    starts = [s.start_char for s in mentions]
    doc._.claims = tuple(
        _completed(doc, c, mentions[bisect_left(starts, c.start) : bisect_left(starts, c.end)])
        for c in doc._.claims
    )
    return doc


def _completed(doc: Doc, claim: Claim, named: list[Span]) -> Claim:
    """The claim, whose sentence has the mentions ``named``, completed."""
    if claim.relation is Relation.AFFILIATED_WITH:
        role, former = _role(doc, claim, named)
        ended = former and claim.modality is Modality.ASSERTED
        return replace(claim, role=role, modality=Modality.ENDED if ended else claim.modality)
    if claim.relation is Relation.EVALUATED_ON:
        return replace(claim, score=_score(doc, claim, named))
    return claim


def _at(named: list[Span], slug: str) -> list[Bounds]:
    """Where a sentence names an entity."""
    return [(s.start_char, s.end_char) for s in named if s.kb_id_ == slug]


def _role(doc: Doc, claim: Claim, named: list[Span]) -> tuple[str | None, bool]:
    """The role closest to the person where no other name stands, and whether it is a former one."""
    pattern = _roles()[doc._.language]
    found = [
        (gap, part.strip(_EDGES))
        for start, end in _at(named, claim.subject)
        for gap, part in _around(doc, (start, end), claim, named)
        if part.strip(_EDGES)
    ]
    roles = ((gap, match) for gap, part in found if (match := pattern.search(part)))
    _, match = min(roles, key=lambda pair: (pair[0], pair[1]["role"]), default=(0, None))
    return (match["role"], bool(match["former"])) if match else (None, False)


def _around(doc: Doc, name: Bounds, claim: Claim, named: list[Span]) -> Iterator[tuple[int, str]]:
    """The stretches before and behind a name up to the next name, with their distance from it."""
    start, end = name
    others = [(s.start_char, s.end_char) for s in named if s.label_ not in CONCEPTS]
    left = max((e for _, e in others if e <= start), default=claim.start)
    right = min((s for s, _ in others if s >= end), default=claim.end)
    before = plain(doc)[max(left, claim.start, start - _REACH) : start]
    behind = plain(doc)[end : min(right, claim.end, end + _REACH)]
    yield 0, _PARTS.split(before)[-1]
    yield from enumerate((part for part in _PARTS.split(behind) if part.strip()), 1)


def _score(doc: Doc, claim: Claim, named: list[Span]) -> str | None:
    """The result of the claim's system on its benchmark, if the sentence tells which number it is.

    As many numbers as benchmarks, or as systems, go with them in their order.
    """
    systems = [s for s in named if s.label_ in AI_SYSTEMS]
    benchmarks = [s for s in named if s.label_ == Kind.BENCHMARK]
    said = list(_scores().finditer(plain(doc), claim.start, claim.end))
    tested, ran = (list(dict.fromkeys(s.kb_id_ for s in some)) for some in (benchmarks, systems))
    if len(tested) == 1 and len(said) == len(ran) and claim.subject in ran:
        found: re.Match[str] | None = said[ran.index(claim.subject)]
    else:
        own = _own(said, systems, claim.subject)
        if len(tested) == 1:
            found = _nearest(own, _at(named, claim.object))
        else:
            paired = len(own) == len(tested) and claim.object in tested
            found = own[tested.index(claim.object)] if paired else None
    return found[0].strip() if found else None


def _own(said: list[re.Match[str]], systems: list[Span], slug: str) -> list[re.Match[str]]:
    """The numbers between a system and the next one, else those before the first one."""
    if all(s.kb_id_ == slug for s in systems):
        return said
    named = next((s for s in systems if s.kb_id_ == slug), None)
    if named is None:
        return []
    others = [s.start_char for s in systems if s.kb_id_ != slug]
    ends = [at for at in others if at > named.start_char]
    behind = [
        m for m in said if named.end_char <= m.start() and not any(e <= m.start() for e in ends)
    ]
    if behind or named is not systems[0]:
        return behind
    return [m for m in said if m.end() <= named.start_char]


def _nearest(said: list[re.Match[str]], at: list[Bounds]) -> re.Match[str] | None:
    """The first number behind a benchmark in reach, or the last before it."""
    for start, end in at:
        behind = [m for m in said if end <= m.start() <= end + _REACH]
        before = [m for m in said if start - _REACH <= m.start() < start]
        if behind or before:
            return (behind or before[::-1])[0]
    return None
