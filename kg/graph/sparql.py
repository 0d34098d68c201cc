"""Users' SPARQL: it may read this store, change nothing, and reach no network."""

import re
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import terms

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# What may hold any words without meaning them: strings, IRIs, comments.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|\#[^\n\r]*",
    re.S,
)
_WORD = re.compile(r"(?<![?$:@\w])[A-Za-z]+\b(?!:)")
_QUESTIONS = frozenset({"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})


def run(db: ox.Store, text: str, values: Mapping[str, ox.NamedNode | ox.Literal]) -> Results:
    """The answer to a query with ``values`` for some of its variables. Raises QueryError."""
    words = [word.upper() for word in _WORD.findall(_OPAQUE.sub(" ", text))]
    _refuse(words)
    dataset: Any = None if "FROM" in words else [terms.ENTITIES, terms.STATEMENTS]
    try:
        return db.query(
            text,
            prefixes=terms.PREFIXES,
            default_graph=dataset,
            substitutions={ox.Variable(name): value for name, value in values.items()},
        )
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"not a SPARQL query: {_short(error)}") from error


def _refuse(words: list[str]) -> None:
    if "SERVICE" in words:
        raise QueryError("SERVICE is refused: queries read this store and no other")
    if not _QUESTIONS & set(words) and _UPDATES & set(words):
        raise QueryError("updates are refused: kg ingest and kg forget change the store")


def _short(error: Exception) -> str:
    """The engine's message in one line, without its long lists of what it expected."""
    line = " ".join(str(error).split())
    return line if len(line) <= 160 else line[:160].rstrip() + " …"
