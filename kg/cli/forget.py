"""kg forget: articles out of a store."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import store_option
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.graph import Store
    from kg.types import Article


@click.command()
@click.argument("articles", nargs=-1, required=True)
@store_option
def forget(articles: tuple[str, ...], store: Path) -> None:
    """Take articles out of the graph.

    Each is named by its id, the beginning of its id, or its source: a URL, or the path of a file.
    What only they say goes with them. A source whose text has changed is several articles: name one
    by its id. If one is not found, none is taken out.

    \b
    Example:
      kg forget 3fa9c2 news/2025-02-18.html
    """
    from kg.graph import Store

    with Store.open(store) as opened:
        found = [_article(opened, key) for key in articles]
        for article in dict.fromkeys(found):
            opened.forget(article.id)
            click.echo(f"forgot {article.id} {article.title}".rstrip())


def _article(store: "Store", key: str) -> "Article":
    """The article that ``key`` names; a URL in its stored form too. Raises NotFoundError."""
    try:
        return store.article(key)
    except NotFoundError:
        from kg.articles.fetch import as_stored

        return store.article(as_stored(key))
