"""The brief as a whole, before it is HTML or Markdown."""

from dataclasses import dataclass

from kg.graph.landscape import Landscape
from kg.views.report.coverage import coverage
from kg.views.report.doubts import contested, single
from kg.views.report.events import events
from kg.views.report.facts import Facts
from kg.views.report.network import hubs
from kg.views.report.opening import alliances, basis
from kg.views.report.parts import CITED, Reference, Section
from kg.views.report.systems import builds
from kg.views.report.words import Parts, Words

_SECTIONS = (basis, alliances, hubs, coverage, builds, events, contested, single)
_NOTES = ("machine", "holds", "count", "cited", "absence")


@dataclass(frozen=True)
class Brief:
    """Sections in order, the figures at the head, and what the renderers ask about references."""

    words: Words
    landscape: Landscape
    dek: str
    figures: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]

    @property
    def notes(self) -> list[str]:
        """How to read the brief."""
        return [self.words.text(f"notes.{key}", n=CITED) for key in _NOTES]

    def readings(self, reference: Reference) -> Parts:
        """What a cited sentence was read as, for the claims it is cited for."""
        known = self.landscape.entities
        clauses = (
            self.words.clause(known[c.subject], c.relation, known[c.object], c.modality)
            for c in sorted(reference.claims, key=lambda c: (c.subject, c.relation, c.object))
        )
        return self.words.series(dict.fromkeys(clauses), by="list.clauses")


def brief(landscape: Landscape, lang: str) -> Brief:
    """What there is to say of a landscape, in one language."""
    facts, words = Facts(landscape), Words(lang)
    # Where nothing was read, nothing is white space.
    asked = _SECTIONS if landscape.articles else ()
    sections = (section(facts, words) for section in asked)
    return Brief(
        words,
        landscape,
        _dek(landscape, words),
        _figures(facts, words),
        tuple(s for s in sections if s),
    )


def _dek(landscape: Landscape, words: Words) -> str:
    dates = sorted(a.issued for a in landscape.articles.values() if a.issued)
    n = len(landscape.articles)
    if not dates:
        return words.text("dek.undated" if n else "dek.none", n=n)
    return words.text("dek", n=n, first=words.date(dates[0]), last=words.date(dates[-1]))


def _figures(facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    numbers = {
        "articles": len(facts.landscape.articles),
        "entities": len(facts.landscape.entities),
        "statements": len(facts.holding),
        "multiple": sum(s.weight[0] > 1 for s in facts.holding),
    }
    return tuple((f"{n:,}", words.text(f"stat.{key}")) for key, n in numbers.items())
