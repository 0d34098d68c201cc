"""The words around a cue → how the thing is said: asserted, planned, negated, ended, reported."""

import re
from functools import cache

from kg.resources import folder, read_table
from kg.vocab import Modality


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], Modality], ...]:
    path = folder("data") / "cues" / "modality.tsv"
    rows = read_table(path, ("pattern", "language", "modality"))
    return tuple(
        (
            re.compile(rf"\b{r['pattern']}\b" if language == "en" else r["pattern"]),
            Modality(r["modality"]),
        )
        for r in rows
        if r["language"] == language
    )


def modality_of(said: str, language: str) -> Modality:
    """The modality that the words ``said`` (from comma to cue) give a claim."""
    for pattern, modality in _patterns(language):
        if pattern.search(said):
            return modality
    return Modality.ASSERTED
