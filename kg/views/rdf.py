"""The whole graph as RDF text."""

from pathlib import Path

from kg.graph import Store
from kg.views.files import replacing


def turtle(store: Store, path: Path) -> list[Path]:
    """Everything as one graph, without saying which article's graph a triple is from."""
    return _export(store, path, "turtle")


def trig(store: Store, path: Path) -> list[Path]:
    """Every named graph, to be read by people."""
    return _export(store, path, "trig")


def nquads(store: Store, path: Path) -> list[Path]:
    """Every named graph, one statement a line: the form that other stores load fastest."""
    return _export(store, path, "nquads")


def json_ld(store: Store, path: Path) -> list[Path]:
    """Every named graph as expanded JSON-LD."""
    return _export(store, path, "json-ld")


def _export(store: Store, path: Path, form: str) -> list[Path]:
    with replacing(path) as file, file.open("wb") as out:
        store.export(form, out)
    return [path]
