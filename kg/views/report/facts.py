"""What the sections of the brief have in common: statements, and who says them.

A statement is a subject, a relation and an object; what is said of it are the claims of the
articles. Articles that use the very same sentence for it are reprints: they count as articles, but
tell it once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kg.fold import fold
from kg.graph.landscape import Landscape
from kg.types import Article, Claim, Entity
from kg.vocab import Modality, Relation

_NEVER = date.min


@dataclass(frozen=True)
class Said:
    """A claim and the article that makes it."""

    article: Article
    claim: Claim

    @property
    def sentence(self) -> tuple[str, int, int]:
        """What a reference points at: article, start and end."""
        return self.article.id, self.claim.start, self.claim.end

    @property
    def text(self) -> str:
        """The sentence, exactly as its article has it."""
        return self.article.text[self.claim.start : self.claim.end]

    @property
    def strength(self) -> tuple[object, ...]:
        """Sorts the surest and newest first."""
        newest = -(self.article.issued or _NEVER).toordinal()
        return -self.claim.confidence, newest, *self.sentence, self.claim.modality


@dataclass(frozen=True)
class Statement:
    """A statement and everything said of it, strongest first."""

    subject: Entity
    relation: Relation
    object: Entity
    said: tuple[Said, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Orders statements for good."""
        return self.subject.slug, self.relation, self.object.slug

    @property
    def ends(self) -> tuple[Entity, Entity]:
        """Subject and object."""
        return self.subject, self.object

    def where(self, *modalities: Modality) -> tuple[Said, ...]:
        """What is said in these ways."""
        return tuple(s for s in self.said if s.claim.modality in modalities)

    @cached_property
    def holding(self) -> tuple[Said, ...]:
        """What makes the statement hold; empty if it does not."""
        return tuple(s for s in self.said if s.claim.modality.holds)

    @cached_property
    def weight(self) -> tuple[int, int]:
        """How often it is told in words of its own, and by how many articles."""
        return tellings(self.holding), articles(self.holding)


def articles(said: Iterable[Said]) -> int:
    """By how many articles."""
    return len({s.article.id for s in said})


def tellings(said: Iterable[Said]) -> int:
    """How many articles are left if those that share a sentence count once."""
    group: dict[str, set[str]] = {}
    first: dict[str, str] = {}
    for each in said:
        mine = group.setdefault(each.article.id, {each.article.id})
        other = first.setdefault(fold(each.text).text, each.article.id)
        if other not in mine:
            mine |= group[other]
            group |= dict.fromkeys(mine, mine)
    return len({id(members) for members in group.values()})


def best(*statements: Iterable[Said]) -> tuple[Said, ...]:
    """The sentences behind some statements: the strongest of each, then the others; an article's
    second sentence after the first of all others."""
    rank: dict[tuple[str, int, int], tuple[tuple[object, ...], Said]] = {}
    for said in statements:
        seen: dict[str, int] = {}
        for place, each in enumerate(said):
            again = seen[each.article.id] = seen.get(each.article.id, -1) + 1
            key = (again, place, *each.strength)
            if each.sentence not in rank or key < rank[each.sentence][0]:
                rank[each.sentence] = (key, each)
    return tuple(each for _, each in sorted(rank.values(), key=lambda item: item[0]))


class Facts:
    """A landscape as statements; what holds stands in order of weight, heaviest first."""

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self.statements = _statements(landscape)
        holding = [s for s in self.statements if s.holding]
        self.holding = sorted(holding, key=lambda s: (*(-n for n in s.weight), s.key))

    def of(self, *relations: Relation) -> list[Statement]:
        """What holds of these relations, heaviest first."""
        return [s for s in self.holding if s.relation in relations]


def _statements(landscape: Landscape) -> list[Statement]:
    found: dict[tuple[str, Relation, str], list[Said]] = {}
    for article, claim in landscape.claims:
        said = Said(landscape.articles[article], claim)
        found.setdefault((claim.subject, claim.relation, claim.object), []).append(said)
    known = landscape.entities
    return [
        Statement(known[s], relation, known[o], tuple(sorted(said, key=lambda x: x.strength)))
        for (s, relation, o), said in sorted(found.items())
    ]
