"""Entities by their names."""

import difflib
from collections.abc import Iterator

import pyoxigraph as ox

from kg.errors import NotFoundError
from kg.graph import rdf, terms
from kg.types import LANGUAGES
from kg.vocab import ENT, MLK


def node(db: ox.Store, name: str) -> ox.NamedNode:
    """The one entity of a slug or name. Raises NotFoundError that says what there is instead."""
    found = nodes(db, name)
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(map(rdf.slug, found))
        raise NotFoundError(f"{name!r} names several: {choices}; say which")
    near = suggestions(db, name)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise NotFoundError(f"no entity is called {name!r}{hint}")


def nodes(db: ox.Store, name: str) -> list[ox.NamedNode]:
    """The entities of a slug, else of exactly this name, else of this name in another spelling."""
    return _by_slug(db, name) or _by_label(db, name) or _by_spelling(db, name)


def suggestions(db: ox.Store, name: str) -> list[str]:
    """Names of the store that look like ``name``, best first."""
    known = {label.value.lower(): label.value for _, label in _labels(db)}
    near = difflib.get_close_matches(name.lower(), sorted(known), n=5, cutoff=0.5)
    inside = (k for k in sorted(known) if len(name) > 1 and name.lower() in k)
    return [known[k] for k in dict.fromkeys([*inside, *near])][:5]


def _by_slug(db: ox.Store, slug: str) -> list[ox.NamedNode]:
    try:
        either = (ox.NamedNode(ENT + slug), ox.NamedNode(MLK + slug))
    except ValueError:  # a name with spaces or the like makes no IRI
        return []
    return [n for n in either if any(rdf.match(db, n, terms.TYPE, None, terms.ENTITIES))]


def _by_label(db: ox.Store, name: str) -> list[ox.NamedNode]:
    found = {
        quad.subject
        for tag in LANGUAGES
        for predicate in (terms.PREF, terms.ALT)
        for quad in rdf.match(db, None, predicate, ox.Literal(name, language=tag), terms.ENTITIES)
    }
    return sorted(found, key=str)


def _by_spelling(db: ox.Store, name: str) -> list[ox.NamedNode]:
    from kg.fold import fold_name  # costs a fifth of a second, and names as written need none of it

    key = fold_name(name)
    return sorted({n for n, label in _labels(db) if key and fold_name(label.value) == key}, key=str)


def _labels(db: ox.Store) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
    for predicate in (terms.PREF, terms.ALT):
        for quad in rdf.match(db, None, predicate, None, terms.ENTITIES):
            yield quad.subject, quad.object
