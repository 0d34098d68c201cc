"""``python -m kg.corpus PATH...``: every fault of the corpus, or what it holds."""

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from kg.corpus.passage import Passage
from kg.corpus.reading import read_all
from kg.errors import DataError
from kg.resources import folder
from kg.vocab import Kind, Modality, Relation


def summary(passages: list[Passage]) -> str:
    """How often each class, relation, modality, language and genre occurs, as aligned text."""
    mentions = Counter(m.kind for p in passages for m in p.mentions)
    relations = [r for p in passages for r in p.relations]
    terms, modalities = (
        Counter(r.relation for r in relations),
        Counter(r.modality for r in relations),
    )
    whole = {
        "passages": len(passages),
        "characters": sum(len(p.text) for p in passages),
        "mentions": mentions.total(),
        "pronouns": sum(len(p.pronouns) for p in passages),
        "relations": len(relations),
        "traps": sum(len(p.traps) for p in passages),
    }
    tables = (
        _table("all", whole),
        _table("mentions by class", {kind: mentions[kind] for kind in Kind}),
        _table("relations", {term: terms[term] for term in Relation}),
        _table("modalities", {modality: modalities[modality] for modality in Modality}),
        _table("passages by language", Counter(sorted(p.language for p in passages))),
        _table("passages by genre", Counter(sorted(p.genre for p in passages))),
    )
    return "\n\n".join(tables)


def _table(title: str, counts: Mapping[str, int]) -> str:
    return "\n".join([title, *(f"  {name:<20}{count:>8}" for name, count in counts.items())])


def main(arguments: list[str]) -> int:
    """Write all faults, one a line, or the counts; the exit status is 1 if there is a fault."""
    paths = [Path(a) for a in arguments] or [folder("data") / "corpus"]
    found = list(read_all(paths))
    faults = [item for item in found if isinstance(item, DataError)]
    passages = [item for item in found if isinstance(item, Passage)]
    sys.stdout.write(("\n".join(map(str, faults)) if faults else summary(passages)) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
