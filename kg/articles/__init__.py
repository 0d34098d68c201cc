"""Source → Article: files, folders, standard input and URLs, freed of what is not the article.

``read`` and ``read_all`` are the ways in. A page's bytes (``sources``, ``fetch``) are decoded
(``decode``), read by the reader of their kind (``html``, ``text``, ``markdown``, others by entry
point), cleaned (``furniture``) and normalised (``normalise``); title, date and language are found.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import entry_points
from typing import BinaryIO

from kg.articles import dates, html, language, markdown, text
from kg.articles.fetch import plain_url
from kg.articles.normalise import normalise
from kg.articles.page import Draft, Page, Reader
from kg.articles.sources import pages
from kg.errors import ReadError
from kg.fold import fold_name
from kg.types import Article

__all__ = ["Draft", "Page", "Reader", "read", "read_all", "suffixes"]

_SENTENCE = re.compile(r".+?(?:[。！？]|[.?!](?=\s))")
_TITLE = 100  # characters of the longest title made from a first line
_LONGEST = 1_000_000  # characters of an article; spaCy takes no longer text


def read(source: str, *, stdin: BinaryIO | None = None) -> Iterator[Article]:
    """The articles of a file, folder, URL or, for ``-``, of standard input.

    Raises ReadError (FetchError for a URL) at the first page that gives no article.
    """
    for found in read_all([source], stdin=stdin):
        if isinstance(found, ReadError):
            raise found
        yield found


def read_all(
    sources: Iterable[str], *, stdin: BinaryIO | None = None
) -> Iterator[Article | ReadError]:
    """The articles of several sources; a page that gives none yields its error instead."""
    readers = _readers()
    for source in sources:
        for page in pages(source, frozenset(readers), stdin):
            if isinstance(page, ReadError):
                yield page
            else:
                yield from _of_page(page, readers)


def suffixes() -> tuple[str, ...]:
    """The endings of the files that readers read, such as ``.txt``, sorted."""
    return tuple(sorted(kind for kind in _readers() if kind.startswith(".")))


def _of_page(page: Page, readers: dict[str, Reader]) -> Iterator[Article | ReadError]:
    reader = readers.get(page.kind)
    if reader is None:
        yield page.error(f"no reader for {page.kind} files; known are {' '.join(suffixes())}")
        return
    try:
        drafts = [draft for draft in reader.read(page) if any(map(str.isalpha, draft.text))]
        if not drafts:
            raise page.error("no text is left after cleaning; is it an article?")
        yield from [_article(page, draft) for draft in drafts]
    except ReadError as error:
        yield error


@cache
def _readers() -> dict[str, Reader]:
    """Readers by kind; those of other packages go before ours."""
    others = sorted(entry_points(group="medllm_kg.readers"), key=lambda point: point.name)
    readers = (text.READER, markdown.READER, html.READER, *(point.load() for point in others))
    return {kind: reader for reader in readers for kind in reader.kinds}


def _article(page: Page, draft: Draft) -> Article:
    """The article of a draft: its title is the first line of the text. Raises ReadError."""
    body = normalise(draft.text)
    first = body.split("\n", 1)[0]
    title = " ".join(normalise(draft.title).split())
    if not title:
        title = _first_sentence(first)
    elif fold_name(first) != fold_name(title) and not body.startswith(title):
        body = f"{title}\n{body}"
    if len(body) > _LONGEST:
        raise page.error(f"has more than {_LONGEST:,} characters; split it into its articles")
    return Article(
        text=body,
        title=title,
        sources=(page.source, *_address(draft.url)),
        language=draft.language or language.of(body),
        issued=draft.issued or dates.in_path(page.source),
    )


def _address(url: str) -> Iterator[str]:
    """The address that a page says it has; none if that is not an address."""
    with suppress(ValueError):
        if url:
            yield plain_url(url)


def _first_sentence(line: str) -> str:
    match = _SENTENCE.match(line)
    sentence = match[0] if match else line
    return sentence if len(sentence) <= _TITLE else sentence[: _TITLE - 1] + "…"
