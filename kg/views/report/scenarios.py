"""The 84 scenarios of the national guideline in their areas and fields, from ``ontology/``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.resources import folder
from kg.vocab import ENT, MLK

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LANGUAGES = {"zh-hans": "zh", "en": "en"}
Labels = dict[str, str]


@dataclass(frozen=True)
class Field:
    """A field of the guideline, and its scenarios by slug, in the guideline's order."""

    area: Labels
    label: Labels
    scenarios: dict[str, Labels]


@cache
def fields() -> tuple[Field, ...]:
    """The fields in the order of their scenarios."""
    numbers = {s: int(n) for s, n in _said("notation")}
    broader, labels = dict(_said("broader")), _labels()
    found: dict[str, dict[str, Labels]] = {}
    for scenario in sorted(numbers, key=lambda s: numbers[s]):
        slug = scenario.removeprefix(ENT)
        found.setdefault(broader[scenario], {})[slug] = labels[scenario]
    return tuple(Field(labels[broader[f]], labels[f], found[f]) for f in found)


@cache
def stages() -> dict[str, str]:
    """Scenario → the care stage it belongs to, as the ontology has it; both by slug."""
    places = ((q.subject, q.object) for q in _quads() if q.predicate.value == f"{MLK}inStage")
    return {_value(s).removeprefix(ENT): _value(o).removeprefix(MLK) for s, o in places}


def _said(term: str) -> Iterator[tuple[str, str]]:
    for quad in _quads():
        if quad.predicate.value == _SKOS + term:
            yield _value(quad.subject), _value(quad.object)


def _labels() -> dict[str, Labels]:
    found: dict[str, Labels] = {}
    for quad in _quads():
        lang = _LANGUAGES.get((getattr(quad.object, "language", None) or "").lower())
        if lang and quad.predicate.value == f"{_SKOS}prefLabel":
            found.setdefault(_value(quad.subject), {})[lang] = _value(quad.object)
    return found


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))


@cache
def _quads() -> tuple[ox.Quad, ...]:
    path = folder("ontology") / "schemes.ttl"
    return tuple(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
