"""The training report: what the model was made of and how good it is, as Markdown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.corpus import Passage
from kg.reader.pairs import MODALITIES, RELATIONS
from kg.reader.scale import Scale
from kg.reader.train.examples import Example
from kg.reader.train.loop import Output
from kg.reader.train.measure import (
    Cells,
    Figures,
    cells,
    error,
    moods,
    names,
    relations,
    sprung,
)
from kg.tally import Tally
from kg.types import LANGUAGES


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of examples, with its thresholds and its calibration of both heads."""

    found: Sequence[Example]
    said: Sequence[Output]
    limits: Sequence[float]
    scale: Scale
    pairs: Scale

    @property
    def cells(self) -> Cells:
        """All pairs."""
        return cells(self.found, self.said)

    def names(self, language: str = "") -> Figures:
        """The names, in one language or in all."""
        both = zip(self.found, self.said, strict=True)
        chosen = [(e, o) for e, o in both if language in ("", e.text.language)]
        return names([e for e, _ in chosen], [o for _, o in chosen], self.scale)

    def relations(self, language: str = "") -> Figures:
        """The relations, in one language or in all."""
        every = self.cells
        chosen = every.where((every.language == language) | (not language))
        return relations(chosen, self.limits, self.pairs)


USE = """\
For articles on the medical-AI industry in simplified and traditional Chinese and in English: which
organisations, people, AI systems, hardware, stages, scenarios … they name, and which relations of
the ontology they state between them, with modality. It reads text folded to simplified characters,
in windows of 254 pieces; the catalogue links what it names, `data/cues/trust.tsv` says how far its
word is taken.

Limits: it was trained on prose written for it, not on articles of the press: figures on real
articles are lower than those below, most of all for rare classes and relations (see the counts). A
relation between names more than a window apart is not seen. It knows no other field, and reads
other languages badly. A confidence is calibrated on passages, not on articles.

Licence: as the project (Apache-2.0); NOTICE names the base and its licence (MIT)."""


def whole(judged: Judged, parts: Mapping[str, Sequence[Passage]], head: str) -> str:
    """The whole report; ``head`` is its first paragraph."""
    related = judged.relations()
    named = judged.names()
    return "\n\n".join([
        "# The reader's model", head,
        "## Use and limits", USE,
        "## Corpus", sizes(parts),
        "## Languages", by_language(judged),
        "## Names", by_name(named),
        "## Relations", by_name(related), traps(judged),
        "## Modalities", modalities(judged.cells),
        "## Confidence", calibrated(named, related),
        f"Thresholds, chosen on the development part: {limits_of(judged.limits)}.",
    ]) + "\n"  # fmt: skip


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def sizes(parts: Mapping[str, Sequence[Passage]]) -> str:
    """Passages, names and relations of each part of the corpus, by language."""
    rows = []
    for part, passages in parts.items():
        count = Counter(p.language for p in passages)
        named = sum(len(p.mentions) for p in passages)
        stated = sum(len(p.relations) for p in passages)
        rows.append([part, *(count[lang] for lang in LANGUAGES), len(passages), named, stated])
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


def by_language(judged: Judged) -> str:
    """Names and relations in each language."""
    spoken = {e.text.language for e in judged.found}
    rows = {
        f"{what}, {lang}": figures_of(lang).whole
        for what, figures_of in (("names", judged.names), ("relations", judged.relations))
        for lang in LANGUAGES
        if lang in spoken
    }
    return figures(rows)


def modalities(all_cells: Cells) -> str:
    """Said against meant, of the relations that are stated."""
    right, counts = moods(all_cells)
    rows = [[f"**{m}**", *row] for m, row in zip(MODALITIES, counts.tolist(), strict=True)]
    head = ["meant / said", *MODALITIES]
    return f"Right: {100 * right:.1f} %.\n\n" + table(head, rows)


def traps(judged: Judged) -> str:
    """How many of the statements that the corpus warns of are made."""
    caught = sprung(judged.cells, judged.limits, judged.pairs)
    whole = caught.hits + caught.missed
    return f"Traps sprung: {caught.hits} of {whole} ({100 * caught.recall:.1f} %)."


def limits_of(limits: Sequence[float]) -> str:
    """The thresholds."""
    pairs = zip(RELATIONS, np.round(limits, 3), strict=True)
    return ", ".join(f"{relation} {limit}" for relation, limit in pairs)


def calibrated(named: Figures, related: Figures) -> str:
    """Expected calibration errors of what was found."""
    return (
        f"Expected calibration error (ten bins, of what is found): names {error(named.right):.3f},"
        f" relations {error(related.right):.3f}."
    )
