"""kg forget: articles out of a store."""

from pathlib import Path

import click

from kg.cli.common import store_option


@click.command()
@click.argument("articles", nargs=-1, required=True)
@store_option
def forget(articles: tuple[str, ...], store: Path) -> None:
    """Take articles out of the graph.

    Each is named by its id, the beginning of its id, or its source. What only they say goes with
    them. A source whose text has changed is several articles: name one by its id. If one is not
    found, none is taken out.

    \b
    Example:
      kg forget 3fa9c2 news/2025-02-18.html
    """
    from kg.graph import Store

    with Store.open(store) as opened:
        found = [opened.article(key) for key in articles]
        for article in found:
            opened.forget(article.id)
            click.echo(f"forgot {article.id} {article.title}".rstrip())
