"""Answers of the engine as bytes for standard output."""

import io
import json
import re
import sys
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import terms
from kg.graph.dump import with_json_tags, with_tags
from kg.graph.sparql import Results, failing
from kg.views.tables import inert

_TABLES = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "json-ld": ox.RdfFormat.JSON_LD,
}
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.I)


@failing()
def render(answer: Results, form: str | None) -> bytes:
    """The answer in a form that suits it; without one, a table or Turtle. Raises QueryError."""
    if isinstance(answer, ox.QueryTriples):
        return _graph(answer, form or "turtle")
    form = form or "table"
    if form in _GRAPHS:
        raise QueryError(f"the answer is a table, not RDF: use -f table, {', '.join(_TABLES)}")
    if form != "table":
        if isinstance(answer, ox.QueryBoolean) and form != "json":
            return f"{'true' if answer else 'false'}\n".encode()
        text = answer.serialize(format=_TABLES["json"]) or b""
        return with_json_tags(text) + b"\n" if form == "json" else with_tags(_sheet(text, form))
    if isinstance(answer, ox.QueryBoolean):
        return b"yes\n" if answer else b"no\n"
    return _table(answer)


def _sheet(rows: bytes, form: str) -> bytes:
    """Rows in the JSON of SPARQL as CSV or TSV, with no text that a spreadsheet would run."""
    found = json.loads(rows)
    for row in found["results"]["bindings"]:
        for term in row.values():
            if not _is_number(term):
                term["value"] = inert(term["value"])
    answer = ox.parse_query_results(json.dumps(found).encode(), format=_TABLES["json"])
    return answer.serialize(format=_TABLES[form]) or b""


def _is_number(term: dict[str, Any]) -> bool:
    return "datatype" in term and bool(_NUMBER.fullmatch(term["value"]))


def _graph(answer: ox.QueryTriples, form: str) -> bytes:
    if form not in _GRAPHS:
        raise QueryError(f"the answer is RDF, not a table: use -f {', '.join(_GRAPHS)}")
    triples = sorted(set(answer), key=str)
    prefixes = terms.PREFIXES if form == "turtle" else None
    text = ox.serialize(triples, format=_GRAPHS[form], prefixes=prefixes) or b""
    return with_json_tags(text) + b"\n" if form == "json-ld" else with_tags(text)


def _table(answer: ox.QuerySolutions) -> bytes:
    names = [variable.value for variable in answer.variables]
    rows = [[_cell(row[name]) for name in names] for row in answer]
    if not rows:
        return b"no answer\n"
    return (_wrapped if sys.stdout.isatty() else _columns)(names, rows).encode()


def _wrapped(names: list[str], rows: list[list[str]]) -> str:
    """For a terminal: long cells fold within the width of the window."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    out = io.StringIO()
    Console(file=out, force_terminal=True).print(table)
    return out.getvalue()


def _columns(names: list[str], rows: list[list[str]]) -> str:
    """For a pipe: a row a line, whatever its width."""
    from rich.cells import cell_len

    lines = [names, *rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    padded = (
        "  ".join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)
        )
        for line in lines
    )
    return "".join(line.rstrip() + "\n" for line in padded)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, ox.NamedNode):
        return terms.short(value.value)
    return " ".join(str(getattr(value, "value", value)).split())
