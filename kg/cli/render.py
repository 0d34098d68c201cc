"""kg render: the graph as a page to look at."""

from pathlib import Path

import click

from kg.cli.common import store_option


@click.command()
@store_option
@click.option(
    "-o",
    "--output",
    default="graph.html",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option(
    "--lang",
    default="zh",
    show_default=True,
    type=click.Choice(["zh", "en"]),
    help="Language in which the page opens; the reader can switch.",
)
def render(store: Path, output: Path, lang: str) -> None:
    """Draw the graph as one HTML file that opens offline.

    Every line of the picture opens the sentences behind it.

    \b
    Example:
      kg render --store landscape/store -o graph.html --lang en
    """
    from kg.graph import Store
    from kg.views import page

    with Store.open(store, read_only=True) as opened:
        page.write(opened.landscape(), output, lang=lang)
    click.echo(f"wrote {output}")
