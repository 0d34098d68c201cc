"""Care stages and official scenarios as ``ontology/schemes.ttl`` has them: also those of which no
article speaks, since the page shows where nothing is said."""

from functools import cache
from typing import Any

import pyoxigraph as ox

from kg.resources import folder
from kg.vocab import ENT, MLK

_PREFIXES = f"""
    PREFIX mlk: <{MLK}>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_STAGES = """
    SELECT ?concept ?zh ?en ?within {
      ?concept a mlk:CareStage ; skos:prefLabel ?zh, ?en .
      FILTER(lang(?zh) = "zh-hans" && lang(?en) = "en")
      OPTIONAL { ?concept skos:broader ?within }
    }"""
_SCENARIOS = """
    SELECT ?concept ?number ?zh ?en ?area ?areaZh ?areaEn ?stage {
      ?concept a mlk:Scenario ; skos:notation ?number ; skos:prefLabel ?zh, ?en ;
        skos:broader+ ?area .
      ?area skos:topConceptOf ?scheme ; skos:prefLabel ?areaZh, ?areaEn .
      FILTER(lang(?zh) = "zh-hans" && lang(?en) = "en")
      FILTER(lang(?areaZh) = "zh-hans" && lang(?areaEn) = "en")
      OPTIONAL { ?concept mlk:inStage ?stage }
    }"""

# A patient's way.
STAGES = ("PreHospital", "InHospital", "Admission", "Diagnosis", "Treatment", "PostHospital")


def stages() -> list[dict[str, Any]]:
    """Care stages in the order of a patient's way: id, "zh", "en", and the stage it is within."""
    rows = {row["id"]: row for row in _rows(_STAGES)}
    return [rows[slug] for slug in STAGES if slug in rows]


def scenarios() -> list[dict[str, Any]]:
    """The numbered scenarios in their order: id, number, "zh", "en", area and care stage."""
    best: dict[int, dict[str, Any]] = {}
    for row in _rows(_SCENARIOS):
        number = int(row["number"])
        kept = best.setdefault(number, row | {"number": number})
        # In several stages at once: the first of a patient's way.
        kept["stage"] = min(
            filter(None, (kept["stage"], row["stage"])), key=STAGES.index, default=None
        )
    return [best[number] for number in sorted(best)]


def _rows(query: str) -> list[dict[str, Any]]:
    found: Any = _store().query(_PREFIXES + query)
    names = [variable.value for variable in found.variables]
    rows = [dict(zip(names, map(_value, solution), strict=True)) for solution in found]
    for row in rows:
        row["id"] = row.pop("concept")
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def _value(term: ox.NamedNode | ox.Literal | None) -> str | None:
    if isinstance(term, ox.NamedNode):
        return term.value.removeprefix(MLK).removeprefix(ENT)
    return term.value if term else None


@cache
def _store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(folder("ontology") / "schemes.ttl"), format=ox.RdfFormat.TURTLE)
    return store
