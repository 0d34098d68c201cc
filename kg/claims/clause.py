"""A sentence with its mentions → a ``Clause``: text in which each mention is two signs.

The first sign says the class of what is mentioned, the second which group it is, so that frames are
plain regular expressions. Lists (A、B和C) are one group; pronouns and descriptions (双方, 该院, the
company) stand for what they point back to; brackets and quotation marks are gone, and a decimal
point is no full stop (86·5).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Span

from kg.doc import plain
from kg.resources import Row, folder, read_table
from kg.vocab import AI_SYSTEMS, ORGANIZATIONS, STAGES, Kind

_KIND_SIGN = {kind: chr(0xE000 + i) for i, kind in enumerate(Kind)}
USED = chr(0xE0FF)  # the sign of a group that a frame has used up
_INDEX = 0xF0000
INDICES = "\U000f0000-\U000fffff"

_CLASSES = {
    "ORG": ORGANIZATIONS,
    "SYS": AI_SYSTEMS,
    "HW": {Kind.HARDWARE},
    "UNIT": {Kind.BUSINESS_UNIT},
    "COMP": {Kind.COMPANY, Kind.BUSINESS_UNIT},
    "HOSP": {Kind.HOSPITAL},
    "GOV": {Kind.GOVERNMENT_BODY},
    "ALL": {Kind.ALLIANCE, Kind.ASSOCIATION},
    "PER": {Kind.PERSON},
    "STAGE": {Kind.CARE_STAGE},
    "SCEN": {Kind.SCENARIO},
    "SPEC": {Kind.SPECIALTY},
    "BARR": {Kind.BARRIER},
    "STRAT": {Kind.STRATEGY},
    "POL": {Kind.POLICY},
    "BENCH": {Kind.BENCHMARK},
    "PLACE": {Kind.PLACE},
}
_FAMILIES = tuple(frozenset(k) for k in (ORGANIZATIONS, AI_SYSTEMS)) + tuple(
    frozenset({k}) for k in Kind if k not in ORGANIZATIONS | AI_SYSTEMS
)
_USES = {Kind.SCENARIO, Kind.SPECIALTY, Kind.CARE_STAGE, Kind.BARRIER}
# How lists are written: marks and conjunctions in one expression, with nothing to add as a word.
_LIST = re.compile(
    r"\s*(?:[、,/]\s*(?:以及|及|和|与|and|&)?|以及|及|和|and|&|[+＋])\s*(?:the |其)?[“”\"]?\s*"
)
# A comma alone may end a clause as well: it joins only what a list's own mark goes on with.
_COMMA = re.compile(r"\s*,\s*(?:the |其)?[“”\"]?\s*")
_LOOSE_WITH = re.compile(r"\s*(?:与|or)\s*")
_BRACKETS = re.compile(r"\([^()]*\)")
_QUOTES = str.maketrans("", "", '“”「」『』"')
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def classes(name: str) -> frozenset[Kind]:
    """The classes that frames call ORG, SYS, HOSP|COMP …"""
    return frozenset(k for part in name.split("|") for k in _CLASSES[part])


def signs(name: str) -> str:
    """The signs of these classes."""
    return "".join(_KIND_SIGN[k] for k in sorted(classes(name)))


@dataclass(frozen=True, slots=True)
class Group:
    """What one place in a clause names: one entity, or the members of a list.

    A list has the class of its first member; others may be of another (华为和瑞金医院).
    """

    kind: Kind
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence for frames: its signs-and-text, its groups, where it stands in the document."""

    text: str
    groups: tuple[Group, ...]
    start: int
    end: int

    def group(self, sign: str) -> Group:
        """The group of a two-sign match."""
        return self.groups[ord(sign[1]) - _INDEX]


