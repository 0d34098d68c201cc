"""The corpus: passages of our own prose and what they say, read from ``data/corpus`` and checked.

    file → block (header, text, statements) → Passage, or the faults found in it

``data/corpus/README.md`` explains the markup. ``python -m kg.corpus PATH...`` prints every fault,
or how often each class, relation and modality occurs. Offsets count characters of ``Passage.text``.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kg.errors import DataError
from kg.resources import folder
from kg.types import LANGUAGES
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
# How many characters a passage may have: shorter gives no context, longer hides what was forgotten.
LENGTHS = {"zh-Hans": (40, 700), "zh-Hant": (40, 700), "en": (120, 1100)}

_MODALITIES = {m.lower(): m for m in Modality if m is not Modality.ASSERTED}
_FILE = re.compile(rf"({'|'.join(LANGUAGES)})\.([a-z]+(?:-[a-z]+)*)\.\d\d\.txt")
_HEADER = re.compile(r"##\s+(\S+)(?:\s+(\S+))?\s*")
_TOKEN = re.compile(r"\\[\[\]|\\]|\\|\[|\|(?P<label>[^\[\]|\\\n]*)\]|\]|\|")
_LABELLED = re.compile(r"\|[^\s\[\]|]+ ([^\[\]|\n]+)\]")
_STATEMENT = re.compile(
    r"(?P<trap>! +)?(?P<subject>[\w-]+) +(?P<relation>\w+) +(?P<object>[\w-]+)(?P<rest>.*)"
)
_REST = re.compile(r'(?: +~(\w+))?(?: +@(\S+))?(?: +=(\S+))?(?: +"([^"]+)")?\s*')
_WRAPPED = re.compile(r"“.*”|‘.*’|\".*\"|《.*》|「.*」|『.*』|【.*】|（.*）|\(.*\)|\s.*|.*\s", re.S)


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of an entity; mentions with the same ``key`` are one entity of the passage."""

    start: int
    end: int
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun or description that stands for the entities ``keys``."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation between two entities of the passage, named by their keys."""

    subject: str
    relation: Relation
    object: str
    modality: Modality = Modality.ASSERTED
    date: str | None = None
    score: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One annotated passage. ``traps`` are statements that a careless reader would make of it."""

    id: str
    file: Path
    line: int
    language: str
    genre: str
    date: date | None
    text: str
    mentions: tuple[Marked, ...]
    pronouns: tuple[Pronoun, ...]
    relations: tuple[Stated, ...]
    traps: tuple[Stated, ...]


def read(path: Path) -> Iterator[Passage]:
    """The passages of a file or of a folder's ``.txt`` files. Raises DataError at a fault."""
    for item in read_all([path]):
        if isinstance(item, DataError):
            raise item
        yield item


def read_all(paths: Iterable[Path]) -> Iterator[Passage | DataError]:
    """The passages of all files, and in place of a faulty one each of its faults."""
    seen: dict[str, str] = {}
    for path in paths:
        files = sorted(path.glob("*.txt")) if path.is_dir() else [path]
        for file in files:
            yield from _read_file(file, seen)


def _read_file(file: Path, seen: dict[str, str]) -> Iterator[Passage | DataError]:
    name = _FILE.fullmatch(file.name)
    if not name:
        yield DataError(file, 0, "name it LANGUAGE.GENRE.NN.txt, such as zh-Hans.newswire.01.txt")
        return
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        yield DataError(file, 0, f"cannot be read as UTF-8 text ({error})")
        return
    heads = [n for n, line in enumerate(lines) if line.startswith("##")]
    for n, line in enumerate(lines[: heads[0] if heads else None], 1):
        if line.strip():
            yield DataError(file, n, "a file begins with the header of a passage: ## id date")
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        yield from _Block(file, start + 1, lines[start:end], name[1], name[2]).read(seen)


