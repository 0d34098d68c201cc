"""What several commands share: the store option, progress, and results of many sources."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.errors import KGError

if TYPE_CHECKING:
    from kg.ingest import Outcome

T = TypeVar("T")

store_option = click.option(
    "--store",
    envvar="KG_STORE",
    default="kg-store",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder of the graph (or KG_STORE).",
)

extractor_option = click.option(
    "--extractor",
    default="reader",
    show_default=True,
    help="What reads the articles: the trained reader, or rules alone (faster, finds less).",
)


def interruptible(work: Callable[[], T]) -> T:
    """The result of ``work``, which Ctrl-C ends even while the engine runs one long query."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(1).submit(_detached, work).result()


def _detached(work: Callable[[], T]) -> T:
    """The result of ``work``, its KGError without the frames that it went through.

    They hold answers of the engine, which only the thread that asked may let go.
    """
    try:
        return work()
    except KGError as error:
        error.__cause__ = error.__context__ = None
        raise error.with_traceback(None)  # noqa: B904  (there is no other error)


@contextmanager
def progress() -> Iterator[Callable[..., None]]:
    """A function to call with the source just done; a terminal shows how far the work is."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        done = 0

        def tick(source: str, *_: object) -> None:
            nonlocal done
            done += 1
            status.update(f"{done} done, last {source}")

        yield tick


def report(outcome: "Outcome") -> int:
    """Says what became of the sources; the exit status: 1 if some failed."""
    for error in outcome.failed:
        click.echo(f"kg: {error}", err=True)
    done = f"{outcome.added} added, {outcome.replaced} replaced, {outcome.unchanged} unchanged"
    click.echo(f"{done}, {len(outcome.failed)} failed", err=True)
    return 1 if outcome.failed else 0
