"""Doc → ``doc._.claims`` with what some relations carry beside their ends, if the sentence says it.

``affiliatedWith`` gets the role (院长, chief executive) and has ended if the role is a former one
(原副局长), ``evaluatedOn`` the score (92.5分, 86.5%).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.doc import plain
from kg.resources import folder, read_table
from kg.types import Claim
from kg.vocab import CONCEPTS, Modality, Relation

_PARTS = re.compile(r"[,，、。;；:：()（）\"“”\s]*\n|[,，。;；:：()（）“”\"]")
_REACH = 60  # characters from a name to what is said of it
_EDGES = " 的、“”\"'"
Span = tuple[int, int]


@cache
def _roles() -> dict[str, re.Pattern[str]]:
    """Per language, a role with what belongs to it: 骨科主任, senior vice president of sales.

    The group ``former`` holds what says that the role is one of the past.
    """
    roles = list(read_table(folder("data") / "names" / "roles.tsv", ("role", "language")))
    posts = list(read_table(folder("data") / "names" / "posts.tsv", ("word", "use", "language")))

    def words(language: str, use: str = "") -> str:
        beside = (r["word"] for r in posts if (r["use"], r["language"]) == (use, language))
        found = beside if use else (r["role"] for r in roles if r["language"] == language)
        return "|".join(sorted(map(re.escape, found), key=len, reverse=True))

    unit = f"[一-鿿]{{1,4}}(?:{words('zh', 'unit')})"
    zh = f"(?:{unit})?(?:{words('zh', 'rank')})*(?:{words('zh')})"
    former = f"(?<![目日此之以])(?P<former>{words('zh', 'former')})"  # 目前, 日前, 此前 … are not
    zh = f"(?:{former})?(?P<role>{zh}(?:(?:兼|、|暨){zh})*)"
    en = rf"(?:(?:{words('en', 'rank')}) )*(?:{words('en')})\b(?: of [a-z]+(?: [a-z]+)?)?"
    en = rf"\b(?:(?P<former>{words('en', 'former')}) )?(?P<role>{en})"
    return {"zh": re.compile(zh), "en": re.compile(en, re.IGNORECASE)}


@cache
def _scores() -> re.Pattern[str]:
    rows = read_table(folder("data") / "cues" / "scores.tsv", ("unit",))
    units = "|".join(sorted((re.escape(r["unit"]) for r in rows), key=len, reverse=True))
    number = r"(?<![A-Za-z0-9.-])"
    return re.compile(rf"{number}\d+(?:\.\d+)? ?(?:{units})|{number}(?:\d\d|0)\.\d+(?![\w.])")


@Language.component("kg_details", requires=["doc._.claims"], assigns=["doc._.claims"])
def details(doc: Doc) -> Doc:
    """Complete the claims of ``doc``."""
    doc._.claims = tuple(_completed(doc, claim) for claim in doc._.claims)
    return doc


def _completed(doc: Doc, claim: Claim) -> Claim:
    if claim.relation is Relation.AFFILIATED_WITH:
        role, former = _role(doc, claim)
        ended = former and claim.modality is Modality.ASSERTED
        return replace(claim, role=role, modality=Modality.ENDED if ended else claim.modality)
    if claim.relation is Relation.EVALUATED_ON:
        return replace(claim, score=_score(doc, claim))
    return claim


def _at(doc: Doc, slug: str, claim: Claim) -> list[Span]:
    """Where the claim's sentence names an entity."""
    spans = ((s.start_char, s.end_char) for s in doc.spans["mentions"] if s.kb_id_ == slug)
    return [(s, e) for s, e in spans if claim.start <= s and e <= claim.end]


def _role(doc: Doc, claim: Claim) -> tuple[str | None, bool]:
    """The role closest to the person where no other name stands, and whether it is a former one."""
    pattern = _roles()[doc._.language]
    found = [
        (gap, part.strip(_EDGES))
        for start, end in _at(doc, claim.subject, claim)
        for gap, part in _around(doc, start, end, claim)
        if part.strip(_EDGES)
    ]
    roles = ((gap, match) for gap, part in found if (match := pattern.search(part)))
    _, match = min(roles, key=lambda pair: (pair[0], pair[1]["role"]), default=(0, None))
    return (match["role"], bool(match["former"])) if match else (None, False)


def _around(doc: Doc, start: int, end: int, claim: Claim) -> Iterator[tuple[int, str]]:
    """The stretches before and behind a name up to the next name, with their distance from it."""
    named = (s for s in doc.spans["mentions"] if s.label_ not in CONCEPTS)
    others = [(s.start_char, s.end_char) for s in named]
    left = max((e for _, e in others if e <= start), default=claim.start)
    right = min((s for s, _ in others if s >= end), default=claim.end)
    before = plain(doc)[max(left, claim.start, start - _REACH) : start]
    behind = plain(doc)[end : min(right, claim.end, end + _REACH)]
    yield 0, _PARTS.split(before)[-1]
    yield from enumerate((part for part in _PARTS.split(behind) if part.strip()), 1)


def _score(doc: Doc, claim: Claim) -> str | None:
    """The number with a unit that stands closest to the benchmark, behind it if there is one."""
    text = plain(doc)
    for start, end in _at(doc, claim.object, claim):
        behind = _scores().search(text, end, min(claim.end, end + _REACH))
        before = list(_scores().finditer(text, max(claim.start, start - _REACH), start))
        found = behind or (before[-1] if before else None)
        if found:
            return found[0].strip()
    return None
