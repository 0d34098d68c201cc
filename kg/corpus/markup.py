"""The markup of a passage: marks in its text, and the lines below it that state relations."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg.corpus.passage import Stated
from kg.vocab import Kind, Modality, Relation, admits

CODES = {
    "Co": Kind.COMPANY,
    "Ho": Kind.HOSPITAL,
    "RI": Kind.RESEARCH_INSTITUTE,
    "Go": Kind.GOVERNMENT_BODY,
    "BU": Kind.BUSINESS_UNIT,
    "Al": Kind.ALLIANCE,
    "As": Kind.ASSOCIATION,
    "Pe": Kind.PERSON,
    "Mo": Kind.MODEL,
    "Pr": Kind.PRODUCT,
    "Hw": Kind.HARDWARE,
    "St": Kind.CARE_STAGE,
    "Sc": Kind.SCENARIO,
    "Sp": Kind.SPECIALTY,
    "Ba": Kind.BARRIER,
    "Sg": Kind.STRATEGY,
    "Po": Kind.POLICY,
    "Be": Kind.BENCHMARK,
    "Pl": Kind.PLACE,
}

_TERMS = {r.value: r for r in Relation}
_MODALITIES = {m.lower(): m for m in Modality if m is not Modality.ASSERTED}
_TOKEN = re.compile(r"\\[\[\]|\\]|\\|\[|\|(?P<label>[^\[\]|\\\n]*)\]|\]|\|")
_LABEL = re.compile(r"\|[^\s\[\]|]+ ([^\[\]|\n]+)\]")
_STATEMENT = re.compile(
    r"(?P<trap>! +)?(?P<subject>[\w-]+) +(?P<relation>\w+) +(?P<object>[\w-]+)(?P<rest>.*)"
)
_REST = re.compile(r'(?: +~(\w+))?(?: +@(\S+))?(?: +=(\S+))?(?: +"([^"]+)")?\s*')
_WRAPPED = re.compile(r"“.*”|‘.*’|\".*\"|《.*》|「.*」|『.*』|【.*】|（.*）|\(.*\)|\s.*|.*\s", re.S)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as written: offsets in the bare text, class code, keys, and the line it opens in."""

    start: int
    end: int
    code: str
    keys: tuple[str, ...]
    line: int


def scan(raw: str, line: int, fault: Callable[[int, str], None]) -> tuple[str, list[Mark]]:
    """The text without its marks, and the marks, outer before inner. ``raw`` begins in ``line``."""
    text = ""
    done = 0
    open_: list[tuple[int, int]] = []
    marks: list[Mark] = []
    for token in _TOKEN.finditer(raw):
        here = line + raw.count("\n", 0, token.start())
        text += raw[done : token.start()]
        done = token.end()
        if token["label"] is not None and open_:
            start, opened = open_.pop()
            code, *keys = token["label"].split() or [""]
            marks.append(Mark(start, len(text), code, tuple(keys), opened))
        elif token[0] == "[":
            open_.append((len(text), here))
        elif token[0] in (r"\[", r"\]", r"\|", r"\\"):
            text += token[0][1]
        elif token[0] == "|" and not open_:
            text += "|"
        else:
            fault(here, f"{token[0]} stands alone: a mark is [text|Class key], \\ escapes")
    for _, opened in open_:
        fault(opened, "a mark is opened and not closed: [text|Class key]")
    return text + raw[done:], sorted(marks, key=lambda m: (m.start, -m.end))


def kinds_of(text: str, marks: list[Mark], fault: Callable[[int, str], None]) -> dict[str, Kind]:
    """The class of each key that is marked."""
    kinds: dict[str, Kind] = {}
    spans: set[tuple[int, int]] = set()
    for mark in marks:
        marked = text[mark.start : mark.end]
        if not marked or _WRAPPED.fullmatch(marked):
            fault(mark.line, f"mark the bare name, without quotes or spaces: {marked!r}")
        if (mark.start, mark.end) in spans:
            fault(mark.line, f"{marked} is marked twice")
        spans.add((mark.start, mark.end))
        if mark.code in CODES and len(mark.keys) == 1:
            kind, before = CODES[mark.code], kinds.setdefault(mark.keys[0], CODES[mark.code])
            if kind is not before:
                fault(mark.line, f"key {mark.keys[0]} is a {before} before, here a {kind}")
        elif mark.code != "=" or not mark.keys:
            fault(mark.line, f"{marked}: behind the bar stand a class code and one key")
    for mark in marks:
        for key in sorted(set(mark.keys) - set(kinds)) if mark.code == "=" else ():
            fault(mark.line, f"no entity has the key {key}")
    return kinds


def statements_begin(lines: list[str]) -> int:
    """Index of the first line that states a relation, or would if it were not misspelled."""
    keys: set[str] = set()
    for n, line in enumerate(lines):
        if _looks_stated(line, keys):
            return n
        keys.update(key for label in _LABEL.findall(line) for key in label.split())
    return len(lines)


def _looks_stated(line: str, keys: set[str]) -> bool:
    found = _STATEMENT.fullmatch(line)
    if not found or found["trap"]:
        return bool(found)
    if _REST.fullmatch(found["rest"]):
        return found["relation"] in _TERMS or not keys.isdisjoint(found.group("subject", "object"))
    return found["relation"] in _TERMS and found["subject"] in keys


def statement(line: str, kinds: dict[str, Kind]) -> tuple[Stated, bool]:
    """What a line states, and whether it is a trap. ValueError says what is wrong with it."""
    found = _STATEMENT.fullmatch(line)
    rest = _REST.fullmatch(found["rest"]) if found else None
    if not found or not rest:
        raise ValueError('not of the form: subject relation object ~modality @date =score "role"')
    if found["trap"] and any(rest.groups()):
        raise ValueError("a trap is only: ! subject relation object")
    modality, day, score, role = rest.groups()
    if modality and modality not in _MODALITIES:
        raise ValueError(f"unknown modality ~{modality}")
    if day and not is_date(day):
        raise ValueError(f"not a date: @{day} (@YYYY, @YYYY-MM or @YYYY-MM-DD)")
    relation = _relation(found["subject"], found["relation"], found["object"], kinds)
    how = _MODALITIES[modality] if modality else Modality.ASSERTED
    stated = Stated(found["subject"], relation, found["object"], how, day, score, role)
    return stated, bool(found["trap"])


def _relation(subject: str, term: str, obj: str, kinds: dict[str, Kind]) -> Relation:
    if term not in _TERMS:
        raise ValueError(f"unknown relation {term}")
    for key in (subject, obj):
        if key not in kinds:
            raise ValueError(f"no entity has the key {key}")
    if subject == obj:
        raise ValueError(f"{subject} cannot be related to itself")
    if not admits(kinds[subject], _TERMS[term], kinds[obj]):
        raise ValueError(f"{term} does not hold from {kinds[subject]} to {kinds[obj]}")
    return _TERMS[term]


def is_date(text: str) -> bool:
    """Whether ``text`` is a year, a month or a day of the calendar: YYYY, YYYY-MM, YYYY-MM-DD."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
