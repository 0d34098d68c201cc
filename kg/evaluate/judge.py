"""Extraction against gold annotations: precision, recall and F1, and what went wrong where.

A mention matches if its class and both its ends do (only passages say where mentions are). An
entity matches if the classes agree and one of its names is one of the gold's after folding;
concepts match more loosely, by containment or by half of their character pairs. A triple matches if
both ends do. *Core* leaves out triples that end in a concept other than a care stage.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from kg.evaluate.gold import LOOSE, Gold, Triple
from kg.fold import fold_name
from kg.sentences import bounds
from kg.tally import Tally
from kg.types import Claim, Entity, Extraction
from kg.vocab import Kind, Relation

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that went wrong: in which article, what sort of fault, what, and the sentence.

    What was missed has the first sentence that names it; a statement, both its ends or its object.
    """

    article: str
    sort: str
    what: str
    sentence: str = ""


@dataclass(slots=True)
class Report:
    """The counts over all articles, and every fault."""

    articles: int = 0
    mentions: Tally = field(default_factory=Tally)
    entities: Tally = field(default_factory=Tally)
    core: Tally = field(default_factory=Tally)
    all: Tally = field(default_factory=Tally)
    classes: dict[Kind, Tally] = field(default_factory=dict)
    relations: dict[Relation, Tally] = field(default_factory=dict)
    confusions: Counter[tuple[Kind, Kind]] = field(default_factory=Counter)
    traps: int = 0
    sprung: int = 0
    faults: list[Fault] = field(default_factory=list)


def evaluate(pairs: Iterable[tuple[Gold, Extraction]]) -> Report:
    """The report over annotated articles."""
    report = Report()
    for gold, found in pairs:
        report.articles += 1
        report.traps += len(gold.traps)
        judge = _Judge(gold, found, report)
        judge.mentions()
        judge.entities()
        judge.triples()
    return report