@dataclass(slots=True)
class Memory:
    """What the sentences so far were about, for pronouns.

    ``seen`` has the latest group of each class, the latest of all last.
    """

    seen: dict[Kind, Group] = field(default_factory=dict)
    pair: tuple[str, ...] = ()
    topic: Group | None = None  # the AI system that the paragraph's latest sentence speaks of

    def note(self, groups: Sequence[Group]) -> None:
        """Remember a sentence's groups."""
        orgs = list(dict.fromkeys(s for g in groups if g.kind in ORGANIZATIONS for s in g.slugs))
        self.pair = tuple(orgs[:2]) if len(orgs) > 1 else self.pair
        systems = [g for g in groups if g.kind in AI_SYSTEMS]
        self.topic = systems[0] if systems else None if orgs else self.topic
        for group in groups:
            self.seen.pop(group.kind, None)
            self.seen[group.kind] = group

    def last(self, kinds: Iterable[Kind], groups: Sequence[Group]) -> Group | None:
        """The latest group of one of these classes, this sentence's own first."""
        wanted = frozenset(kinds)
        latest = (*reversed(groups), *reversed(self.seen.values()))
        return next((g for g in latest if g.kind in wanted), None)


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun or description, the classes it may point to, and what it picks."""

    kinds: frozenset[Kind]
    pick: str


@cache
def pronouns(language: str) -> tuple[re.Pattern[str], tuple[Pronoun, ...]]:
    """The pronouns of a language as one pattern, and what each means. Raises DataError."""
    path = folder("data") / "cues" / "pronouns.tsv"
    rows = [_pronoun(row) for row in read_table(path, ("words", "language", "classes", "pick"))]
    ours = [(words, meant) for of, words, meant in rows if of == language]
    border = r"\b" if language == "en" else ""
    either = "|".join(f"({words})" for words, _ in ours) or "(?!)"
    pattern = re.compile(f"{border}(?:{either}){border}", re.IGNORECASE)
    return pattern, tuple(meant for _, meant in ours)


def _pronoun(row: Row) -> tuple[str, str, Pronoun]:
    """The language of a row, its regular expression, and what that stands for."""
    kinds = frozenset(k for name in row.terms("classes", _CLASSES) for k in _CLASSES[name])
    pick = row.term("pick", ("last", "first", "pair", "stages"))
    if not kinds and pick in ("last", "first"):
        raise row.error(f"pick {pick} needs classes")
    return row.language(), row.pattern("words"), Pronoun(kinds, pick)


def _points_to(pronoun: Pronoun, groups: list[Group], memory: Memory) -> Group | None:
    if pronoun.pick == "stages":
        return Group(Kind.CARE_STAGE, STAGES)
    if pronoun.pick == "pair":
        orgs = list(dict.fromkeys(s for g in groups if g.kind in ORGANIZATIONS for s in g.slugs))
        slugs = tuple(orgs[:2]) if len(orgs) > 1 else memory.pair
        return Group(Kind.COMPANY, slugs) if slugs else None
    if pronoun.pick == "first":
        return next((g for g in groups if g.kind in pronoun.kinds), None)
    return memory.last(pronoun.kinds, groups)


def _joins(between: str, in_list: bool, behind: str) -> bool:
    """Whether what stands between two names makes a list; ``behind``: what ends a row of commas."""
    if _COMMA.fullmatch(between):
        return bool(_LIST.fullmatch(behind))
    return bool(_LIST.fullmatch(between) or (in_list and _LOOSE_WITH.fullmatch(between)))


def _behind_commas(gaps: list[str]) -> list[str]:
    """From each gap on, the first that is more than a comma, or nothing; one more for the end."""
    found = [""]
    for gap in reversed(gaps):
        found.append(found[-1] if _COMMA.fullmatch(gap) else gap)
    return found[::-1]


def _family(kind: str) -> frozenset[Kind]:
    return next(f for f in _FAMILIES if kind in f)


def _pieces(
    doc: Doc, start: int, end: int, mentions: list[Span], language: str
) -> list[tuple[int, int, Span | Pronoun]]:
    """Mentions and pronouns of a sentence in their order."""
    pattern, meaning = pronouns(language)
    covered = {i for s in mentions for i in range(s.start_char, s.end_char)}
    pieces: list[tuple[int, int, Span | Pronoun]] = [
        (s.start_char, s.end_char, s) for s in mentions
    ]
    for match in pattern.finditer(plain(doc), start, end):
        if match.start() not in covered and match.end() - 1 not in covered:
            pieces.append((*match.span(), meaning[(match.lastindex or 1) - 1]))
    return sorted(pieces, key=lambda piece: piece[0])


def encode(
    doc: Doc, start: int, end: int, mentions: list[Span], language: str, memory: Memory
) -> Clause:
    """The clause of ``doc.text[start:end]`` with its mentions; ``memory`` learns from it."""
    groups: list[Group] = []
    pairs: list[Group] = []  # of 双方, which have no class of their own to remember them by
    out = _topic(groups, mentions, memory)
    done, in_list = start, False
    pieces = _pieces(doc, start, end, mentions, language)
    behind = _behind_commas([plain(doc)[a[1] : b[0]] for a, b in pairwise(pieces)])
    for number, (left, right, what) in enumerate(pieces):
        between = plain(doc)[done:left]
        group = (
            Group(Kind(what.label_), (what.kb_id_,))
            if isinstance(what, Span)
            else _points_to(what, groups, memory)
        )
        if group is None:
            continue
        joined = done > start and bool(groups) and _joins(between, in_list, behind[number])
        if joined and isinstance(what, Span) and _family(group.kind) == _family(groups[-1].kind):
            groups[-1] = Group(
                groups[-1].kind, tuple(dict.fromkeys(groups[-1].slugs + group.slugs))
            )
            in_list = True
        else:
            out += (between, _KIND_SIGN[group.kind], chr(_INDEX + len(groups)))
            groups.append(group)
            in_list = False
        if isinstance(what, Pronoun) and what.pick == "pair":
            pairs.append(group)
        done = right
    out.append(plain(doc)[done:end])
    memory.note([g for g in groups if g not in pairs])
    text = _without_asides("".join(out), groups)
    return Clause(text, tuple(groups), start, end)


def _topic(groups: list[Group], mentions: list[Span], memory: Memory) -> list[str]:
    """The system spoken of, put before a sentence that speaks of its uses and names none."""
    kinds = {Kind(s.label_) for s in mentions}
    if memory.topic is None or not kinds or kinds - _USES:
        return []
    groups.append(memory.topic)
    return [_KIND_SIGN[memory.topic.kind], chr(_INDEX), " "]


def _without_asides(text: str, groups: list[Group]) -> str:
    """Without quotation marks, decimal points, and brackets that name again what stands there."""

    def keep(match: re.Match[str]) -> str:
        held = [groups[ord(c) - _INDEX] for c in match.group() if ord(c) >= _INDEX]
        before = text[: match.start()]
        last = groups[ord(before[-1]) - _INDEX] if before and ord(before[-1]) >= _INDEX else None
        alias = last is not None and all(g.slugs == last.slugs for g in held)
        return "" if not held or alias else match.group()

    text = _POINT.sub("·", text.translate(_QUOTES))
    return _BRACKETS.sub(keep, text)
