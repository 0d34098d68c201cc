"""kg stats: how much of what is in the store."""

from pathlib import Path

import click

from kg.cli.common import store_option


@click.command()
@store_option
def stats(store: Path) -> None:
    """Count what the graph holds.

    Articles by language, entities by class, statements by relation, claims by modality.

    \b
    Example:
      kg stats --store landscape/store
    """
    from kg.graph import Store

    with Store.open(store, read_only=True) as opened:
        counts = opened.landscape().counts()
    for heading, parts in counts.items():
        click.echo(f"{sum(parts.values()):>7} {heading}")
        for name, count in parts.items():
            click.echo(f"{count:>11} {name}")
