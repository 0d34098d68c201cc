"""What a brief consists of, before it is HTML or Markdown."""

from dataclasses import dataclass, field

from kg.types import Claim
from kg.views.report.facts import Said
from kg.views.report.words import Part, Parts, Value, Words, plain

CITED = 6
Sentence = tuple[str, int, int]


@dataclass(frozen=True)
class Finding:
    """A sentence (or the cell of a table) and what it rests on, strongest first."""

    parts: Parts
    said: tuple[Said, ...] = ()
    when: str = ""

    @property
    def body(self) -> Parts:
        """All but a Chinese full stop, which stands behind the references."""
        if not self.stop:
            return self.parts
        *others, last = self.parts
        return (*others, Part(last.text[:-1], last.name))

    @property
    def stop(self) -> str:
        """The full stop that stands behind the references."""
        return "。" if self.said and plain(self.parts).endswith("。") else ""


@dataclass(frozen=True)
class Findings:
    """Sentences one below the other, perhaps under a heading."""

    items: tuple[Finding, ...]
    head: str = ""
    note: str = ""
    form: str = "findings"


@dataclass(frozen=True)
class Table:
    """A table; ``numbers`` are its columns of numbers, by place."""

    head: tuple[str, ...]
    rows: tuple[tuple[Finding, ...], ...]
    numbers: frozenset[int] = frozenset()
    title: str = ""
    note: str = ""
    form: str = "table"


@dataclass(frozen=True)
class Plot:
    """Numbers to draw: ``form`` is "bars" or "columns"."""

    form: str
    caption: str
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Squares:
    """One square for each thing, in named rows under headings: heading → row → (thing, number)."""

    caption: str
    rows: dict[str, dict[str, tuple[tuple[str, int], ...]]]
    form: str = "squares"


Block = Findings | Table | Plot | Squares


@dataclass(frozen=True)
class Section:
    """A part of the brief: its point for hurried readers, the sentences it opens with, the rest."""

    key: str
    title: str
    glance: tuple[Finding, ...]
    lead: tuple[Finding, ...]
    blocks: tuple[Block, ...]


@dataclass
class Reference:
    """A cited sentence, and the claims it is cited for."""

    number: int
    said: Said
    claims: list[Claim] = field(default_factory=list)


@dataclass(frozen=True)
class Mark:
    """A number behind a sentence; the first of its number is where the reference leads back to."""

    number: int
    first: bool


class References:
    """Numbers sentences in the order in which they are first cited."""

    def __init__(self) -> None:
        self.found: dict[Sentence, Reference] = {}

    def marks(self, finding: Finding) -> list[Mark]:
        """The numbers of a sentence, smallest first. To be asked in the order of the text."""
        marks = (self._mark(said) for said in finding.said[:CITED])
        return sorted(marks, key=lambda mark: mark.number)

    def _mark(self, said: Said) -> Mark:
        first = said.sentence not in self.found
        reference = self.found.setdefault(said.sentence, Reference(len(self.found) + 1, said))
        if said.claim not in reference.claims:
            reference.claims.append(said.claim)
        return Mark(reference.number, first)

    def all(self) -> list[Reference]:
        """Everything cited so far, by number."""
        return list(self.found.values())


def beyond(finding: Finding) -> int:
    """How many sentences a finding rests on besides those it cites."""
    return max(0, len(finding.said) - CITED)


def cell(words: Words, value: Value, said: tuple[Said, ...] = ()) -> Finding:
    """The cell of a table."""
    return Finding(words.fill("{v}", v=value), said)
