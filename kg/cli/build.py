"""kg build: the whole way from articles to a folder with the graph."""

from pathlib import Path

import click

from kg.cli.common import extractor_option, progress, report


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the store, the page and the exports.",
)
@extractor_option
def build(sources: tuple[str, ...], output: Path, extractor: str) -> int:
    """Turn articles into a graph, in one folder.

    SOURCES are files, folders, URLs, or - for standard input. Reads, extracts, stores, checks,
    draws and exports. Run it again with more sources to add to the graph.

    \b
    Example:
      kg build examples/articles -o landscape     then open landscape/graph.html
    """
    from kg import build as building

    with progress() as tick:
        outcome = building.build(sources, output, tick, extractor)
    status = report(outcome)
    click.echo(f"wrote {output}")
    return status
