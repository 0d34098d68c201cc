"""The tables of ``data/names``: the words by which names are told from other text."""

from collections.abc import Iterator
from functools import cache

from kg.resources import Row, any_of, folder, read_table


def table(name: str, *columns: str, key: tuple[str, ...] = ()) -> Iterator[Row]:
    """The rows of a table in ``data/names``; ``key`` is the first column if not given."""
    path = folder("data") / "names" / f"{name}.tsv"
    return read_table(path, columns, key or columns[:1])


def roles(language: str) -> str:
    """A regular expression for the roles beside a person's name, in ``zh`` or ``en``."""
    rows = table("roles", "role", "language", key=("role", "language"))
    return any_of([row["role"] for row in rows if row.language() == language])


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a table with the one column ``word``."""
    return frozenset(row["word"] for row in table(name, "word"))
