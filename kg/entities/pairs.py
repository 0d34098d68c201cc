"""Doc → pairs of spans that name one thing: 全称（简称）, Name (ABBR), 观心大模型 CardioMind.

An alias that no component marked is marked wherever the article uses it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Span

from kg.doc import plain
from kg.names import roles, word_list
from kg.resources import folder, read_table
from kg.vocab import AI_SYSTEMS, CONCEPTS, ORGANIZATIONS, Kind

_BRACKET = re.compile(r"[”」』》\"]?\s?\(([^()\n]{1,40})\)")
_MARKS = " “”「」『』《》\"'"
_NAME = re.compile(r"[A-Z][\w.&-]*(?: [\w.&-]+){0,4}|[一-鿿][一-鿿A-Za-z0-9·-]{1,11}")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
_FAMILY = (ORGANIZATIONS, AI_SYSTEMS | {Kind.HARDWARE})


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What opens a second name, what is none, what stands for a party's name. Raises DataError."""
    path = folder("data") / "names" / "aliases.tsv"
    table = read_table(path, ("pattern", "what"))
    rows = [(row.pattern("pattern"), row.term("what", ("opens", "none", "party"))) for row in table]
    opens = "|".join(sorted((p for p, what in rows if what == "opens"), key=len, reverse=True))
    none, party = ("|".join(p for p, what in rows if what == w) for w in ("none", "party"))
    # A Latin opener is a word: the in (theory) opens nothing.
    opening = rf"(?:{opens})(?:(?<![a-z])|\b)[:：]?\s*"
    return re.compile(opening), re.compile(none), re.compile(party)


@cache
def _posts() -> re.Pattern[str]:
    """Roles in either language, which are no second name of the person before them."""
    return re.compile(rf"{roles('zh')}|\b{roles('en')}\b", re.IGNORECASE)


def akin(left: str, right: str) -> bool:
    """Whether spans of these classes may name one thing."""
    return left == right or any(left in f and right in f for f in _FAMILY)


def initials(full: str) -> set[str]:
    """The first letters of a name's words, of all and of those with a capital, in small letters."""
    words = re.findall(r"[A-Za-z0-9]+", full), re.findall(r"[A-Z][A-Za-z]*", full)
    return {"".join(w[0] for w in some).lower() for some in words}


def in_order(short: str, full: str) -> bool:
    """Whether ``full`` has the characters of ``short`` in their order."""
    rest = iter(full.lower())
    return all(c in rest for c in short.lower())


def _resembles(short: str, full: str) -> bool:
    """Whether ``short`` is made of characters of ``full`` in their order, or of its initials."""
    if short.isascii():
        return not full.isascii() or short.lower() in initials(full)
    return in_order(short, full)


def _alias(content: str, full: Span) -> str | None:
    """The second name that brackets behind ``full`` hold, if they hold one."""
    opens, none, _ = _words()
    opened = opens.match(content.strip(_MARKS))
    said = opens.sub("", content.strip(_MARKS), count=1) if opened else content
    said = re.split(r"[,，;；/]", said)[0].strip(_MARKS)
    if none.fullmatch(content.strip()) or not _NAME.fullmatch(said) or said == full.text:
        return None
    if said.lower() in word_list("common") or (
        full.label_ == Kind.PERSON and _posts().search(said)
    ):
        return None
    system = full.label_ in _FAMILY[1]
    return said if opened or _resembles(said, full.text) or (system and said.isascii()) else None


def _acronym(content: str) -> str | None:
    """The acronym that brackets hold behind what it is made of: (Explainable AI, XAI)."""
    opens, *_ = _words()
    full, _, last = content.rpartition(",")
    last = opens.sub("", last.strip(_MARKS), count=1).strip(_MARKS)
    return last if _ACRONYM.fullmatch(last) and full and in_order(last, full) else None


def bracketed(doc: Doc) -> Iterator[tuple[Span, str | Span]]:
    """Every mention with brackets behind it that hold another name of it."""
    spans = list(doc.spans["mentions"])
    starts = [s.start_char for s in spans]
    for span in spans:
        match = _BRACKET.match(plain(doc), span.end_char)
        if not match:
            continue
        held = spans[bisect_left(starts, match.start(1)) : bisect_left(starts, match.end(1))]
        last = _acronym(match.group(1))
        if last and all(akin(h.label_, span.label_) and not _apart(h, span) for h in held):
            yield span, held[-1] if held and held[-1].text == last else last
        if span.label_ in CONCEPTS:
            said = _alias(match.group(1), span)
            if said and _ACRONYM.fullmatch(said) and all(may_be_concept(h) for h in held):
                yield span, held[0] if held else said
            continue
        if held and _opened(match.group(1), held[0].start_char - match.start(1)):
            held = held[:1]
            if akin(held[0].label_, span.label_) and not _apart(held[0], span):
                yield span, held[0]
            continue
        whole = [s for s in held if len(s.text) >= len(match.group(1).strip(_MARKS)) - 6]
        if len(held) == 1 and whole and akin(held[0].label_, span.label_):
            yield span, held[0]
        elif all(akin(h.label_, span.label_) and not _apart(h, span) for h in held):
            alias = _alias(match.group(1), span)
            if alias:
                yield span, alias


def may_be_concept(span: Span) -> bool:
    """Whether what the reader took for something may be a concept: 急性髓性白血病(AML)."""
    return not span.kb_id_ and span.label_ in CONCEPTS | AI_SYSTEMS


def _opened(content: str, start: int) -> bool:
    """Whether but an opener of a second name stands before ``start``: 下称“公司”或“华为”."""
    opens, _, party = _words()
    opened = opens.match(content[:start])
    return bool(opened and not party.sub("", content[opened.end() : start]).strip(_MARKS))


def _apart(held: Span, span: Span) -> bool:
    return bool(held.kb_id_ and span.kb_id_ and held.kb_id_ != span.kb_id_)


def adjacent(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """A Chinese and a Latin system name side by side: 观心大模型 CardioMind."""
    spans = list(doc.spans["mentions"])
    for left, right in pairwise(spans):
        between = plain(doc)[left.end_char : right.start_char]
        systems = left.label_ in AI_SYSTEMS and right.label_ in AI_SYSTEMS
        if systems and between.strip(_MARKS) == "" and left.text.isascii() != right.text.isascii():
            yield left, right


def occurrences(doc: Doc, aliases: list[tuple[Span, str]]) -> list[Span]:
    """Where second names stand outside all mentions, as spans like those that they are names of."""
    taken = {i for s in doc.spans["mentions"] for i in range(s.start_char, s.end_char)}
    found = []
    for like, alias in aliases:
        border = r"(?<![A-Za-z0-9])" if alias[0].isascii() else ""
        behind = r"(?![A-Za-z0-9])" if alias[-1].isascii() else ""
        for match in re.finditer(border + re.escape(alias) + behind, plain(doc)):
            span = doc.char_span(*match.span(), label=like.label_, kb_id=like.kb_id_)
            if span is not None and taken.isdisjoint(range(*match.span())):
                found.append(span)
    return found
