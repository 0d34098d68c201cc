"""What is contested or denied, and what rests on a single article."""

from kg.views.report.facts import Facts, Statement, articles, best
from kg.views.report.parts import Block, Finding, Findings, Section, Table, cell
from kg.views.report.ties import Ties
from kg.views.report.words import Words
from kg.vocab import Modality, Relation

_DENIED = (Modality.NEGATED, Modality.ENDED)
_ONE_WAY = (Relation.ACQUIRES, Relation.PART_OF, Relation.BASED_ON, Relation.SUCCEEDS)
_DEALS = (
    Relation.PARTNERS_WITH,
    Relation.ACQUIRES,
    Relation.INVESTS_IN,
    Relation.APPROVED_BY,
    Relation.SUPPLIES_TO,
    Relation.DEPLOYS,
)
_SHOWN = 12


def contested(facts: Facts, words: Words) -> Section:
    """Statements that one article makes and another denies or calls ended."""
    denied = [s for s in facts.statements if s.where(*_DENIED)]
    both = [s for s in denied if s.holding]
    blocks = [
        ("contested.head", tuple(_sides(s, words) for s in _loudest(both))),
        ("contested.both.head", _impossible(facts, words)),
        ("denied.head", tuple(_denial(s, words) for s in _loudest(denied) if s not in both)),
    ]
    shown: tuple[Block, ...] = tuple(
        Findings(items[:_SHOWN], words.text(key)) for key, items in blocks if items
    )
    behind = best(*(s.where(*_DENIED) for s in denied))
    none = words("contested.none" if denied else "contested.none.bare")
    glance = (Finding(words("contested.glance", n=len(both)), best(*(s.said for s in both))),)
    return Section(
        "contested",
        words.text("contested.title"),
        glance if both else (),
        () if both else (Finding(none, behind),),
        shown,
    )


def _loudest(statements: list[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda s: (-articles(s.where(*_DENIED)), s.key))


def _mode(statement: Statement) -> Modality:
    """How most claims of a denied statement deny it."""
    return statement.where(*_DENIED)[0].claim.modality


def _sides(statement: Statement, words: Words) -> Finding:
    denied = statement.where(*_DENIED)
    parts = words(
        "contested.item",
        holds=words.statement(statement),
        denied=words.statement(statement, _mode(statement)),
        n=articles(statement.holding),
        m=articles(denied),
    )
    return Finding(parts, best(statement.holding, denied))


def _denial(statement: Statement, words: Words) -> Finding:
    denied = statement.where(*_DENIED)
    clause = words.statement(statement, _mode(statement))
    return Finding(words("denied.item", statement=clause, says=words.says(denied)), denied)


def _impossible(facts: Facts, words: Words) -> tuple[Finding, ...]:
    """Pairs that stand to each other both ways round in a relation that goes one way."""
    known = {s.key: s for s in facts.of(*_ONE_WAY)}
    pairs = [
        (s, known[turned])
        for key, s in sorted(known.items())
        if key < (turned := (key[2], key[1], key[0])) and turned in known
    ]
    return tuple(
        Finding(
            words("contested.both", one=words.statement(one), other=words.statement(other)),
            best(one.holding, other.holding),
        )
        for one, other in pairs
    )


def single(facts: Facts, words: Words) -> Section | None:
    """What only one article says, and what of it to check first."""
    if not facts.holding:
        return None
    alone = [s for s in facts.holding if s.weight[0] == 1]
    behind = best(*(s.holding for s in alone))
    share = f"{len(alone) / len(facts.holding):.0%}"
    glance = words("single.glance", n=len(facts.holding), single=len(alone), share=share)
    blocks: list[Block] = [_by_relation(facts, words)]
    if check := _first(facts, alone, words):
        note = words.text("single.check.note")
        blocks.append(Findings(check, words.text("single.check"), note))
    return Section(
        "single",
        words.text("single.title"),
        (Finding(glance, behind),) if alone else (),
        (),
        tuple(blocks),
    )


def _by_relation(facts: Facts, words: Words) -> Table:
    groups = [facts.of(r) for r in sorted({s.relation for s in facts.holding})]
    rows = []
    for group in sorted(groups, key=lambda g: -len(g)):
        alone = [s for s in group if s.weight[0] == 1]
        backed = [s for s in group if s.weight[0] > 1]
        row = [cell(words, words.title(group[0].relation))]
        for part in (alone, backed):
            row.append(cell(words, len(part) or "", best(*(s.holding for s in part))))
        rows.append(tuple(row))
    head = tuple(words.text(f"single.{c}") for c in ("relation", "alone", "backed"))
    return Table(head, tuple(rows), frozenset({1, 2}), note=words.text("single.lead"))


def _first(facts: Facts, alone: list[Statement], words: Words) -> tuple[Finding, ...]:
    """The single-source deals, weightiest parties first."""
    degree = Ties(facts).degree()
    deals = [s for s in alone if s.relation in _DEALS]
    order = sorted(deals, key=lambda s: (-sum(degree.get(e.slug, 0) for e in s.ends), s.key))
    return tuple(
        Finding(words("events.item", statement=words.statement(s)), s.holding)
        for s in order[:_SHOWN]
    )
