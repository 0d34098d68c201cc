"""The core types: what flows from an article to the graph. Frozen, checked when made.

Article → Mention → Entity → Claim, gathered per article in an ``Extraction``.
All offsets count characters (code points) of ``Article.text``; ``end`` is exclusive.
"""

import hashlib
import os
import re
from dataclasses import dataclass, field, replace
from datetime import date

from kg.vocab import ART, ENT, MLK, Kind, Modality, Relation

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_EVENT_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_SLUG = re.compile(r"[^\s<>\"{}|\\^`%#?/]+")


def _check(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


def readable(name: str) -> str:
    """A file's name as text to store and to print: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article: its text (never empty, trimmed) and what is known about it.

    ``sources`` are the URLs or file names it was read from, sorted; the same text read from two
    places is one article with two sources.
    """

    text: str
    title: str
    sources: tuple[str, ...]
    language: str
    issued: date | None = None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        _check(bool(self.text) and self.text == self.text.strip(), "an article's text is trimmed")
        _check(bool(self.sources), "an article has a source")
        _check(self.language in LANGUAGES, f"language is one of {LANGUAGES}")
        object.__setattr__(self, "sources", tuple(sorted(set(self.sources))))
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        object.__setattr__(self, "id", digest[:16])

    @property
    def iri(self) -> str:
        """The article's IRI, also the name of its named graph."""
        return ART + self.id

    def merged(self, other: "Article") -> "Article":
        """One article from two readings of the same text, whichever came first."""
        _check(self.text == other.text, "only readings of the same text merge")
        return replace(
            self,
            title=min(self.title, other.title, key=lambda t: (not t, len(t), t)),
            sources=self.sources + other.sources,
            language=min(self.language, other.language),
            issued=min((d for d in (self.issued, other.issued) if d), default=None),
        )


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name of an entity in one language."""

    text: str
    lang: str

    def __post_init__(self) -> None:
        _check(bool(self.text.strip()), "a name is not empty")
        _check(self.lang in LANGUAGES, f"language is one of {LANGUAGES}")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the field. ``slug`` is stable over runs, machines and spellings."""

    slug: str
    kind: Kind
    label: Name
    names: tuple[Name, ...] = ()
    same_as: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check(bool(_SLUG.fullmatch(self.slug)), f"not a slug: {self.slug!r}")
        object.__setattr__(self, "names", tuple(sorted({*self.names} - {self.label})))
        object.__setattr__(self, "same_as", tuple(sorted(set(self.same_as))))

    @property
    def iri(self) -> str:
        """``mlk:`` for the care stages, which the ontology names; ``ent:`` for the rest."""
        return (MLK if self.kind is Kind.CARE_STAGE else ENT) + self.slug

    def merged(self, other: "Entity") -> "Entity":
        """The same entity with the names that either side knows."""
        _check(self.slug == other.slug and self.kind is other.kind, "only one entity merges")
        return replace(
            self,
            label=min(self.label, other.label),
            names=(*self.names, self.label, *other.names, other.label),
            same_as=self.same_as + other.same_as,
        )


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of an article's text that names an entity."""

    start: int
    end: int
    entity: str

    def __post_init__(self) -> None:
        _check(0 <= self.start < self.end, "a mention has a length")


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """One article's word for one statement.

    ``start`` and ``end`` cut the evidence sentence out of the article's text; ``confidence`` is in
    0..1; ``event_date`` is YYYY, YYYY-MM or YYYY-MM-DD. ``subject`` and ``object`` are slugs.
    """

    subject: str
    relation: Relation
    object: str
    start: int
    end: int
    confidence: float
    modality: Modality = Modality.ASSERTED
    event_date: str | None = None
    score: str | None = None
    role: str | None = None

    def __post_init__(self) -> None:
        _check(0 <= self.start < self.end, "evidence has a length")
        _check(0 <= self.confidence <= 1, "confidence is in 0..1")
        _check(self.subject != self.object, f"{self.subject} cannot be related to itself")
        _check(
            self.event_date is None or bool(_EVENT_DATE.fullmatch(self.event_date)),
            f"not an event date: {self.event_date}",
        )
        if self.relation.symmetric and self.object < self.subject:
            subject, obj = self.object, self.subject
            object.__setattr__(self, "subject", subject)
            object.__setattr__(self, "object", obj)


@dataclass(frozen=True, slots=True)
class Run:
    """What made a set of claims: extractor, its version, its settings. No clock, no machine."""

    extractor: str
    version: str
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The same for the same extractor, version and settings."""
        parts = (self.extractor, self.version, *(f"{k}={v}" for k, v in sorted(self.settings)))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one run found in one article. Claims and mentions name entities by slug."""

    article: Article
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    run: Run

    def __post_init__(self) -> None:
        object.__setattr__(self, "entities", tuple(sorted(self.entities, key=lambda e: e.slug)))
        object.__setattr__(self, "mentions", tuple(sorted(set(self.mentions))))
        object.__setattr__(self, "claims", tuple(sorted(set(self.claims), key=_claim_key)))
        known = {e.slug for e in self.entities}
        _check(len(known) == len(self.entities), "an entity stands once")
        named = {m.entity for m in self.mentions}
        used = {end for c in self.claims for end in (c.subject, c.object)}
        _check(named | used <= known, f"undescribed entities: {sorted((named | used) - known)}")
        length = len(self.article.text)
        ends = [*(m.end for m in self.mentions), *(c.end for c in self.claims)]
        _check(all(end <= length for end in ends), "offsets in the text")


def _claim_key(claim: Claim) -> tuple[object, ...]:
    return (
        claim.start,
        claim.subject,
        claim.relation,
        claim.object,
        claim.modality,
        claim.event_date or "",
        claim.score or "",
        claim.role or "",
        claim.confidence,
    )
