"""The main job: from sources to a folder with the store and its views."""

from collections.abc import Iterable
from pathlib import Path

from kg import views
from kg.errors import ShapeError
from kg.extract import DEFAULT
from kg.graph import Store
from kg.ingest import Outcome, Progress, ingest
from kg.views import page

# What ``build`` writes beside the store and the page: view, and its name in the folder.
EXPORTS = (("turtle", "graph.ttl"), ("graphml", "graph.graphml"), ("csv", "tables"))


def build(
    sources: Iterable[str], out: Path, progress: Progress = lambda _: None, by: str = DEFAULT
) -> Outcome:
    """Reads ``sources`` into ``out/store``, checks the graph, draws and exports it.

    A fault that the shapes find is among ``Outcome.failed``, like a source that cannot be read.
    """
    outcome = ingest(sources, out / "store", progress, by)
    with Store.open(out / "store", read_only=True) as store:
        outcome.failed += (ShapeError(str(fault)) for fault in store.faults())
        page.write(store.landscape(), out / "graph.html")
        for view, name in EXPORTS:
            views.write(view, store, out / name)
    return outcome
