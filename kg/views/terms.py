"""What classes and relations are called, read from ``ontology/``: it is said in one place."""

from functools import cache

import pyoxigraph as ox

from kg.resources import folder
from kg.vocab import MLK

_LABELS = {
    ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"),
    ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"),
}
_LANGUAGES = {"zh-hans": "zh", "en": "en"}


@cache
def labels() -> dict[str, dict[str, str]]:
    """Term (local name) → its label in "zh" and "en"."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder("ontology").glob("*.ttl")):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            term, label = quad.subject, quad.object
            if quad.predicate in _LABELS and isinstance(term, ox.NamedNode):
                lang = _LANGUAGES.get((getattr(label, "language", None) or "").lower())
                if lang and term.value.startswith(MLK):
                    found.setdefault(term.value.removeprefix(MLK), {})[lang] = str(label.value)
    return found
