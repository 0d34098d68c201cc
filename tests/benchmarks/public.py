"""Relations of companies on public sets that nobody here wrote, names to be recognised, not given.

    python tests/benchmarks/public.py finre FinRE/valid.txt
    python tests/benchmarks/public.py core CORE/train.json 1000

FinRE (thunlp/Chinese_NRE, MIT) is Chinese financial news, CORE (pnborchert/CORE, CC BY 4.0) English
company pages. Both annotate chosen pairs only: precision counts claims about those pairs, recall
the pairs' relations. Their labels are mapped to ours; the rest of them count as no relation.
"""

import itertools
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.extract import STEPS, extractor
from kg.fold import fold_name
from kg.types import Article, Extraction

FINRE = {
    "合作": "partnersWith", "签约": "partnersWith", "合资": "partnersWith", "收购": "acquires",
    "拟收购": "acquires", "入股": "investsIn", "注资": "investsIn", "增持": "investsIn",
    "持股": "investsIn", "被拥有": "partOf", "竞争": "competesWith",
}  # fmt: skip
CORE = {
    "collaboration": "partnersWith", "acquired_by": "-acquires", "shareholder_of": "investsIn",
    "subsidiary_of": "partOf", "competitor_of": "competesWith", "client_of": "-suppliesTo",
}  # fmt: skip
EITHER = {"partnersWith", "competesWith"}
Stated = tuple[str, str, str]


def finre(path: Path) -> Iterator[tuple[str, str, str, str | None]]:
    """Sentence, head, tail and our relation from head to tail."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            head, tail, label, text = line.split("\t")
            yield text.replace("<N>", "3"), head, tail, FINRE.get(label)


def core(path: Path) -> Iterator[tuple[str, str, str, str | None]]:
    """The same of CORE; where its relation runs from tail to head, the two are turned."""
    for item in json.loads(path.read_text(encoding="utf-8")):
        words, relation = item["context"], CORE.get(item["relation"])
        ends = [" ".join(words[item[f"{e}_start"] : item[f"{e}_end"] + 1]) for e in ("e1", "e2")]
        turned = bool(item["invert_relation"]) != bool(relation and relation.startswith("-"))
        head, tail = ends[::-1] if turned else ends
        yield " ".join(words), head, tail, relation and relation.lstrip("-")


def claimed(found: Extraction, ends: frozenset[str]) -> set[Stated]:
    """The claims about a pair, its ends as the set spells them."""
    named = {
        e.slug: next((x for x in ends for n in (e.label, *e.names) if fold_name(n.text) == x), None)
        for e in found.entities
    }
    claims = ((named[c.subject], c.relation.value, named[c.object]) for c in found.claims)
    return {ordered(s, r, o) for s, r, o in claims if s and o and s != o}


def ordered(subject: str, relation: str, obj: str) -> Stated:
    """A statement, a symmetric one in one of its two forms."""
    one, other = sorted((subject, obj)) if relation in EITHER else (subject, obj)
    return one, relation, other


def main() -> None:
    """Prints precision, recall and F1 of each extractor."""
    name, path = sys.argv[1], Path(sys.argv[2])
    rows = {"finre": finre, "core": core}[name](path)
    texts: dict[str, dict[frozenset[str], set[Stated]]] = defaultdict(lambda: defaultdict(set))
    for text, head, tail, relation in itertools.islice(rows, int((*sys.argv, "9999")[3])):
        h, t = fold_name(head), fold_name(tail)
        texts[text][frozenset((h, t))] |= {ordered(h, relation, t)} if relation else set()
    for kind in STEPS:
        reads, hits, said, meant = extractor(kind), 0, 0, 0
        for text, pairs in texts.items():
            language = "en" if name == "core" else "zh-Hans"
            found = reads(Article(text.strip(), "x", ("x",), language))
            for ends, stated in pairs.items():
                ours = {c for c in claimed(found, ends) if c[1] in {*FINRE.values(), "suppliesTo"}}
                hits, said, meant = hits + len(ours & stated), said + len(ours), meant + len(stated)
        p, r = hits / max(1, said), hits / max(1, meant)
        f1 = 2 * p * r / max(1e-9, p + r)
        print(f"{name} {kind:7} precision {p:.3f}  recall {r:.3f}  F1 {f1:.3f}  of {meant}")


if __name__ == "__main__":
    main()
