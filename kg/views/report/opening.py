"""What the store holds, and the alliances that most articles attest."""

from collections import Counter

from kg.types import Entity
from kg.views.report.facts import Facts, Statement, best
from kg.views.report.parts import Block, Finding, Findings, Plot, Section
from kg.views.report.words import Parts, Words
from kg.vocab import Modality, Relation

_DENIED = (Modality.NEGATED, Modality.ENDED)
_SHOWN = 10
_MONTHS = 36


def basis(facts: Facts, words: Words) -> Section:
    """What the store holds."""
    said = [x for s in facts.statements for x in s.said]
    dated = sorted(
        (x for x in said if x.article.issued), key=lambda x: (x.article.issued, x.strength)
    )
    ends = (dated[0], dated[-1]) if dated else tuple(said[:1])
    lead = [Finding(_articles(facts, words), best(*((x,) for x in ends)))]
    if facts.holding:
        behind = best(*(s.holding for s in facts.holding))
        lead += [
            Finding(_entities(facts, words), behind),
            Finding(_statements(facts, words), best(*(f[0].holding for f in _by_relation(facts)))),
        ]
    months = _months(facts)
    blocks = (Plot("columns", words.text("basis.figure"), months),) if len(months) > 1 else ()
    title = words.text("basis.title")
    return Section("basis", title, (), (*lead, *_aside(facts, words)), blocks)


def _articles(facts: Facts, words: Words) -> Parts:
    articles = list(facts.landscape.articles.values())
    languages = Counter(a.language for a in articles)
    counted = words.join(words.count(k, n) for k, n in sorted(languages.items(), key=_most))
    dates = sorted(a.issued for a in articles if a.issued)
    if not dates:
        return words("basis.articles.undated", n=len(articles), languages=counted)
    first, last = words.date(dates[0]), words.date(dates[-1])
    return words("basis.articles", n=len(articles), languages=counted, first=first, last=last)


def _entities(facts: Facts, words: Words) -> Parts:
    entities = facts.landscape.entities.values()
    kinds = sorted(Counter(e.kind.value for e in entities).items(), key=_most)[:5]
    counted = words.join(words.count(k, n) for k, n in kinds)
    return words("basis.entities", n=len(entities), kinds=counted)


def _statements(facts: Facts, words: Words) -> Parts:
    top = (
        words("basis.relation", relation=words.label(f[0].relation), n=len(f))
        for f in _by_relation(facts)[:3]
    )
    return words("basis.statements", n=len(facts.holding), top=words.join(top))


def _by_relation(facts: Facts) -> list[list[Statement]]:
    groups = (facts.of(r) for r in sorted({s.relation for s in facts.holding}))
    return sorted(groups, key=lambda group: -len(group))


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _aside(facts: Facts, words: Words) -> list[Finding]:
    """What is said and does not hold."""
    rest = [s for s in facts.statements if not s.holding]
    planned = [p for s in rest if (p := s.where(Modality.PLANNED))]
    denied = [s.said for s in rest if not s.where(Modality.PLANNED)]
    counted = (("basis.planned", planned), ("basis.denied", denied))
    return [Finding(words(key, n=len(said)), best(*said)) for key, said in counted if said]


def _months(facts: Facts) -> tuple[tuple[str, int], ...]:
    """Articles by month, without gaps; by year where there are many months."""
    dates = [a.issued for a in facts.landscape.articles.values() if a.issued]
    found = Counter(d.year * 12 + d.month - 1 for d in dates)
    every = range(min(found), max(found) + 1) if found else range(0)
    if len(every) > _MONTHS:
        years = Counter(d.year for d in dates)
        return tuple((str(y), years[y]) for y in range(min(years), max(years) + 1))
    return tuple((f"{m // 12}-{m % 12 + 1:02}", found[m]) for m in every)


def alliances(facts: Facts, words: Words) -> Section | None:
    """Which partnerships most articles attest."""
    found = facts.of(Relation.PARTNERS_WITH)
    if not found:
        return None
    multiple = [s for s in found if s.weight[0] > 1]
    lead = words(
        "alliances.lead",
        n=len(found),
        orgs=len({e for s in found for e in s.ends}),
        multi=words("alliances.multi" if multiple else "alliances.multi.none", n=len(multiple)),
    )
    shown = tuple(_item(s, facts, words) for s in (multiple or found)[:_SHOWN])
    blocks: list[Block] = [Findings(shown)]
    if len(multiple) > 1:
        bars = tuple((_pair(s, words), s.weight[1]) for s in multiple[:_SHOWN])
        blocks.insert(0, Plot("bars", words.text("alliances.figure"), bars))
    behind = best(*(s.holding for s in multiple or found))
    title = words.text("alliances.title")
    glance = (_glance(found, words),)
    return Section("alliances", title, glance, (Finding(lead, behind),), tuple(blocks))


def _glance(found: list[Statement], words: Words) -> Finding:
    top = found[0]
    if top.weight[0] == 1:
        parts = words("alliances.glance.single", n=len(found))
        return Finding(parts, best(*(s.holding for s in found)))
    level = [s for s in found if s.weight == top.weight]
    if len(level) > 1:
        pair = words.statement(top)
        parts = words("alliances.glance.tie", n=len(level), m=top.weight[1], pair=pair)
        return Finding(parts, best(*(s.holding for s in level)))
    says = words.says(top.holding)
    return Finding(words("alliances.glance", pair=words.statement(top), says=says), top.holding)


def _item(statement: Statement, facts: Facts, words: Words) -> Finding:
    joint = _joint(statement, facts)
    systems: dict[Entity, None] = dict.fromkeys(s.object for s in joint)
    parts = words(
        "alliances.item.joint" if joint else "alliances.item",
        statement=words.statement(statement),
        says=words.says(statement.holding),
        **({"systems": words.join(map(words.name, systems))} if joint else {}),
    )
    return Finding(parts, best(statement.holding, *(s.holding for s in joint)))


def _joint(statement: Statement, facts: Facts) -> list[Statement]:
    """What says that the two partners made the same thing."""
    made = [s for s in facts.of(Relation.DEVELOPS) if s.subject in statement.ends]
    makers = Counter(s.object for s in made)
    return [s for s in made if makers[s.object] > 1]


def _pair(statement: Statement, words: Words) -> str:
    a, b = map(words.name, statement.ends)
    return words.text("alliances.pair", a=a, b=b)