class _Judge:
    """One article's extraction beside its annotation."""

    def __init__(self, gold: Gold, found: Extraction, report: Report) -> None:
        self.gold, self.found, self.report = gold, found, report
        self.known = {e.slug: e for e in found.entities}
        self.matches = {e.slug: self._matching(e) for e in found.entities}
        text = found.article.text
        self.spelled: dict[str, str] = {}
        for m in found.mentions:
            self.spelled.setdefault(m.entity, text[m.start : m.end])
        self.sentences = [(fold_name(text[a:b]), text[a:b]) for a, b in bounds(text)]

    def _matching(self, entity: Entity) -> list[str]:
        labels = _labels(entity)
        return [
            name
            for name, wanted in self.gold.entities.items()
            if entity.kind in wanted.kinds and _same(entity.kind, labels, wanted.names)
        ]

    def mentions(self) -> None:
        """Counts mentions, where the gold says where they are; inner ones may be found or not."""
        if not self.gold.mentions:
            return
        seen = {(m.start, m.end, self.known[m.entity].kind) for m in self.found.mentions}
        self.report.mentions.hits += len(seen & self.gold.mentions)
        self.report.mentions.wrong += len(seen - self.gold.mentions - self.gold.inner)
        self.report.mentions.missed += len(self.gold.mentions - seen)

    def entities(self) -> None:
        """Counts entities; of several for one thing, all but its number of classes are wrong."""
        room = {n: 99 if e.kinds & LOOSE else len(e.kinds) for n, e in self.gold.entities.items()}
        reached = set[str]()
        for entity in self.found.entities:
            names = [n for n in self.matches[entity.slug] if room[n]]
            for name in names:
                room[name] -= 1
            reached.update(names)
            if not names:
                self._wrong_entity(entity)
        for name, wanted in self.gold.entities.items():
            kind = min(wanted.kinds)
            self._add(self.report.entities, self.report.classes, kind, hit=name in reached)
            if name not in reached:
                self._fault("missed entity", f"{kind} {name}", self._sentence(wanted.names))

    def _wrong_entity(self, entity: Entity) -> None:
        self.report.entities.wrong += 1
        self.report.classes.setdefault(entity.kind, Tally()).wrong += 1
        labels = _labels(entity)
        for wanted in self.gold.entities.values():
            if labels & wanted.names:
                self.report.confusions[min(wanted.kinds), entity.kind] += 1
        called = self._called(entity)
        self._fault("wrong entity", f"{entity.kind} {called}", self._sentence({fold_name(called)}))

    def triples(self) -> None:
        """Counts the statements that hold against the annotated ones."""
        got = set[Triple]()
        judged = set[tuple[str, Relation, str]]()
        for claim in self.found.claims:
            key = (claim.subject, claim.relation, claim.object)
            if claim.modality.holds and key not in judged:
                judged.add(key)
                found = self._stated(claim, self.gold.triples)
                got |= found
                if not found:
                    self._wrong_triple(claim)
        for triple in sorted(self.gold.triples):
            self._add(self.report.all, self.report.relations, triple[1], hit=triple in got)
            if self.gold.is_core(triple):
                self._add(self.report.core, {}, triple[1], hit=triple in got)
            if triple not in got:
                ends = (self.gold.entities[end].names for end in (triple[0], triple[2]))
                self._fault("missed triple", " ".join(triple), self._sentence(*ends))

    def _stated(self, claim: Claim, among: frozenset[Triple]) -> set[Triple]:
        ends = self.matches[claim.subject], self.matches[claim.object]
        ways = [ends, ends[::-1]] if claim.relation.symmetric else [ends]
        return {
            (s, r, o)
            for s, r, o in among
            if r == claim.relation
            for a, b in ways
            if s in a and o in b
        }

    def _wrong_triple(self, claim: Claim) -> None:
        subject, obj = self.known[claim.subject], self.known[claim.object]
        self.report.all.wrong += 1
        self.report.relations.setdefault(claim.relation, Tally()).wrong += 1
        self.report.core.wrong += not {subject.kind, obj.kind} & LOOSE
        sprung = self._springs(claim, _labels(subject), _labels(obj))
        self.report.sprung += sprung
        what = f"{self._called(subject)} {claim.relation} {self._called(obj)}"
        sentence = self.found.article.text[claim.start : claim.end]
        self._fault("trap" if sprung else "wrong triple", what, sentence)

    def _springs(self, claim: Claim, subject: set[str], obj: set[str]) -> bool:
        ways = [(subject, obj), (obj, subject)] if claim.relation.symmetric else [(subject, obj)]
        return any(
            relation == claim.relation and fold_name(s) in a and fold_name(o) in b
            for s, relation, o in self.gold.traps
            for a, b in ways
        )

    def _add(self, total: Tally, table: dict[K, Tally], key: K, *, hit: bool) -> None:
        for count in (total, table.setdefault(key, Tally())):
            count.hits += hit
            count.missed += not hit

    def _called(self, entity: Entity) -> str:
        """As the article first spells it."""
        return self.spelled.get(entity.slug, entity.label.text)

    def _sentence(self, *ends: Collection[str]) -> str:
        """The first sentence with a (folded) name of each end, else with one of the last."""
        for wanted in (ends, ends[-1:]):
            for folded, sentence in self.sentences:
                if all(any(name in folded for name in names) for names in wanted):
                    return sentence
        return ""

    def _fault(self, sort: str, what: str, sentence: str = "") -> None:
        self.report.faults.append(Fault(self.gold.id, sort, what, sentence))


def _labels(entity: Entity) -> set[str]:
    return {fold_name(n.text) for n in (entity.label, *entity.names)}


def _same(kind: Kind, labels: set[str], names: frozenset[str]) -> bool:
    if labels & names:
        return True
    return kind in LOOSE and any(_alike(a, b) for a in labels for b in names)


def _alike(left: str, right: str) -> bool:
    """Whether two names of concepts mean one: one in the other, or half of their pairs shared."""
    if not left or not right:
        return False
    if left in right or right in left:
        return True
    a = {left[i : i + 2] for i in range(len(left) - 1)}
    b = {right[i : i + 2] for i in range(len(right) - 1)}
    return bool(a and b) and 4 * len(a & b) >= len(a) + len(b)