@dataclass(slots=True)
class _Block:
    """The lines of one passage, header first, and the faults found so far."""

    file: Path
    line: int
    lines: list[str]
    language: str
    genre: str
    faults: list[DataError] = field(default_factory=list)

    def fault(self, line: int, reason: str) -> None:
        self.faults.append(DataError(self.file, line, reason))

    def read(self, seen: dict[str, str]) -> Iterator[Passage | DataError]:
        """The passage or its faults; ``seen`` tells where each id was used before."""
        ident, issued = self._header(seen)
        split = self._statements_begin()
        raw = "\n".join(self.lines[1:split])
        first = self.line + 1 + raw[: len(raw) - len(raw.lstrip())].count("\n")
        text, marks = self._scan(raw.strip(), first)
        kinds = self._marks(text, marks)
        relations, traps = self._statements(split, kinds)
        shortest, longest = LENGTHS[self.language]
        if not shortest <= len(text) <= longest:
            self.fault(first, f"{len(text)} characters of text, not {shortest} to {longest}")
        if self.faults:
            yield from self.faults
            return
        mentions = tuple(
            Marked(m.start, m.end, kinds[m.keys[0]], m.keys[0]) for m in marks if m.code != "="
        )
        pronouns = tuple(Pronoun(m.start, m.end, m.keys) for m in marks if m.code == "=")
        yield Passage(
            ident, self.file, self.line, self.language, self.genre, issued, text,
            mentions, pronouns, relations, traps,
        )  # fmt: skip

    def _header(self, seen: dict[str, str]) -> tuple[str, date | None]:
        header = _HEADER.fullmatch(self.lines[0])
        if not header:
            self.fault(self.line, "a header is: ## id date (the date may be left out)")
            return "", None
        ident, day = header.groups()
        if ident in seen:
            self.fault(self.line, f"id {ident} is taken by {seen[ident]}")
        seen.setdefault(ident, f"{self.file.name}:{self.line}")
        if day is None:
            return ident, None
        if len(day) != 10 or not _is_date(day):
            self.fault(self.line, f"not a date: {day} (YYYY-MM-DD)")
            return ident, None
        return ident, date.fromisoformat(day)

    def _statements_begin(self) -> int:
        """Index of the first line that states a relation, or would if it were not misspelled."""
        keys: set[str] = set()
        for n, line in enumerate(self.lines[1:], 1):
            if _looks_stated(line, keys):
                return n
            keys.update(key for label in _LABELLED.findall(line) for key in label.split())
        return len(self.lines)

    def _scan(self, raw: str, line: int) -> tuple[str, list["_Label"]]:
        """The text without marks, and the marks with their offsets in it."""
        pieces: list[str] = []
        length = done = 0
        open_: list[tuple[int, int]] = []
        marks: list[_Label] = []
        for token in _TOKEN.finditer(raw):
            here = line + raw.count("\n", 0, token.start())
            kept = raw[done : token.start()]
            done = token.end()
            if token["label"] is not None and open_:
                start, opened = open_.pop()
                code, *keys = token["label"].split() or [""]
                marks.append(_Label(start, length + len(kept), code, tuple(keys), opened))
            elif token[0] == "[":
                open_.append((length + len(kept), here))
            elif len(token[0]) == 2 and token[0][0] == "\\":
                kept += token[0][1]
            elif token[0] == "|" and not open_:
                kept += "|"
            else:
                self.fault(here, f"{token[0]} stands alone: a mark is [text|Class key], \\ escapes")
            pieces.append(kept)
            length += len(kept)
        for _, opened in open_:
            self.fault(opened, "a mark is opened and not closed: [text|Class key]")
        return "".join([*pieces, raw[done:]]), sorted(marks, key=lambda m: (m.start, -m.end))

    def _marks(self, text: str, marks: list["_Label"]) -> dict[str, Kind]:
        """The class of each key. Faults: bad bounds, unknown codes and keys, clashes of class."""
        kinds: dict[str, Kind] = {}
        spans: set[tuple[int, int]] = set()
        for mark in marks:
            marked = text[mark.start : mark.end]
            if not marked or _WRAPPED.fullmatch(marked):
                self.fault(mark.line, f"mark the bare name, without quotes or spaces: {marked!r}")
            if (mark.start, mark.end) in spans:
                self.fault(mark.line, f"{marked} is marked twice")
            spans.add((mark.start, mark.end))
            if mark.code in CODES and len(mark.keys) == 1:
                kind, before = CODES[mark.code], kinds.setdefault(mark.keys[0], CODES[mark.code])
                if kind is not before:
                    self.fault(mark.line, f"key {mark.keys[0]} is a {before} before, here a {kind}")
            elif mark.code != "=" or not mark.keys:
                self.fault(mark.line, f"{marked}: behind the bar stand a class and one key")
        for mark in marks:
            for key in sorted(set(mark.keys) - set(kinds)) if mark.code == "=" else ():
                self.fault(mark.line, f"no entity has the key {key}")
        return kinds

    def _statements(
        self, split: int, kinds: dict[str, Kind]
    ) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
        relations: list[Stated] = []
        traps: list[Stated] = []
        for n, line in enumerate(self.lines[split:], self.line + split):
            if not line.strip():
                continue
            try:
                stated, trap = _statement(line, kinds)
                _check_repeat(stated, trap, relations, traps)
            except ValueError as error:
                self.fault(n, str(error))
            else:
                (traps if trap else relations).append(stated)
        return tuple(relations), tuple(traps)


