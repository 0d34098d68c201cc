"""The named queries: one file each in ``queries/``, whose first comments say what it answers.

    # Who works with an organisation, in one or more lines.
    # param org (entity): what to give
    # param since (date, optional): what it narrows

A parameter is a variable of the query, and wherever the query uses it, the given term stands;
an optional one without a value stays a variable. Kinds: ``entity`` (a slug, or any name of it),
``date`` (2025, 2025-03, 2025-03-31), ``text``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from kg.errors import NotFoundError, QueryError
from kg.graph import find, sparql

_PARAMETER = re.compile(r"param (\w+) \((entity|date|text)(, optional)?\): (.+)")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that the asker gives."""

    name: str
    kind: str
    optional: bool
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named query: what it answers, what it wants to know, and its SPARQL."""

    name: str
    meaning: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def questions() -> dict[str, Question]:
    """All named queries by name."""
    found = (f for f in files("kg.graph").joinpath("queries").iterdir() if f.name.endswith(".rq"))
    ours = (read(f.name.removesuffix(".rq"), f.read_text(encoding="utf-8")) for f in found)
    return {q.name: q for q in sorted(ours, key=lambda q: q.name)}


def read(name: str, text: str) -> Question:
    """A query from its text; the name is for messages."""
    meaning: list[str] = []
    parameters: list[Parameter] = []
    for line in _header(text):
        if match := _PARAMETER.fullmatch(line):
            parameters.append(Parameter(match[1], match[2], bool(match[3]), match[4]))
        else:
            meaning.append(line)
    return Question(name, " ".join(meaning), tuple(parameters), text)


def question(name: str) -> Question:
    """The named query. Raises NotFoundError."""
    if name not in questions():
        raise NotFoundError(f"no query is called {name!r}; there are {', '.join(questions())}")
    return questions()[name]


def ask(db: ox.Store, asked: Question, given: Mapping[str, str]) -> sparql.Results:
    """The answer to a query with its parameters. Raises NotFoundError or QueryError."""
    known = {p.name for p in asked.parameters}
    for parameter in given:
        if parameter not in known:
            has = f"it has {', '.join(sorted(known))}" if known else "it has none"
            raise QueryError(f"{asked.name} has no parameter {parameter!r}; {has}")
    missing = [p.name for p in asked.parameters if not p.optional and p.name not in given]
    if missing:
        raise QueryError(f"{asked.name} needs {' '.join(f'-p {m}=…' for m in missing)}")
    values = {p.name: _term(db, p, given[p.name]) for p in asked.parameters if p.name in given}
    return sparql.run(db, sparql.bound(asked.text, values))


def _term(db: ox.Store, parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    if parameter.kind == "entity":
        return find.node(db, value)
    if parameter.kind == "date" and not _DATE.fullmatch(value):
        raise QueryError(f"{parameter.name}={value}: not a date like 2025, 2025-03 or 2025-03-31")
    return ox.Literal(value)


def _header(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("# "):
            return
        yield line[2:]
