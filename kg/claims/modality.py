"""The words around a cue → how the thing is said: asserted, planned, negated, ended, reported."""

import re
from functools import cache

from kg.resources import folder, read_table
from kg.vocab import Modality


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], Modality], ...]:
    """The rows for a language in their order, the others checked with them. Raises DataError."""
    path = folder("data") / "cues" / "modality.tsv"
    border = r"\b" if language == "en" else ""
    rows = [
        (row.language(), row.pattern("pattern"), row.term("modality", Modality))
        for row in read_table(path, ("pattern", "language", "modality"))
    ]
    return tuple((re.compile(border + p + border), m) for of, p, m in rows if of == language)


def modality_of(said: str, language: str) -> Modality:
    """The modality that the words ``said`` (from comma to cue) give a claim."""
    for pattern, modality in _patterns(language):
        if pattern.search(said):
            return modality
    return Modality.ASSERTED
