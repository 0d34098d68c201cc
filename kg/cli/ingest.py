"""kg ingest: articles into a store."""

from pathlib import Path

import click

from kg.cli.common import extractor_option, progress, report, store_option


@click.command()
@click.argument("sources", nargs=-1, required=True)
@store_option
@extractor_option
def ingest(sources: tuple[str, ...], store: Path, extractor: str) -> int:
    """Read articles into the store.

    SOURCES are files, folders, URLs, or - for standard input. An article that is there already
    is left as it is; a source that fails does not stop the rest. A file that was edited is one more
    article: kg forget takes the older out.

    \b
    Example:
      kg ingest articles/ https://example.org/news.html --store kg-store
    """
    from kg import ingest as ingesting

    with progress() as tick:
        outcome = ingesting.ingest(sources, store, tick, extractor)
    return report(outcome)
