"""The store: articles as named graphs on disk, each written whole or not at all.

Beside the articles' graphs stand two that follow from them alone: ``entities`` describes every
entity once, ``statements`` has every plain triple once. A change is one transaction over all three.
"""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox

from kg.errors import NotFoundError, StoreError
from kg.graph import dump, find, folder, landscape, rdf, sparql, terms
from kg.graph.change import replace
from kg.graph.engine import using
from kg.graph.landscape import Landscape
from kg.graph.questions import Question, ask, question
from kg.types import Article, Entity, Extraction, Run, readable
from kg.vocab import ART, RUN

# Articles between two writes that outlive a power cut; each of those costs as much as ten articles.
_FLUSH_EVERY = 100
_ID = re.compile("[0-9a-f]{16}")


def _graph(article_id: str) -> ox.NamedNode:
    return ox.NamedNode(ART + article_id)


class Store:
    """A knowledge graph in a folder; a context manager. ``Store.open`` gives one."""

    def __init__(self, path: Path, database: ox.Store, lock: IO[str]) -> None:
        self.path = path
        self._database: ox.Store | None = database
        self._lock = lock
        self._unflushed = 0

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False) -> "Store":
        """The store in the folder ``path``; with ``create``, a new one if there is none.

        Several readers may share a store; a writer has it alone. Raises StoreError.
        """
        path = Path(path)
        lock = folder.hold(path, create=create, read_only=read_only)
        files = str(path / "graph")
        try:
            with using(f"{path}: the store cannot be opened"):
                database = ox.Store.read_only(files) if read_only else ox.Store(files)
        except StoreError:
            lock.close()
            raise
        return cls(path, database, lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Writes everything to disk and lets go of the folder. The store is of no more use."""
        if self._database is not None:
            self.flush()
            self._database = None
            self._lock.close()

    def flush(self) -> None:
        """Writes everything to disk: what was added before outlives a power cut."""
        if self._unflushed:
            with self._writing():
                self._db.flush()
            self._unflushed = 0

    def _writing(self) -> AbstractContextManager[None]:
        return using(f"{self.path}: the store could not be written")

    @property
    def _db(self) -> ox.Store:
        if self._database is None:
            raise StoreError(f"{self.path}: the store is closed")
        return self._database

    # Writing

    def add(self, extraction: Extraction) -> bool:
        """Puts an article's graph in place of its older one; False if that was the same."""
        return self._put(_graph(extraction.article.id), rdf.graph_quads(extraction))

    def forget(self, article_id: str) -> bool:
        """Takes an article out, with all that only it says; False if it was not there."""
        return self._put(_graph(article_id), set())

    def _put(self, graph: ox.NamedNode, quads: set[ox.Quad]) -> bool:
        change = replace(self._db, graph, quads)
        if not change:
            return False
        with self._writing():
            self._db.update(change.update() + ("" if quads else f";\nDROP SILENT GRAPH {graph}"))
        self._unflushed += 1
        if self._unflushed >= _FLUSH_EVERY:
            self.flush()
        return True

    # Reading

    def has(self, article_id: str, run: Run) -> bool:
        """Whether the article is here as this run reads it."""
        node = _graph(article_id)
        made = ox.NamedNode(RUN + run.id)
        return any(rdf.match(self._db, node, terms.GENERATED_BY, made, node))

    def articles(self) -> list[Article]:
        """All articles, by id."""
        return [landscape.article(self._db, _graph(i)) for i in self._ids()]

    def article(self, key: str) -> Article:
        """The article of an id, of the beginning of an id, or of a source.

        A source whose text has changed is one article for each text. Raises NotFoundError.
        """
        whole = self._begun(key) if _ID.fullmatch(key) else []
        found = whole or self._sourced(key) or self._begun(key)
        if not found:
            raise NotFoundError(f"no article has the id or source {key!r}; kg articles lists them")
        if len(found) > 1:
            ids = f"{', '.join(found[:9])}{', …' if found[9:] else ''} (kg articles lists them)"
            how = f"name one of them by its id: kg forget {found[0]}"
            raise NotFoundError(f"{key!r} is {len(found)} articles: {ids}; {how}")
        return landscape.article(self._db, _graph(found[0]))

    def landscape(self, slug: str | None = None) -> Landscape:
        """The whole store as core types, or what concerns one entity. Raises NotFoundError."""
        if slug is None:
            return landscape.everything(self._db)
        return landscape.around(self._db, find.node(self._db, slug))

    def entity(self, name: str) -> Entity:
        """The entity of a slug or a name, in any script or spelling. Raises NotFoundError."""
        return landscape.entity(self._db, find.node(self._db, name))

    def query(self, text: str) -> sparql.Results:
        """The answer to a SPARQL query. Raises QueryError.

        Without FROM it is asked of the entities and statements graphs; ``GRAPH`` reaches articles.
        """
        return sparql.run(self._db, text)

    def ask(self, asked: Question | str, /, **given: str) -> sparql.Results:
        """The answer to a named query, or to one with parameters of its own.

        Raises NotFoundError or QueryError.
        """
        known = question(asked) if isinstance(asked, str) else asked
        return ask(self._db, known, given)

    def faults(self) -> Iterator[str]:
        """One line for each thing in the graph that breaks the SHACL shapes."""
        from kg.graph import shapes  # half a second of imports that only validation needs

        return shapes.faults(self._db)

    def export(self, form: str, out: IO[bytes]) -> None:
        """Writes the whole store as ``turtle``, ``trig``, ``nquads`` or ``json-ld``, sorted."""
        dump.write(self._db, form, out)

    def _ids(self) -> list[str]:
        nodes = rdf.match(self._db, None, terms.TYPE, terms.ARTICLE)
        return sorted(rdf.article_id(q.subject) for q in nodes)

    def _begun(self, key: str) -> list[str]:
        if not _ID.fullmatch(key):
            return [i for i in self._ids() if key and i.startswith(key)]
        known = any(rdf.match(self._db, None, terms.TYPE, terms.ARTICLE, _graph(key)))
        return [key] if known else []

    def _sourced(self, source: str) -> list[str]:
        """The articles of a source, or of the longest end of a path that is one.

        A file is stored under its name, and one of a folder under its path from there.
        """
        parts = () if "://" in source else Path(source).parts
        ends = (Path(*parts[n:]).as_posix() for n in range(len(parts)))
        for name in (source, *ends):
            nodes = rdf.match(self._db, None, terms.SOURCE, ox.Literal(readable(name)))
            if found := sorted(rdf.article_id(q.subject) for q in nodes):
                return found
        return []
