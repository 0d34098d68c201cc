"""Who builds on whom."""

from collections.abc import Iterable

from kg.types import Entity
from kg.views.report.facts import Facts, Said, Statement, articles, best
from kg.views.report.parts import Finding, Section, Table, cell
from kg.views.report.words import Parts, Words
from kg.vocab import Relation

_ROWS = 20
_COLUMNS = ("base", "maker", "system", "maker", "users", "articles")


def builds(facts: Facts, words: Words) -> Section | None:
    """Systems and what they are based on, with the makers of both and who deploys them."""
    found = facts.of(Relation.BASED_ON)
    if not found:
        return None
    groups: dict[Entity, list[Statement]] = {}
    for said in found:
        groups.setdefault(said.object, []).append(said)
    order = sorted(groups, key=lambda base: (-len(groups[base]), base.slug))
    lead = words("builds.lead", n=len({s.subject for s in found}), bases=len(groups))
    return Section(
        "builds",
        words.text("builds.title"),
        _glance(groups, order, words),
        (Finding(lead, _said(found)),),
        (_table([s for base in order for s in groups[base]], facts, words),),
    )


def _glance(
    groups: dict[Entity, list[Statement]], order: list[Entity], words: Words
) -> tuple[Finding, ...]:
    """The most used base, unless each is used once; several if they are level."""
    most = len(groups[order[0]])
    level = [base for base in order if len(groups[base]) == most]
    if most == 1:
        return ()
    key = "builds.glance" if len(level) == 1 else "builds.glance.tie"
    parts = words(key, base=words.join(map(words.name, level)), n=most)
    return (Finding(parts, _said(s for base in level for s in groups[base])),)


def _table(found: list[Statement], facts: Facts, words: Words) -> Table:
    """A line for each system on a base, the most used base first; no column is all empty."""
    makers = _makers(facts)
    head = [words.text(f"builds.{column}") for column in _COLUMNS]
    rows = [_row(said, makers, facts, words) for said in found[:_ROWS]]
    rest = len(found) - _ROWS
    note = words.text("more", n=rest) if rest > 0 else ""
    kept = [i for i in range(len(head)) if any(row[i].parts for row in rows)]
    columns = tuple(tuple(row[i] for i in kept) for row in rows)
    return Table(tuple(head[i] for i in kept), columns, frozenset({len(kept) - 1}), note=note)


def _makers(facts: Facts) -> dict[Entity, list[Statement]]:
    makers: dict[Entity, list[Statement]] = {}
    for said in facts.of(Relation.DEVELOPS):
        makers.setdefault(said.object, []).append(said)
    return makers


def _row(
    said: Statement, makers: dict[Entity, list[Statement]], facts: Facts, words: Words
) -> tuple[Finding, ...]:
    base, system = makers.get(said.object, []), makers.get(said.subject, [])
    users = [s for s in facts.of(Relation.DEPLOYS) if s.object == said.subject]
    return (
        cell(words, words.name(said.object)),
        cell(words, _subjects(base, words), _said(base)),
        cell(words, words.name(said.subject)),
        cell(words, _subjects(system, words), _said(system)),
        cell(words, _subjects(users, words), _said(users)),
        cell(words, articles(said.holding), said.holding),
    )


def _subjects(statements: list[Statement], words: Words) -> Parts:
    return words.series(words.name(s.subject) for s in statements) if statements else ()


def _said(statements: Iterable[Statement]) -> tuple[Said, ...]:
    return best(*(s.holding for s in statements))
