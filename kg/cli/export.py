"""kg export: the graph as files for other programs."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import store_option
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.graph import Store


class _Formats(click.ParamType[str]):
    """The views that are registered when somebody asks."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        from kg import views

        return "|".join(views.views())


@click.command()
@click.option("-f", "--format", "form", type=_Formats(), required=True, help="What to write.")
@click.option(
    "-o", "--output", default="-", show_default=True, help="File or folder; - is standard output."
)
@store_option
def export(form: str, output: str, store: Path) -> None:
    """Write the graph for other programs.

    The same articles give the same bytes, on any machine and in any order. csv writes two tables:
    into a folder as nodes.csv and edges.csv, or beside the name given.

    \b
    Example:
      kg export -f turtle -o graph.ttl
      kg export -f csv -o tables/
      kg export -f nquads | gzip > graph.nq.gz
    """
    from kg import views
    from kg.graph import Store

    with Store.open(store, read_only=True) as opened:
        if output == "-":
            _to_standard_output(opened, form)
            return
        for file in views.write(form, opened, Path(output)):
            click.echo(f"wrote {file}", err=True)


def _to_standard_output(store: "Store", form: str) -> None:
    from kg import views

    with tempfile.TemporaryDirectory() as folder:
        files = views.write(form, store, Path(folder) / "export.out")
        if len(files) > 1:
            raise NotFoundError(f"{form} is several files: name a folder with -o")
        with files[0].open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
