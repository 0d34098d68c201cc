"""kg query: SPARQL, or a question that ships with kg."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import interruptible, store_option
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.graph.questions import Question

_TABLES = ("table", "csv", "tsv", "json")
_GRAPHS = ("turtle", "ntriples", "json-ld")


@click.command()
@click.argument("query", required=False)
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query."
)
@click.option(
    "-f", "--format", "form", type=click.Choice([*_TABLES, *_GRAPHS]), help="Form of the answer."
)
@click.option("--list", "listing", is_flag=True, help="List the named queries.")
@store_option
def query(
    query: str | None, params: tuple[str, ...], form: str | None, listing: bool, store: Path
) -> None:
    """Ask a question, by name or in SPARQL.

    QUERY is the name of a query, a file of SPARQL, SPARQL itself, or - for standard input. The
    default graph says what holds; GRAPH ?article { … } says which article says it. The answer is a
    table (csv, tsv, json), or RDF for CONSTRUCT and DESCRIBE (turtle, ntriples, json-ld).

    \b
    Example:
      kg query --list
      kg query partners -p org=华为
      kg query 'SELECT ?name { ?h a mlk:Hospital ; skos:prefLabel ?name }' -f csv
    """
    if listing:
        _list()
        return
    if query is None:
        raise click.UsageError("say what to ask: a name (kg query --list), a file, SPARQL, or -")
    from kg.cli import answers
    from kg.graph import Store

    asked = _asked(query)
    given = _given(params)
    with Store.open(store, read_only=True) as opened:
        answer = interruptible(lambda: answers.render(opened.ask(asked, **given), form))
    sys.stdout.buffer.write(answer)


def _list() -> None:
    from kg.graph.questions import questions

    for asked in questions().values():
        click.echo(f"{click.style(asked.name, bold=True)}\n    {asked.meaning}")
        for p in asked.parameters:
            needed = "optional" if p.optional else "needed"
            click.echo(f"    -p {p.name}=…  {p.meaning} ({needed})")


def _asked(query: str) -> "Question":
    from kg.graph.questions import question, questions, read

    if query == "-":
        return read("the query", sys.stdin.buffer.read().decode("utf-8-sig", "replace"))
    if query in questions():
        return question(query)
    if os.path.isfile(query):  # noqa: PTH113 (Path raises on what can be no path)
        try:
            return read(query, Path(query).read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{query}: cannot be read as UTF-8 text ({error})") from error
    return read("the query", query) if any(c in query for c in "{ \n") else question(query)


def _given(params: tuple[str, ...]) -> dict[str, str]:
    given = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not value:
            raise click.UsageError(f"-p {param}: write NAME=VALUE")
        given[name] = value
    return given
