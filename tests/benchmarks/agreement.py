"""How far two annotators of the corpus agree: F1 of their mentions and of their relations.

    python tests/benchmarks/agreement.py SECOND...
    python tests/benchmarks/agreement.py data/corpus/second

Compares each passage of the files or folders SECOND with the one of the same id in ``data/corpus``.
F1 is 2·common / (first + second), counted over all passages of a language:

    span+class  mentions with the same offsets and the same class
    span        mentions with the same offsets
    triple+mod  relations between the same two entities, with the same modality
    triple      the same without the modality

Two entities are the same if their mentions share characters. Where several do, the pair with the
most equal mentions goes first, then the one that shares the most of its characters; each entity has
at most one partner. Class plays no part in it.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.corpus import Passage, Stated, read, read_all
from kg.types import LANGUAGES

FIRST = Path(__file__).parents[2] / "data" / "corpus"
MEASURES = ("span+class", "span", "triple+mod", "triple")

# What two annotators found in a passage, by measure, in terms that compare.
Found = dict[str, set[tuple[object, ...]]]


def partners(first: Passage, second: Passage) -> dict[str, str]:
    """Keys of the second annotator's entities → the first's for the same entity."""
    ours, theirs = spans(first), spans(second)
    likely = [
        (-len(mine & other), -share(mine, other), key, other_key)
        for key, mine in ours.items()
        for other_key, other in theirs.items()
        if share(mine, other)
    ]
    found: dict[str, str] = {}
    for *_, key, other_key in sorted(likely):
        if other_key not in found and key not in found.values():
            found[other_key] = key
    return found


def spans(passage: Passage) -> Mapping[str, set[tuple[int, int]]]:
    """Where each entity is mentioned."""
    found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for mention in passage.mentions:
        found[mention.key].add((mention.start, mention.end))
    return found


def share(first: set[tuple[int, int]], second: set[tuple[int, int]]) -> float:
    """The characters that lie in both, of those that lie in either: 0..1."""
    a, b = ({n for span in found for n in range(*span)} for found in (first, second))
    return len(a & b) / len(a | b)


def found_in(passage: Passage, keys: Mapping[str, str]) -> Found:
    """What ``passage`` says; ``keys`` gives its entities the names they go by in the other one."""
    relations = [(triple(r, keys), r.modality) for r in passage.relations]
    return {
        "span+class": {(m.start, m.end, m.kind) for m in passage.mentions},
        "span": {(m.start, m.end) for m in passage.mentions},
        "triple+mod": {(*said, modality) for said, modality in relations},
        "triple": {said for said, _ in relations},
    }


def triple(stated: Stated, keys: Mapping[str, str]) -> tuple[object, ...]:
    """The statement without modality, one way round if it is symmetric."""
    ends = [keys.get(key, f"only second: {key}") for key in (stated.subject, stated.object)]
    return (stated.relation, *(sorted(ends) if stated.relation.symmetric else ends))


def both(first: Passage, second: Passage) -> tuple[Found, Found]:
    """What each annotator found in a passage."""
    same = {m.key: m.key for m in first.mentions}
    return found_in(first, same), found_in(second, partners(first, second))


def f1(pairs: Iterable[tuple[Found, Found]], measure: str) -> float:
    """F1 of a measure over passages, 0..1; 1 where neither found anything."""
    common = total = 0
    for a, b in pairs:
        common += len(a[measure] & b[measure])
        total += len(a[measure]) + len(b[measure])
    return 2 * common / total if total else 1.0


def twice_annotated(paths: list[Path]) -> list[tuple[Passage, Passage]]:
    """Each passage of ``paths`` behind the first annotation of it. SystemExit if one has none."""
    firsts = {p.id: p for p in read_all([FIRST]) if isinstance(p, Passage)}
    seconds = [p for path in paths for p in read(path)]
    for p in seconds:
        if p.id not in firsts or firsts[p.id].text != p.text:
            sys.exit(f"{p.file}:{p.line}: {FIRST} has no passage {p.id} with this text")
    return [(firsts[p.id], p) for p in seconds]


def main(arguments: list[str]) -> None:
    """Prints a row for each language and one for all."""
    if not arguments:
        sys.exit("name the files or folders of a second annotation, such as data/corpus/second")
    passages = twice_annotated([Path(a) for a in arguments])
    size = Counter(second.language for _, second in passages)
    print(f"{'':<9}{'passages':>10}" + "".join(f"{m:>12}" for m in MEASURES))
    for row in (*filter(size.get, LANGUAGES), "all"):
        pairs = [both(a, b) for a, b in passages if row in (b.language, "all")]
        figures = "".join(f"{f1(pairs, m):>12.3f}" for m in MEASURES)
        print(f"{row:<9}{len(pairs):>10}{figures}")


if __name__ == "__main__":
    main(sys.argv[1:])