@dataclass(frozen=True, slots=True)
class _Label:
    """A mark as it was found: offsets, the words behind its bar, the line where it opens."""

    start: int
    end: int
    code: str
    keys: tuple[str, ...]
    line: int


def _looks_stated(line: str, keys: set[str]) -> bool:
    """Whether a line is rather a statement, perhaps a misspelled one, than text."""
    found = _STATEMENT.fullmatch(line)
    if not found:
        return False
    known = found["relation"] in list(Relation)
    if found["trap"]:
        return True
    if _REST.fullmatch(found["rest"]):
        return known or found["subject"] in keys or found["object"] in keys
    return known and found["subject"] in keys


def _statement(line: str, kinds: dict[str, Kind]) -> tuple[Stated, bool]:
    """The statement of a line and whether it is a trap. ValueError says what is wrong with it."""
    found = _STATEMENT.fullmatch(line)
    rest = _REST.fullmatch(found["rest"]) if found else None
    if not found or not rest:
        raise ValueError('not: subject relation object ~modality @date =score "role"')
    subject, term, obj = found["subject"], found["relation"], found["object"]
    if term not in list(Relation):
        raise ValueError(f"unknown relation {term}")
    relation = Relation(term)
    for key in (subject, obj):
        if key not in kinds:
            raise ValueError(f"no entity has the key {key}")
    if subject == obj:
        raise ValueError(f"{subject} cannot be related to itself")
    if not admits(kinds[subject], relation, kinds[obj]):
        raise ValueError(f"{term} does not hold from {kinds[subject]} to {kinds[obj]}")
    modality, day, score, role = rest.groups()
    if found["trap"] and (modality or day or score or role):
        raise ValueError("a trap is only: ! subject relation object")
    if modality and modality not in _MODALITIES:
        raise ValueError(f"unknown modality ~{modality}")
    if day and not _is_date(day):
        raise ValueError(f"not a date: @{day} (@YYYY, @YYYY-MM or @YYYY-MM-DD)")
    how = _MODALITIES[modality] if modality else Modality.ASSERTED
    return Stated(subject, relation, obj, how, day, score, role), bool(found["trap"])


def _check_repeat(new: Stated, trap: bool, relations: list[Stated], traps: list[Stated]) -> None:
    """ValueError if the same was said before, or a trap of what is stated as holding."""
    before = traps if trap else relations
    if any(_ends(new) == _ends(old) and _how(new) == _how(old) for old in before):
        raise ValueError("stated twice")
    against = [r for r in relations if r.modality.holds] if trap else traps
    if new.modality.holds and any(_ends(new) == _ends(old) for old in against):
        raise ValueError("both stated and a trap")


def _ends(stated: Stated) -> tuple[str, ...]:
    ends = (stated.subject, stated.object)
    return (stated.relation, *(sorted(ends) if stated.relation.symmetric else ends))


def _how(stated: Stated) -> tuple[str | None, ...]:
    return (stated.modality, stated.date, stated.score, stated.role)


def _is_date(text: str) -> bool:
    """Whether ``text`` is a year, a month or a day of the calendar: YYYY, YYYY-MM, YYYY-MM-DD."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def summary(passages: list[Passage]) -> str:
    """How often each class, relation, modality, language and genre occurs, as aligned text."""
    mentions = Counter(m.kind for p in passages for m in p.mentions)
    relations = Counter(r.relation for p in passages for r in p.relations)
    modalities = Counter(r.modality for p in passages for r in p.relations)
    tables: dict[str, dict[str, int]] = {
        "all": {
            "passages": len(passages),
            "characters": sum(len(p.text) for p in passages),
            "mentions": mentions.total(),
            "pronouns": sum(len(p.pronouns) for p in passages),
            "relations": relations.total(),
            "traps": sum(len(p.traps) for p in passages),
        },
        "mentions by class": {kind: mentions[kind] for kind in Kind},
        "relations": {relation: relations[relation] for relation in Relation},
        "modalities": {modality: modalities[modality] for modality in Modality},
        "passages by language": dict(sorted(Counter(p.language for p in passages).items())),
        "passages by genre": dict(sorted(Counter(p.genre for p in passages).items())),
    }
    return "\n\n".join(
        "\n".join([title, *(f"  {name:<20}{count:>8}" for name, count in table.items())])
        for title, table in tables.items()
    )


def main(arguments: list[str]) -> int:
    """Write all faults, one a line, or the counts; the exit status is 1 if there is a fault."""
    paths = [Path(a) for a in arguments] or [folder("data") / "corpus"]
    found = list(read_all(paths))
    faults = [item for item in found if isinstance(item, DataError)]
    passages = [item for item in found if isinstance(item, Passage)]
    sys.stdout.write("\n".join(map(str, faults)) if faults else summary(passages))
    sys.stdout.write("\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
