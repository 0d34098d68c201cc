"""The flow as one loop: read → extract → add."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.articles import read_all
from kg.errors import KGError, NotFoundError, ReadError
from kg.extract import DEFAULT, Extractor, extractor
from kg.graph import Store
from kg.types import Article, Extraction

Progress = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What became of the articles: how many were added, replaced, known already; what failed."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: list[KGError] = field(default_factory=list)


def ingest(
    sources: Iterable[str], store: Path, progress: Progress = lambda _: None, by: str = DEFAULT
) -> Outcome:
    """Reads ``sources`` into the store, made if it is not there, with the extractor ``by``.

    ``progress`` hears the source of every article that is done. A source that cannot be read, or
    whose text the extractor fails on, is in ``Outcome.failed``, the rest goes on; StoreError ends
    it all.
    """
    outcome = Outcome()
    reads = extractor(by)
    with Store.open(store, create=True) as opened:
        for found in read_all(sources):
            if isinstance(found, KGError):
                outcome.failed.append(found)
                continue
            try:
                _put(found, opened, reads, outcome)
                progress(found.sources[0])
            except ReadError as error:
                outcome.failed.append(error)
    return outcome


def _put(article: Article, store: Store, reads: Extractor, outcome: Outcome) -> None:
    """The article into the store, together with what other sources of the same text said.

    Raises ReadError if the extractor fails on it.
    """
    known = _known(article, store)
    merged = known.merged(article) if known else article
    if merged == known and store.has(article.id, reads.run):
        outcome.unchanged += 1
    elif store.add(_extracted(merged, reads)):
        outcome.replaced += known is not None
        outcome.added += known is None
    else:
        outcome.unchanged += 1


def _extracted(article: Article, reads: Extractor) -> Extraction:
    try:
        return reads(article)
    except Exception as error:  # whatever a text does to an extractor, it is this text's fault
        told = " ".join(f"{type(error).__name__} {error}".split())
        raise ReadError(article.sources[0], f"the extractor fails on it ({told})") from error


def _known(article: Article, store: Store) -> Article | None:
    try:
        return store.article(article.id)
    except NotFoundError:
        return None
