"""kg report: the landscape as a brief to read and send on."""

from pathlib import Path

import click

from kg.cli.common import store_option


@click.command()
@store_option
@click.option(
    "-o",
    "--output",
    default="landscape-brief.html",
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: .html or .md.",
)
@click.option(
    "--lang",
    default="zh",
    show_default=True,
    type=click.Choice(["zh", "en"]),
    help="Language of the brief.",
)
def report(store: Path, output: Path, lang: str) -> None:
    """Write the landscape up as a brief with sources.

    Best-attested alliances, hubs and bridges, coverage and white space, who builds on whom, newest
    events, contested and single-source statements. Every finding cites the sentences behind it.

    \b
    Example:
      kg report --store landscape/store -o landscape-brief.html --lang en
    """
    from kg.graph import Store
    from kg.views import report as view

    with Store.open(store, read_only=True) as opened:
        view.write(opened.landscape(), output, lang=lang)
    click.echo(f"wrote {output}")
