"""Who builds on whom."""

from collections.abc import Iterable

from kg.types import Entity
from kg.views.report.facts import Facts, Said, Statement, best
from kg.views.report.parts import Finding, Section, Table, cell
from kg.views.report.words import Parts, Value, Words
from kg.vocab import Relation

_ROWS = 15
_COLUMNS = ("base", "maker", "system", "number")


def builds(facts: Facts, words: Words) -> Section | None:
    """Systems and what they are based on, with the makers of both."""
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
        (_table(groups, order, facts, words),),
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
    parts = words(key, base=words.several(list(map(words.name, level))), n=most)
    return (Finding(parts, _said(s for base in level for s in groups[base])),)


def _table(
    groups: dict[Entity, list[Statement]], order: list[Entity], facts: Facts, words: Words
) -> Table:
    """A line for each base, the most used first."""
    makers: dict[Entity, list[Statement]] = {}
    for said in facts.of(Relation.DEVELOPS):
        makers.setdefault(said.object, []).append(said)
    rows = tuple(_row(base, groups[base], makers, words) for base in order[:_ROWS])
    rest = len(order) - _ROWS
    note = words.text("builds.rows", n=len(order), shown=_ROWS) if rest > 0 else ""
    head = tuple(words.text(f"builds.{column}") for column in _COLUMNS)
    return Table(head, rows, frozenset({3}), note=note)


def _row(
    base: Entity, built: list[Statement], makers: dict[Entity, list[Statement]], words: Words
) -> tuple[Finding, ...]:
    made = makers.get(base, [])
    systems = [_system(s.subject, makers.get(s.subject, []), words) for s in built]
    by = [m for s in built for m in makers.get(s.subject, [])]
    return (
        cell(words, words.name(base)),
        cell(words, _subjects(made, words), _said(made)),
        cell(words, words.several(systems), best(_said(built), _said(by))),
        cell(words, len(built)),
    )


def _system(system: Entity, made: list[Statement], words: Words) -> Value:
    if not made:
        return words.name(system)
    return words("builds.by", system=words.name(system), makers=_subjects(made, words))


def _subjects(statements: list[Statement], words: Words) -> Parts:
    names = [words.name(s.subject) for s in statements]
    return words.several(names, 3) if names else ()


def _said(statements: Iterable[Statement]) -> tuple[Said, ...]:
    return best(*(s.holding for s in statements))
