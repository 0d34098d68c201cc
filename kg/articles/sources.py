"""Sources as users name them, to pages: files, folders, standard input, URLs."""

import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.articles.fetch import LIMIT, fetch, is_url, without_user
from kg.articles.page import Page
from kg.errors import ReadError
from kg.types import readable

STDIN = "-"
# What our own pages and briefs carry at their top: they quote articles and are none.
DRAWN = b'name="generator" content="medllm-kg"'
_TOP = 2000  # bytes


def pages(source: str, kinds: frozenset[str], stdin: BinaryIO | None) -> Iterator[Page | ReadError]:
    """The pages of a source, those of a folder in the order of their paths; errors in their place.

    ``kinds`` are the suffixes and content types that readers know: a folder's other files are
    passed over, and so are pages that kg itself has drawn.
    """
    try:
        if not source.strip():
            raise ReadError(repr(source), "names no file, folder or URL")
        if source != STDIN and "://" not in source and Path(source).is_dir():
            yield from _of_folder(Path(source), kinds)
        else:
            page = _named(source, kinds, stdin)
            if _drawn(page):
                raise page.error("is drawn by kg from articles; name the articles themselves")
            yield page
    except ReadError as error:
        yield error
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        yield _unreadable(without_user(source), error)


def _named(source: str, kinds: frozenset[str], stdin: BinaryIO | None) -> Page:
    """The page of a source that is no folder."""
    if source == STDIN:
        return _page(stdin or sys.stdin.buffer, "stdin", "stdin", "")
    if is_url(source):
        return fetch(source, kinds)
    if "://" in source:
        raise ReadError(without_user(source), "only http and https URLs can be read")
    return _of_file(Path(source), Path(source).name)


def _of_folder(root: Path, kinds: frozenset[str]) -> Iterator[Page | ReadError]:
    found = False
    for path in _walk(root):
        if isinstance(path, ReadError):
            found = True
            yield path
        elif path.suffix and path.suffix.lower() in kinds:
            try:
                page = _of_file(path, path.relative_to(root).as_posix())
            except ReadError as error:
                found = True
                yield error
            else:
                if not _drawn(page):
                    found = True
                    yield page
    if not found:
        suffixes = " ".join(sorted(kind for kind in kinds if kind.startswith(".")))
        yield ReadError(str(root), f"this folder has no articles (files that end in {suffixes})")


def _walk(folder: Path) -> Iterator[Path | ReadError]:
    """What may be files below ``folder``, hidden ones left out; no links to folders followed."""
    try:
        (folder / "..").stat()  # fails where a folder may be listed and its files not reached
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield _unreadable(str(folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_symlink() and entry.is_dir():
            yield from _walk(entry)
        elif _may_be_file(entry):
            yield entry


def _may_be_file(path: Path) -> bool:
    """Whether it is a regular file, or a link that leads nowhere: to open it tells why."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _of_file(path: Path, source: str) -> Page:
    try:
        with path.open("rb") as file:
            return _page(file, readable(source), str(path), path.suffix.lower())
    except OSError as error:
        raise _unreadable(str(path), error) from error


def _drawn(page: Page) -> bool:
    return DRAWN in page.data[:_TOP]


def _page(file: BinaryIO, source: str, given: str, kind: str) -> Page:
    data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise ReadError(given, f"is larger than {LIMIT >> 20} MB; split it into its articles")
    if not data.strip():
        raise ReadError(given, "is empty")
    return Page(source, given, data, kind)


def _unreadable(given: str, error: OSError | ValueError) -> ReadError:
    reason = error.strerror if isinstance(error, OSError) else None
    return ReadError(given, f"cannot be read ({reason or error})")
