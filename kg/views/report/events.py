"""The newest events, and what is announced and not yet reported as done."""

from dataclasses import dataclass

from kg.views.report.facts import Facts, Said, Statement, articles, best
from kg.views.report.parts import Block, Finding, Findings, Section
from kg.views.report.words import Parts, Words
from kg.vocab import Modality, Relation

_EVENTS = (
    Relation.PARTNERS_WITH,
    Relation.DEVELOPS,
    Relation.DEPLOYS,
    Relation.SUPPLIES_TO,
    Relation.ACQUIRES,
    Relation.INVESTS_IN,
    Relation.APPROVED_BY,
    Relation.ISSUES,
    Relation.MEMBER_OF,
)
_SHOWN = 12
_RENEWED = (Relation.PARTNERS_WITH, Relation.SUPPLIES_TO, Relation.INVESTS_IN)
_JOINT = (Relation.DEVELOPS, Relation.ACQUIRES, Relation.INVESTS_IN, Relation.ISSUES)


@dataclass(frozen=True)
class _Event:
    """What holds since a date; several statements where several did the same thing."""

    when: str
    statements: tuple[Statement, ...]
    said: tuple[Said, ...]

    @property
    def actors(self) -> set[str]:
        return {e.slug for s in self.statements for e in s.ends}


def events(facts: Facts, words: Words) -> Section | None:
    """What happened last, by the dates the articles give."""
    dated = _events(facts, by_article=False)
    issued = [] if dated else _events(facts, by_article=True)
    newest, plans = (dated or issued)[:_SHOWN], _plans(facts, words)
    if not newest and not plans:
        return None
    note = words.text("events.note.issued" if issued else "events.note")
    items = tuple(_item(event, words) for event in newest)
    blocks: list[Block] = [Findings(items, note=note, form="dated")] if items else []
    if plans:
        blocks.append(Findings(plans, words.text("planned.head")))
    glance = tuple(_glance(event, words) for event in newest[:1] if dated)
    return Section("events", words.text("events.title"), glance, (), tuple(blocks))


def _events(facts: Facts, *, by_article: bool) -> list[_Event]:
    """Newest first; a partnership is passed over where its joint product is told."""
    groups: dict[tuple[str, ...], list[tuple[Statement, tuple[Said, ...]]]] = {}
    for statement in facts.of(*_EVENTS):
        when, said = _dated(statement, by_article)
        shared = statement.key[1:] if statement.relation in _JOINT else statement.key
        if when:
            groups.setdefault((when, *shared), []).append((statement, said))
    found = [
        _Event(key[0], tuple(s for s, _ in group), best(*(said for _, said in group)))
        for key, group in groups.items()
    ]
    joint = [(e.when, e.actors) for e in found if len(e.statements) > 1]
    kept = [e for e in found if not any(e.when == w and e.actors < a for w, a in joint)]
    return sorted(kept, key=lambda e: e.when, reverse=True)


def _dated(statement: Statement, by_article: bool) -> tuple[str, tuple[Said, ...]]:
    """The date of a statement, if any, and what gives it: the latest of what can be renewed, the
    first of what happens once."""
    dates = [(when, said) for said in statement.holding if (when := _date(said, by_article))]
    pick = max if statement.relation in _RENEWED else min
    chosen = pick((when for when, _ in dates), default="")
    return chosen, tuple(said for when, said in dates if when == chosen)


def _date(said: Said, by_article: bool) -> str:
    issued = said.article.issued
    if by_article:
        return issued.isoformat() if issued else ""
    return said.claim.event_date or ""


def _clause(event: _Event, words: Words) -> Parts:
    first = event.statements[0]
    actors = words.several([words.name(s.subject) for s in event.statements], 3)
    return words.say(actors, first.relation, words.name(first.object))


def _item(event: _Event, words: Words) -> Finding:
    parts = words("events.item", statement=_clause(event, words))
    return Finding(parts, event.said, words.date(event.when))


def _glance(event: _Event, words: Words) -> Finding:
    date, clause = words.date(event.when), _clause(event, words)
    return Finding(words("events.glance", date=date, statement=clause), event.said)


def _plans(facts: Facts, words: Words) -> tuple[Finding, ...]:
    """What is planned and nowhere said to hold, most articles first."""
    found = [
        (s, said) for s in facts.statements if not s.holding and (said := s.where(Modality.PLANNED))
    ]
    order = sorted(found, key=lambda item: (-articles(item[1]), item[1][0].strength))
    return tuple(
        Finding(
            words(
                "planned.item",
                statement=words.statement(s, Modality.PLANNED),
                says=words.says(said),
            ),
            said,
        )
        for s, said in order[:_SHOWN]
    )
