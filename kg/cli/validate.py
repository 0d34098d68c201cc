"""kg validate: the graph against its SHACL shapes."""

from pathlib import Path

import click

from kg.cli.common import store_option


@click.command()
@store_option
def validate(store: Path) -> int:
    """Check the graph against its shapes.

    One line for each fault of an article, a claim or an entity; exit status 1 if there are any.

    \b
    Example:
      kg validate --store landscape/store
    """
    from kg.graph import Store

    faults = 0
    with Store.open(store, read_only=True) as opened:
        for fault in opened.faults():
            faults += 1
            click.echo(fault)
    click.echo(f"{faults} faults" if faults else "the graph conforms to its shapes", err=True)
    return 1 if faults else 0
