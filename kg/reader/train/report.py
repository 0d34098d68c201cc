"""The training report: what the model was made of and how good it is, as Markdown."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from kg.reader.pairs import RELATIONS
from kg.reader.train.examples import MODALITIES, Example
from kg.reader.train.measure import Cells, Figures, Tally, error, moods, relations, sprung
from kg.reader.train.texts import Text
from kg.types import LANGUAGES

Scale = tuple[float, float]


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def sizes(parts: Mapping[str, Sequence[Text]]) -> str:
    """Passages, names and relations of each part of the corpus, by language."""
    rows = []
    for part, texts in parts.items():
        count = Counter(t.language for t in texts)
        named, stated = (sum(len(getattr(t, f)) for t in texts) for f in ("names", "stated"))
        rows.append([part, *(count[lang] for lang in LANGUAGES), len(texts), named, stated])
    return table(["part", *LANGUAGES, "passages", "mentions", "relations"], rows)


def figures(found: Mapping[str, Tally]) -> str:
    """Precision, recall, F1 and number of each row."""
    return table(["", "P", "R", "F1", "in gold"], [[name, *_cells(t)] for name, t in found.items()])


def _cells(tally: Tally) -> list[str]:
    shares = (tally.precision, tally.recall, tally.f1)
    return [*(f"{100 * share:.1f}" for share in shares), str(tally.hits + tally.missed)]


def by_name(found: Figures) -> str:
    """Every class or relation, and all together."""
    return figures({str(k): v for k, v in sorted(found.by.items())} | {"**all**": found.whole})


def by_language(
    tested: Sequence[Example], names: Mapping[str, Figures], all_cells: Cells,
    limits: Sequence[float], scale: Scale,
) -> str:  # fmt: skip
    """Names and relations in each language."""
    rows: dict[str, Tally] = {}
    for lang in LANGUAGES:
        if any(e.text.language == lang for e in tested):
            rows[f"names, {lang}"] = names[lang].whole
            own = all_cells.where(all_cells.language == lang)
            rows[f"relations, {lang}"] = relations(own, limits, scale).whole
    return figures(rows)


def modalities(all_cells: Cells) -> str:
    """Said against meant, of the relations that are stated."""
    right, counts = moods(all_cells)
    rows = [[f"**{m}**", *row] for m, row in zip(MODALITIES, counts.tolist(), strict=True)]
    head = ["meant / said", *MODALITIES]
    return f"Right: {100 * right:.1f} %.\n\n" + table(head, rows)


def traps(all_cells: Cells, limits: Sequence[float], scale: Scale) -> str:
    """How many of the statements that the corpus warns of are made."""
    caught = sprung(all_cells, limits, scale)
    return f"Traps sprung: {caught.hits} of {caught.hits + caught.missed} ({100 * caught.recall:.1f} %)."


def limits_of(limits: Sequence[float]) -> str:
    """The thresholds."""
    pairs = zip(RELATIONS, np.round(limits, 3), strict=True)
    return ", ".join(f"{relation} {limit}" for relation, limit in pairs)


def calibrated(names: Figures, related: Figures) -> str:
    """Expected calibration errors of what was found."""
    return (
        f"Expected calibration error (ten bins, of what is found): names {error(names.right):.3f},"
        f" relations {error(related.right):.3f}."
    )
