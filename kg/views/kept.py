"""Places of nodes from earlier runs: laying out is most of the work, and a graph comes again.

They are kept by what they follow from, in the user's folder for such things; ``MEDLLM_KG_CACHE``
names another one. Without a folder that can be written, everything is worked out anew.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from kg.views.files import replacing

_MOST = 64
_WORKED_OUT_BY = ("networkx", "numpy", "scipy")

Places = list[tuple[int, int]]


def positions(count: int, edges: Iterable[tuple[int, int]]) -> Places:
    """As ``kg.views.layout.positions``, from the cache where it has them."""
    joined = sorted(edges)
    file = _file(count, joined)
    known = _read(file, count) if file else None
    if known is not None:
        return known
    # The layout's libraries take longer to load than its results.
    from kg.views import layout

    places = layout.positions(count, joined)
    if file:
        _write(file, places)
    return places


def folder() -> Path | None:
    """Where places are kept; None where nothing says whose home this is."""
    named = os.environ.get("MEDLLM_KG_CACHE")
    if named:
        return Path(named)
    with suppress(RuntimeError):
        return _caches(Path.home()) / "medllm-kg"
    return None


def _caches(home: Path) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")


def _file(count: int, edges: list[tuple[int, int]]) -> Path | None:
    """Named after the graph, the way it is laid out, and whoever computes it."""
    kept = folder()
    way = Path(__file__).with_name("layout.py").read_text(encoding="utf-8")
    libraries = [version(name) for name in _WORKED_OUT_BY]
    said = json.dumps([count, edges, way, libraries]).encode()
    return kept / f"places-{hashlib.sha256(said).hexdigest()[:32]}.json" if kept else None


def _read(file: Path, count: int) -> Places | None:
    """The places in a file; None where there is none, or something else stands in it."""
    try:
        found = [(int(x), int(y)) for x, y in json.loads(file.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return None
    return found if len(found) == count else None


def _write(file: Path, places: Places) -> None:
    """Keeps places, and of all files the newest; a full or forbidden disk costs only time."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with replacing(file) as half:
            half.write_text(json.dumps(places, separators=(",", ":")), encoding="utf-8")
        files = sorted(file.parent.glob("places-*"), key=lambda f: f.stat().st_mtime)
        for old in files[:-_MOST]:
            old.unlink()
