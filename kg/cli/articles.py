"""kg articles: what the store was made from."""

from pathlib import Path

import click

from kg.cli.common import store_option


@click.command()
@store_option
def articles(store: Path) -> None:
    """List the articles by date.

    One a line: id, date, language, title and sources, with tabs between.

    \b
    Example:
      kg articles | grep 2025-02
    """
    from kg.graph import Store

    with Store.open(store, read_only=True) as opened:
        found = opened.articles()
    for article in sorted(found, key=lambda a: (str(a.issued or ""), a.id)):
        issued = article.issued.isoformat() if article.issued else "-"
        fields = (article.id, issued, article.language, article.title, " ".join(article.sources))
        click.echo("\t".join(" ".join(field.split()) for field in fields))
