"""The whole store as text: sorted, so that equal stores give equal bytes on any machine."""

import re
from collections.abc import Callable, Iterable
from typing import IO

import pyoxigraph as ox

from kg.errors import NotFoundError
from kg.graph import rdf, terms
from kg.graph.engine import using
from kg.types import LANGUAGES

# A quoted string with the language tag that may follow it. The engine writes tags in lower case.
_STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"(?:@(zh-han[st])\b|)')
_JSON_TAG = re.compile(rb'"(@language|xml:lang)":"(zh-han[st])"')
_TAGS = {tag.lower().encode(): tag.encode() for tag in LANGUAGES}


def write(db: ox.Store, form: str, out: IO[bytes]) -> None:
    """Writes the store to ``out`` in one of ``FORMATS``. Raises NotFoundError."""
    if form not in FORMATS:
        raise NotFoundError(f"no RDF format {form!r}; there are {', '.join(sorted(FORMATS))}")
    FORMATS[form](db, out)


def with_tags(text: bytes) -> bytes:
    """Turtle, TriG, N-Quads or TSV with the language tags as the standard writes them."""
    return _STRING.sub(_restore, text) if b"@zh-han" in text else text


def with_json_tags(text: bytes) -> bytes:
    """JSON-LD or SPARQL JSON with the language tags as the standard writes them."""
    return _JSON_TAG.sub(lambda m: b'"%b":"%b"' % (m[1], _TAGS[m[2]]), text)


def _restore(match: re.Match[bytes]) -> bytes:
    tag = match[1]
    return match[0][: -len(tag)] + _TAGS[tag] if tag else match[0]


def _lines(db: ox.Store) -> list[bytes]:
    """The store as sorted N-Quads lines."""
    with using("the store cannot be read"):
        text = bytes(db.dump(format=ox.RdfFormat.N_QUADS) or b"")
    return sorted(text.splitlines(keepends=True))


def _quads(db: ox.Store) -> list[ox.Quad]:
    """All quads by graph, then subject: entities and statements after the articles."""
    quads = ox.parse(b"".join(_lines(db)), format=ox.RdfFormat.N_QUADS)
    return sorted(quads, key=lambda q: q.graph_name.value)


def _one_graph(db: ox.Store) -> Iterable[ox.Triple]:
    """Everything in one graph: what articles call an entity is left to the entities graph."""
    for quad in ox.parse(b"".join(_lines(db)), format=ox.RdfFormat.N_QUADS):
        if quad.graph_name == terms.ENTITIES or not rdf.describes(quad):
            yield quad.triple


def _nquads(db: ox.Store, out: IO[bytes]) -> None:
    out.writelines(map(with_tags, _lines(db)))


def _trig(db: ox.Store, out: IO[bytes]) -> None:
    text = ox.serialize(_quads(db), format=ox.RdfFormat.TRIG, prefixes=terms.PREFIXES) or b""
    out.write(with_tags(text))


def _turtle(db: ox.Store, out: IO[bytes]) -> None:
    triples = list(dict.fromkeys(_one_graph(db)))
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=terms.PREFIXES) or b""
    out.write(with_tags(text))


def _json_ld(db: ox.Store, out: IO[bytes]) -> None:
    text = ox.serialize(_quads(db), format=ox.RdfFormat.JSON_LD) or b""
    out.write(with_json_tags(text))


FORMATS: dict[str, Callable[[ox.Store, IO[bytes]], None]] = {
    "json-ld": _json_ld,
    "nquads": _nquads,
    "trig": _trig,
    "turtle": _turtle,
}
