"""The landscape as two tables for a spreadsheet: entities, and claims with their sentences."""

import csv as _csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.graph import Landscape, Store
from kg.views.files import replacing

NODES = ("id", "label", "class", "other_names", "same_as", "articles")
EDGES = (
    "source",
    "target",
    "label",
    "source_label",
    "target_label",
    "modality",
    "confidence",
    "event_date",
    "score",
    "role",
    "evidence",
    "article",
    "title",
    "issued",
    "url",
)


def csv(store: Store, path: Path) -> list[Path]:
    """``nodes.csv`` and ``edges.csv`` in a folder; for ``x.csv``, ``x-nodes.csv``, ``x-edges.csv``.

    An edge is one claim, whatever its modality. With a byte order mark, which spreadsheets need.
    """
    if path.suffix and not path.is_dir():
        files = [path.with_name(f"{path.stem}-{part}{path.suffix}") for part in ("nodes", "edges")]
    else:
        path.mkdir(parents=True, exist_ok=True)
        files = [path / "nodes.csv", path / "edges.csv"]
    landscape = store.landscape()
    with replacing(files[0]) as nodes, replacing(files[1]) as edges:
        _write(nodes, NODES, _nodes(landscape))
        _write(edges, EDGES, _edges(landscape))
    return files


def _nodes(landscape: Landscape) -> Iterable[tuple[object, ...]]:
    told = defaultdict(set)
    for article_id, claim in landscape.claims:
        told[claim.subject].add(article_id)
        told[claim.object].add(article_id)
    for e in landscape.entities.values():
        names = "|".join(dict.fromkeys(name.text for name in e.names))
        yield e.slug, e.label.text, e.kind, names, "|".join(e.same_as), len(told[e.slug])


def _edges(landscape: Landscape) -> Iterable[tuple[object, ...]]:
    for article_id, c in landscape.claims:
        article = landscape.articles[article_id]
        yield (
            c.subject,
            c.object,
            c.relation,
            landscape.entities[c.subject].label.text,
            landscape.entities[c.object].label.text,
            c.modality,
            c.confidence,
            c.event_date,
            c.score,
            c.role,
            landscape.evidence(article_id, c),
            article_id,
            article.title,
            article.issued,
            article.sources[0],
        )


def _write(file: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        table = _csv.writer(out, lineterminator="\n")
        table.writerow(header)
        table.writerows([inert(cell) for cell in row] for row in rows)


def inert(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell
