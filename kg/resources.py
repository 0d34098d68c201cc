"""The files of ``ontology/`` and ``data/``, found from a checkout and from a wheel alike.

``read_table`` gives a tab-separated table as rows that know their file and line, so that whoever
finds a row wrong can say where it stands.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError

_PACKAGE = Path(__file__).parent


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

    def error(self, reason: str) -> DataError:
        """An error that names this line."""
        return DataError(self.file, self.line, reason)


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Rows of a UTF-8 tab-separated table whose header is exactly ``columns``.

    Blank lines and lines that begin with ``#`` are passed over. Raises DataError.
    """
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
