"""Files of the corpus → passages, or every fault in them with its line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from kg.corpus.markup import is_date, kinds_of, scan, statement, statements_begin
from kg.corpus.passage import Marked, Passage, Pronoun, Stated
from kg.errors import DataError
from kg.types import LANGUAGES
from kg.vocab import Kind

# How many characters a passage may have: shorter gives no context, longer hides what was forgotten.
LENGTHS = {"zh-Hans": (40, 700), "zh-Hant": (40, 700), "en": (120, 1100)}

_FILE = re.compile(rf"({'|'.join(LANGUAGES)})\.([a-z]+(?:-[a-z]+)*)\.\d\d\.txt")
_HEADER = re.compile(r"##\s+(\S+)(?:\s+(\S+))?\s*")


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
        for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
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
    if not any(line.strip() for line in lines):
        yield DataError(file, 0, "has no passages")
    heads = [n for n, line in enumerate(lines) if line.startswith("##")]
    for n, line in enumerate(lines[: heads[0] if heads else None], 1):
        if line.strip():
            yield DataError(file, n, "a file begins with the header of a passage: ## id date")
    for start, end in pairwise([*heads, len(lines)]):
        yield from _Block(file, start + 1, lines[start:end], name[1], name[2]).read(seen)


@dataclass(slots=True)
class _Block:
    """The lines of one passage, header first, and the faults found so far."""

    file: Path
    line: int
    lines: list[str]
    language: str
    genre: str
    faults: list[tuple[int, str]] = field(default_factory=list)

    def read(self, seen: dict[str, str]) -> Iterator[Passage | DataError]:
        """The passage or its faults; ``seen`` tells where each id was used before."""
        passage = self._passage(seen)
        if self.faults:
            yield from (DataError(self.file, line, why) for line, why in sorted(self.faults))
        else:
            yield passage

    def _passage(self, seen: dict[str, str]) -> Passage:
        split = statements_begin(self.lines[1:]) + 1
        raw = "\n".join(self.lines[1:split])
        first = self.line + 1 + raw[: len(raw) - len(raw.lstrip())].count("\n")
        text, marks = scan(raw.strip(), first, self._fault)
        shortest, longest = LENGTHS[self.language]
        if not shortest <= len(text) <= longest:
            self._fault(first, f"{len(text)} characters of text, not {shortest} to {longest}")
        ident, issued = self._header(seen)
        kinds = kinds_of(text, marks, self._fault)
        relations, traps = self._statements(split, kinds)
        mentions = tuple(
            Marked(m.start, m.end, kinds[k], k)
            for m in marks
            if m.code != "="
            for k in m.keys
            if k in kinds
        )
        pronouns = tuple(Pronoun(m.start, m.end, m.keys) for m in marks if m.code == "=")
        return Passage(
            ident, self.file, self.line, self.language, self.genre, issued, text,
            mentions, pronouns, relations, traps,
        )  # fmt: skip

    def _fault(self, line: int, reason: str) -> None:
        self.faults.append((line, reason))

    def _header(self, seen: dict[str, str]) -> tuple[str, date | None]:
        header = _HEADER.fullmatch(self.lines[0])
        if not header:
            self._fault(self.line, "a header is: ## id date (the date may be left out)")
            return "", None
        ident, day = header.groups()
        if ident in seen:
            self._fault(self.line, f"id {ident} is taken by {seen[ident]}")
        seen.setdefault(ident, f"{self.file.name}:{self.line}")
        if day is None:
            return ident, None
        if len(day) != 10 or not is_date(day):
            self._fault(self.line, f"not a date: {day} (YYYY-MM-DD)")
            return ident, None
        return ident, date.fromisoformat(day)

    def _statements(
        self, split: int, kinds: dict[str, Kind]
    ) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
        relations: list[Stated] = []
        traps: list[Stated] = []
        for n, line in enumerate(self.lines[split:], self.line + split):
            if not line.strip():
                continue
            try:
                stated, trap = statement(line, kinds)
                _check_repeat(stated, trap, relations, traps)
            except ValueError as error:
                self._fault(n, str(error))
            else:
                (traps if trap else relations).append(stated)
        return tuple(relations), tuple(traps)


def _check_repeat(new: Stated, trap: bool, relations: list[Stated], traps: list[Stated]) -> None:
    """ValueError if the same was said before, or if a trap is also stated as holding."""
    for old in traps if trap else relations:
        if new.says_as(old) and (new.modality, new.date, new.score, new.role) == (
            old.modality, old.date, old.score, old.role,
        ):  # fmt: skip
            raise ValueError("stated twice")
    against = [r for r in relations if r.modality.holds] if trap else traps
    if new.modality.holds and any(new.says_as(old) for old in against):
        raise ValueError("both stated and a trap")
