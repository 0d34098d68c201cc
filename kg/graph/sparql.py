"""Users' SPARQL: it may read this store, change nothing, and reach no network."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import terms
from kg.graph.engine import short

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# What may hold any words without meaning them: strings, IRIs, comments.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|\#[^\n\r]*"
    r"|\\.",  # in a prefixed name, where it makes a plain character of a quote or a #
    re.S,
)
# Strings and comments are not taken out here: the engine reads keywords without their boundaries
# (1SERVICE, SERVICE:x) and some signs by what follows, and any reading but its own can be led past
# the word. Its grammar has no other way to write the clause than this, so nothing gets through; a
# string or comment that holds a whole clause is refused with it.
_GAP = r"(?:[ \t\r\n]|\#[^\r\n]*[\r\n])*"
_NAMED = r"(?:<[^>]*>|(?:[^ \t\r\n{}<\#\\]|\\.)+)"
_SERVICE = re.compile(rf"(?<![?$])service{_GAP}(?:silent{_GAP})?{_NAMED}{_GAP}\{{", re.I)
_WORD = re.compile(r"(?<![?$:@\w])[A-Za-z]+\b(?!:)")
_VARIABLE = re.compile(rf"(?:{_OPAQUE.pattern})|[?$](?P<name>\w+)", re.S)
_QUESTIONS = frozenset({"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})


def run(db: ox.Store, text: str) -> Results:
    """The answer to a query. Raises QueryError; what reads its rows does so within ``failing``."""
    words = {word.upper() for word in _WORD.findall(_OPAQUE.sub(" ", text))}
    _refuse(text, words)
    dataset: Any = None if "FROM" in words else [terms.ENTITIES, terms.STATEMENTS]
    try:
        with failing():
            return db.query(text, prefixes=terms.PREFIXES, default_graph=dataset)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"not a SPARQL query: {short(error)}") from error


@contextmanager
def failing() -> Iterator[None]:
    """Raises QueryError for what the engine meets, at once or while the rows are read."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {short(error)}") from error


def bound(text: str, values: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """A query with terms in place of variables, which its SELECT clause must not name."""

    def term(match: re.Match[str]) -> str:
        name = match["name"]
        return str(values[name]) if name in values else match[0]

    return _VARIABLE.sub(term, text)


def _refuse(text: str, words: set[str]) -> None:
    if _SERVICE.search(text):
        raise QueryError("SERVICE is refused: queries read this store and no other")
    if not _QUESTIONS & words and _UPDATES & words:
        raise QueryError("updates are refused: kg ingest and kg forget change the store")
