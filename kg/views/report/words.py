"""The language of the brief: templates of ``data/report/`` filled in, in one language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce

from kg.resources import folder, read_table
from kg.types import Entity
from kg.views.report.facts import Said, Statement, articles, tellings
from kg.views.scene import names
from kg.views.terms import labels
from kg.vocab import Modality, Relation

_SLOT = re.compile(r"\{(\w+)\}")
_HAN, _LATIN = r"[㐀-鿿]", r"[A-Za-z0-9]"
_SEAM = re.compile(f"{_HAN}\\|{_LATIN}|{_LATIN}\\|{_HAN}")
_MODES = {Modality.PLANNED: "planned", Modality.NEGATED: "negated", Modality.ENDED: "ended"}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; names of entities stand out."""

    text: str
    name: bool = False


Parts = tuple[Part, ...]
Value = str | int | Part | Parts


class Words:
    """Says things in ``lang`` ("zh" or "en")."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.gap = "" if lang == "zh" else " "  # between two sentences

    def __call__(self, key: str, **values: Value) -> Parts:
        """The template ``key`` filled in; with ``n=1`` the one for a single thing, if any."""
        table = _words()
        single = values.get("n") == 1 and f"{key}.one" in table
        return self.fill(table[f"{key}.one" if single else key][self.lang], **values)

    def text(self, key: str, **values: Value) -> str:
        """The same without marks."""
        return plain(self(key, **values))

    def fill(self, template: str, **values: Value) -> Parts:
        """A template with its slots filled, and room between Chinese and Latin characters."""
        parts: list[Part] = []
        for i, piece in enumerate(_SLOT.split(template)):
            for part in _parts(values[piece]) if i % 2 else _parts(piece):
                if parts and _SEAM.fullmatch(f"{parts[-1].text[-1:]}|{part.text[:1]}"):
                    parts.append(Part(" "))
                parts.append(part)
        return tuple(part for part in parts if part.text)

    def name(self, entity: Entity) -> Part:
        """An entity's label; in English its English name, if it has one."""
        found = [n.text for n in names(entity) if n.lang == "en"] if self.lang == "en" else []
        return Part(found[0] if found else entity.label.text, name=True)

    def label(self, term: str) -> str:
        """What a class, relation or care stage is called."""
        return labels()[term][self.lang]

    def title(self, term: str) -> str:
        """What a class, relation or care stage is called where it stands alone."""
        return self.heading(labels()[term])

    def heading(self, label: dict[str, str]) -> str:
        """A label as it stands alone."""
        text = label[self.lang]
        return text[:1].upper() + text[1:]

    def statement(self, said: Statement, mode: Modality = Modality.ASSERTED) -> Parts:
        """A statement as a clause, without a full stop."""
        return self.clause(said.subject, said.relation, said.object, mode)

    def clause(self, subject: Entity, relation: Relation, obj: Entity, mode: Modality) -> Parts:
        """What a claim says, as a clause."""
        return self.say(self.name(subject), relation, self.name(obj), mode)

    def say(
        self, subject: Value, relation: Relation, obj: Value, mode: Modality = Modality.ASSERTED
    ) -> Parts:
        """That a relation holds between these, or is planned, denied or ended."""
        template = _clauses()[relation.value, self.lang][_MODES.get(mode, "holds")]
        return self.fill(template, s=subject, o=obj)

    def says(self, said: Sequence[Said]) -> str:
        """How many articles say so."""
        n, m = articles(said), tellings(said)
        if n == 1:
            return self.text("say.one")
        return self.text("say.many", n=n) if m == n else self.text("say.retold", n=n, m=m)

    def count(self, key: str, n: int) -> str:
        """So many of a class, or of articles in a language: "3 hospitals"."""
        return plain(self.fill(_counts()[key]["zh" if self.lang == "zh" else _number(n)], n=n))

    def join(self, items: Iterable[Value]) -> Parts:
        """One thing, another and a third."""
        every = [_parts(item) for item in items]
        if len(every) == 1:
            return every[0]
        return self("list.last", a=self.series(every[:-1]), b=every[-1])

    def series(self, items: Iterable[Value], by: str = "list") -> Parts:
        """One thing, another, a third: more may follow."""
        every = [_parts(item) for item in items]
        return reduce(lambda a, b: self(by, a=a, b=b), every)

    def several(self, items: Sequence[Value], most: int = 6) -> Parts:
        """The first few things, and how many more there are."""
        if len(items) <= most:
            return self.join(items)
        return self.join([*items[:most], self("more", n=len(items) - most)])

    def date(self, when: date | str) -> str:
        """A day, month or year as it is said."""
        year, *rest = str(when).split("-")
        if not rest:
            return self.text("date.year", y=year)
        month = self.text("months").split(",")[int(rest[0]) - 1]
        if len(rest) == 1:
            return self.text("date.month", y=year, m=month)
        return self.text("date.day", y=year, m=month, d=str(int(rest[1])))


def plain(parts: Iterable[Part]) -> str:
    """The text of a sentence."""
    return "".join(part.text for part in parts)


def _parts(value: Value) -> Parts:
    if isinstance(value, Part):
        return (value,)
    if isinstance(value, tuple):
        return value
    return (Part(f"{value:,}" if isinstance(value, int) else value),)


def _number(n: int) -> str:
    return "one" if n == 1 else "many"


@cache
def _words() -> dict[str, dict[str, str]]:
    rows = read_table(folder("data") / "report" / "words.tsv", ("key", "zh", "en"))
    return {row["key"]: row.values for row in rows}


@cache
def _counts() -> dict[str, dict[str, str]]:
    rows = read_table(folder("data") / "report" / "counts.tsv", ("key", "zh", "one", "many"))
    return {row["key"]: row.values for row in rows}


@cache
def _clauses() -> dict[tuple[str, str], dict[str, str]]:
    columns = ("relation", "lang", "holds", "planned", "negated", "ended")
    rows = read_table(folder("data") / "report" / "statements.tsv", columns)
    return {(row["relation"], row["lang"]): row.values for row in rows}
