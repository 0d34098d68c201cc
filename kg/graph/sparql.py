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
_VARIABLE = re.compile(rf"(?:{_OPAQUE.pattern})|[?$](?P<name>\w+)", re.S)
_QUESTIONS = frozenset({"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})


def run(db: ox.Store, text: str) -> Results:
    """The answer to a query. Raises QueryError."""
    words = [word.upper() for word in _WORD.findall(_OPAQUE.sub(" ", text))]
    _refuse(words)
    dataset: Any = None if "FROM" in words else [terms.ENTITIES, terms.STATEMENTS]
    try:
        return db.query(text, prefixes=terms.PREFIXES, default_graph=dataset)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryError(f"not a SPARQL query: {_short(error)}") from error
    except OSError as error:
        raise QueryError(f"the query failed: {_short(error)}") from error


def bound(text: str, values: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """A query with terms in place of variables, which its SELECT clause must not name."""

    def term(match: re.Match[str]) -> str:
        name = match["name"]
        return str(values[name]) if name in values else match[0]

    return _VARIABLE.sub(term, text)


def _refuse(words: list[str]) -> None:
    if "SERVICE" in words:
        raise QueryError("SERVICE is refused: queries read this store and no other")
    if not _QUESTIONS & set(words) and _UPDATES & set(words):
        raise QueryError("updates are refused: kg ingest and kg forget change the store")


def _short(error: Exception) -> str:
    """The engine's message in one line, without its long lists of what it expected."""
    line = " ".join(str(error).split())
    return line if len(line) <= 160 else line[:160].rstrip() + " …"
