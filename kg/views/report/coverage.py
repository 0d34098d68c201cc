"""Coverage and white space: systems over the care stages, and the 84 official scenarios."""

from collections.abc import Iterable

from kg.types import Entity
from kg.views.report.facts import Facts, Said, Statement, articles, best
from kg.views.report.parts import Block, Finding, Findings, Section, Squares, Table, cell
from kg.views.report.scenarios import Field, fields, stages
from kg.views.report.words import Words
from kg.vocab import Relation

_STAGES = {
    "PreHospital": ("PreHospital",),
    "InHospital": ("InHospital", "Admission", "Diagnosis", "Treatment"),
    "PostHospital": ("PostHospital",),
}
_ROWS = 15
Placed = dict[Entity, dict[str, list[Statement]]]
Using = dict[str, list[Statement]]


def coverage(facts: Facts, words: Words) -> Section:
    """Where systems are, and where there are none."""
    placed, using = _placed(facts), _using(facts)
    covered = [s for f in fields() for s in f.scenarios if s in using]
    total = sum(len(f.scenarios) for f in fields())
    behind = best(*(s.holding for slug in covered for s in using[slug]))
    glance = Finding(words("coverage.glance", total=total, n=len(covered)), behind)
    blocks = (*_stage_blocks(placed, words), *_scenario_blocks(using, words))
    title = words.text("coverage.title")
    return Section("coverage", title, (glance,) if covered else (), (), blocks)


def _placed(facts: Facts) -> Placed:
    """System → main care stage → what puts it there."""
    home = {part: stage for stage, parts in _STAGES.items() for part in parts}
    belongs = {s: [stage] for s, stage in stages().items()}
    for said in facts.of(Relation.IN_STAGE):
        belongs.setdefault(said.subject.slug, []).append(said.object.slug)
    found: Placed = {}
    for said in facts.of(Relation.COVERS_STAGE, Relation.APPLIES_TO):
        slug = said.object.slug
        covers = [slug] if said.relation is Relation.COVERS_STAGE else belongs.get(slug, [])
        for stage in sorted({home[part] for part in covers if part in home}):
            found.setdefault(said.subject, {}).setdefault(stage, []).append(said)
    return found


def _using(facts: Facts) -> Using:
    """Scenario → what says that a system is used for it."""
    found: Using = {}
    for said in facts.of(Relation.APPLIES_TO):
        found.setdefault(said.object.slug, []).append(said)
    return found


def _said(statements: Iterable[Statement]) -> tuple[Said, ...]:
    return best(*(s.holding for s in statements))


def _stage_blocks(placed: Placed, words: Words) -> list[Block]:
    if not placed:
        return []
    by = {
        stage: [s for where in placed.values() for s in where.get(stage, [])] for stage in _STAGES
    }
    counts = {stage: sum(stage in where for where in placed.values()) for stage in _STAGES}
    parts = (
        words("coverage.stage", stage=words.label(stage), n=n) for stage, n in counts.items() if n
    )
    everything = _said(s for stage in _STAGES for s in by[stage])
    said = words("coverage.stages", n=len(placed), parts=words.join(parts))
    lines = [Finding(said, everything)]
    if empty := [words.label(stage) for stage, n in counts.items() if not n]:
        lines.append(Finding(words("coverage.stages.empty", stages=words.join(empty)), everything))
    head = words.text("coverage.stages.head")
    return [Findings(tuple(lines), head), _matrix(placed, words)]


def _matrix(placed: Placed, words: Words) -> Table:
    """The best attested systems, the columns the stages, the cells numbers of articles."""
    weight = {
        e: articles(_said(s for w in where.values() for s in w)) for e, where in placed.items()
    }
    order = sorted(placed, key=lambda e: (-len(placed[e]), -weight[e], e.slug))
    rows = tuple(
        (
            cell(words, words.name(e)),
            *(_cell(placed[e].get(stage, []), words) for stage in _STAGES),
        )
        for e in order[:_ROWS]
    )
    head = (words.text("coverage.system"), *map(words.title, _STAGES))
    note = words.text("coverage.stages.note")
    if len(order) > _ROWS:
        note = f"{note} {words.text('coverage.rows', n=len(order), shown=_ROWS)}"
    return Table(head, rows, frozenset({1, 2, 3}), note=note)


def _cell(statements: list[Statement], words: Words) -> Finding:
    said = _said(statements)
    return cell(words, articles(said), said) if said else cell(words, "")


def _scenario_blocks(using: Using, words: Words) -> list[Block]:
    rows = [(f, [s for s in f.scenarios if s in using]) for f in fields()]
    head = words.text("coverage.scenarios.head")
    areas: dict[str, dict[str, tuple[tuple[str, int], ...]]] = {}
    for f in fields():
        area = areas.setdefault(f.area[words.lang], {})
        area[words.heading(f.label)] = _squares(f, using, words)
    blocks: list[Block] = [
        Findings(_scenario_lines(rows, using, words), head),
        Squares(words.text("coverage.figure"), areas),
    ]
    if any(found for _, found in rows):
        blocks.append(_used(rows, using, words))
    white = tuple(_white(f, using, words) for f, found in rows if len(found) < len(f.scenarios))
    blocks.append(Findings(white, words.text("coverage.white"), form="fields"))
    return blocks


def _used(rows: list[tuple[Field, list[str]]], using: Using, words: Words) -> Table:
    """Scenarios with their systems, those with most systems first."""
    found = [(field, slug) for field, slugs in rows for slug in slugs]
    order = sorted(found, key=lambda item: -len(using[item[1]]))
    head = tuple(words.text(f"coverage.{c}") for c in ("scenario", "area", "covered"))
    lines = (
        (
            cell(words, words.heading(field.scenarios[slug])),
            cell(words, words.heading(field.label)),
            cell(
                words,
                words.several([words.name(s.subject) for s in using[slug]]),
                _said(using[slug]),
            ),
        )
        for field, slug in order
    )
    return Table(head, tuple(lines))


def _white(field: Field, using: Using, words: Words) -> Finding:
    """The scenarios of a field that have no system."""
    white = [words.heading(label) for s, label in field.scenarios.items() if s not in using]
    return Finding(words.series(white), when=words.heading(field.label))


def _scenario_lines(
    rows: list[tuple[Field, list[str]]], using: Using, words: Words
) -> tuple[Finding, ...]:
    covered = [slug for _, found in rows for slug in found]
    everything = _said(s for slug in covered for s in using[slug])
    if not covered:
        return (Finding(words("coverage.scenarios.none")),)
    field, found = max(rows, key=lambda row: len(row[1]))
    top = words(
        "coverage.scenarios",
        field=field.label[words.lang],
        total=len(field.scenarios),
        n=len(found),
    )
    lines = [Finding(top, _said(s for slug in found for s in using[slug]))]
    if empty := [f.label[words.lang] for f, found in rows if not found]:
        parts = words(
            "coverage.fields.empty", n=len(empty), all=len(rows), fields=words.join(empty)
        )
        lines.append(Finding(parts, everything))
    return tuple(lines)


def _squares(field: Field, using: Using, words: Words) -> tuple[tuple[str, int], ...]:
    return tuple(
        (label[words.lang], len(using.get(slug, ()))) for slug, label in field.scenarios.items()
    )
