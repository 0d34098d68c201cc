"""The folder of a store: its format marker, which is also the lock between processes.

One process writes, or several read. The lock goes with the process, however it ends.
"""

import os
from pathlib import Path
from typing import IO

from kg.errors import StoreError

try:
    import fcntl
except ImportError:  # not on Windows: there the engine's own lock still keeps a second writer out
    fcntl = None  # type: ignore[assignment]

FORMAT = 1
_MARKER = "medllm-kg-store"


def hold(path: Path, *, create: bool, read_only: bool) -> IO[str]:
    """The open marker of the store in ``path``, locked until it is closed. Raises StoreError."""
    try:
        if create:
            _create(path)
        marker = _marker(path).open(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(_absent(path)) from error
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be used ({error.strerror})") from error
    try:
        _lock(marker, path, shared=read_only)
        _check_format(marker.read().strip(), path)
    except StoreError:
        marker.close()
        raise
    return marker


def _marker(path: Path) -> Path:
    return path / _MARKER


def _create(path: Path) -> None:
    marker = _marker(path)
    if marker.exists():
        return
    path.mkdir(parents=True, exist_ok=True)
    draft = marker.with_suffix(f".{os.getpid()}")
    if any(not f.name.startswith(_MARKER) for f in path.iterdir()):
        raise StoreError(f"{path}: not a store and not empty; name a new folder for the store")
    draft.write_text(f"{FORMAT}\n", encoding="utf-8")
    draft.replace(marker)


def _absent(path: Path) -> str:
    if path.exists():
        return f"{path}: not a store; --store or KG_STORE names one, kg ingest makes one"
    return f"{path}: no store there; kg ingest SOURCES --store {path} makes one"


def _lock(marker: IO[str], path: Path, *, shared: bool) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(marker, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError as error:
        use = "is writing to" if shared else "is using"
        raise StoreError(
            f"{path}: another process {use} this store; try again when it has finished"
        ) from error
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be locked ({error.strerror})") from error


def _check_format(found: str, path: Path) -> None:
    if found != str(FORMAT):
        raise StoreError(
            f"{path}: store of format {found if found.isalnum() else '?'}, this kg knows {FORMAT}; "
            "use the kg that wrote it, or build the store again"
        )
