"""What a passage of the corpus is. Offsets count characters of ``Passage.text``; ends exclusive."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.vocab import Kind, Modality, Relation


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of an entity; mentions with the same ``key`` are one entity of the passage."""

    start: int
    end: int
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun or description that stands for the entities ``keys``."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation between two entities of the passage, named by their keys."""

    subject: str
    relation: Relation
    object: str
    modality: Modality = Modality.ASSERTED
    date: str | None = None
    score: str | None = None
    role: str | None = None

    def says_as(self, other: "Stated") -> bool:
        """Whether both state the same triple, either way round if it is symmetric."""
        mine, theirs = (self.subject, self.object), (other.subject, other.object)
        turned = self.relation.symmetric and mine == theirs[::-1]
        return self.relation is other.relation and (mine == theirs or turned)


@dataclass(frozen=True, slots=True)
class Passage:
    """One annotated passage and where it stands.

    ``mentions`` are sorted by start, the outer before the inner; ``traps`` are statements that a
    careless reader would make of the passage.
    """

    id: str
    file: Path
    line: int
    language: str
    genre: str
    date: date | None
    text: str
    mentions: tuple[Marked, ...]
    pronouns: tuple[Pronoun, ...]
    relations: tuple[Stated, ...]
    traps: tuple[Stated, ...]
