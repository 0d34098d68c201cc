"""The files of ``ontology/`` and ``data/``, found from a checkout and from a wheel alike.

``read_table`` gives a tab-separated table as rows that know their file and line, so that whoever
finds a row wrong can say where it stands. Values with a meaning of their own (patterns, classes,
numbers) are read by methods of ``Row``, which raise that error.
"""

import hashlib
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.errors import DataError

_PACKAGE = Path(__file__).parent
Term = TypeVar("Term", bound=str)


def folder(name: str) -> Path:
    """The folder ``ontology`` or ``data``."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def digest(*folders: Path) -> str:
    """12 hex digits that change with any file in ``folders``: which words and names were in use."""
    whole = hashlib.sha256()
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.is_file()):
        whole.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its values by column, and where it stands."""

    file: Path
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a field that holds several, separated by ``|``."""
        return tuple(v.strip() for v in self.values[column].split("|") if v.strip())

    def some(self, column: str) -> str:
        """The value of a field that must not be empty. Raises DataError."""
        if not self[column]:
            raise self.error(f"needs a value for {column}")
        return self[column]

    def char(self, column: str) -> str:
        """The one character of a field. Raises DataError."""
        if len(self[column]) != 1:
            raise self.error(f"{column} {self[column]!r} is not one character")
        return self[column]

    def term(self, column: str, known: Iterable[Term]) -> Term:
        """The one of ``known`` (an enum, say) that a field names. Raises DataError."""
        return self._term(column, self[column], known)

    def terms(self, column: str, known: Iterable[Term]) -> tuple[Term, ...]:
        """Those of ``known`` that a field names, separated by ``|``. Raises DataError."""
        return tuple(self._term(column, value, known) for value in self.many(column))

    def _term(self, column: str, value: str, known: Iterable[Term]) -> Term:
        terms = {str(term): term for term in known}
        if value not in terms:
            raise self.error(f"unknown {column} {value!r}; known are {', '.join(terms)}")
        return terms[value]

    def language(self) -> str:
        """The language that the rule of this line is for, ``zh`` or ``en``. Raises DataError."""
        return self.term("language", ("zh", "en"))

    def number(self, column: str, low: float, high: float) -> float:
        """The number of a field, ``low`` and ``high`` included. Raises DataError."""
        try:
            value = float(self[column])
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise self.error(f"{column} {self[column]!r} is no number from {low:g} to {high:g}")
        return value

    def pattern(self, column: str) -> str:
        """The regular expression of a field as a piece ``(?:…)`` of longer ones. Raises DataError.

        It may have no groups and flags of its own, which would reach into the others' pieces.
        """
        piece = f"(?:{self.some(column)})"
        try:
            re.compile(self[column])
            groups = re.compile(piece).groups
        except re.error as error:
            raise self.error(f"{column} is no regular expression ({error})") from error
        if groups:
            raise self.error(f"{column}: write (?:…) for (…)")
        return piece

    def error(self, reason: str) -> DataError:
        """An error that names this line."""
        return DataError(self.file, self.line, reason)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of ``words`` as they stand, the longest that fits."""
    longest = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest))})" if longest else "(?!)"


def read_table(path: Path, columns: tuple[str, ...], key: tuple[str, ...] = ()) -> Iterator[Row]:
    """Rows of a UTF-8 tab-separated table whose header is exactly ``columns``.

    The columns of ``key`` are never empty, and together differ in all rows. Blank lines and lines
    that begin with ``#`` are passed over. Raises DataError.
    """
    first: dict[tuple[str, ...], int] = {}
    for row in _rows(path, columns):
        values = tuple(row.some(column) for column in key)
        if key and (line := first.setdefault(values, row.line)) != row.line:
            raise row.error(f"{' '.join(values)} stands in line {line} already")
        yield row


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(path, 0, f"cannot be read as UTF-8 text ({error})") from error
    header: tuple[str, ...] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.rstrip("\r").split("\t"))
        if header is None:
            header = cells
            if header != columns:
                raise DataError(path, number, f"header must be: {' '.join(columns)} (tabs between)")
        elif len(cells) > len(columns):
            raise DataError(path, number, f"{len(cells)} fields, the header has {len(columns)}")
        else:
            padded = cells + ("",) * (len(columns) - len(cells))
            yield Row(path, number, dict(zip(columns, padded, strict=True)))
