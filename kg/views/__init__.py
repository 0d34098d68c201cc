"""Landscape → something to look at: the page, and files for other programs.

A view that ``kg export`` writes is a function ``(Store, Path) -> list[Path]``: it writes the graph
to the path, or beside or into it where it needs several files, and returns the files it wrote. A
package adds its own through the entry point group ``medllm_kg.views``.
"""

from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import NotFoundError, StoreError

if TYPE_CHECKING:
    from kg.graph import Store

GROUP = "medllm_kg.views"

# Named, not imported: a choice of formats costs no import of what writes them.
_OURS = {
    "csv": "kg.views.tables:csv",
    "gexf": "kg.views.graphs:gexf",
    "graphml": "kg.views.graphs:graphml",
    "json-ld": "kg.views.rdf:json_ld",
    "nquads": "kg.views.rdf:nquads",
    "trig": "kg.views.rdf:trig",
    "turtle": "kg.views.rdf:turtle",
}


def views() -> dict[str, EntryPoint]:
    """The registered views by name, sorted."""
    ours = [EntryPoint(name, value, GROUP) for name, value in _OURS.items()]
    found = {point.name: point for point in (*entry_points(group=GROUP), *ours)}
    return dict(sorted(found.items()))


def write(name: str, store: "Store", path: Path) -> list[Path]:
    """Writes a view of the store; returns its files. Raises NotFoundError or StoreError."""
    known = views()
    if name not in known:
        raise NotFoundError(f"no format is called {name!r}; there are {', '.join(known)}")
    try:
        files: list[Path] = known[name].load()(store, path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
    return files
