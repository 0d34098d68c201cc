"""What we know by name: the tables of ``data/catalogue/`` and the concepts of ``ontology/``.

``load`` reads both. An entity has its names in both scripts of Chinese; ``Catalogue.names`` has
them as the tables write them (simplified), for matching against folded text. A name is *ambiguous*
if it may only be taken for its entity where the context supports it: a word of the language, a
very short form, or a name that several rows share.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import opencc
import pyoxigraph as ox

from kg.errors import DataError
from kg.fold import is_chinese
from kg.resources import Row, folder, read_table
from kg.types import Entity, Name
from kg.vocab import CONCEPTS, ENT, MLK, Kind

COLUMNS = ("slug", "class", "zh", "en", "aliases", "ambiguous", "same_as")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_QID = re.compile(r"Q[1-9]\d*")
_WIKIDATA = "http://www.wikidata.org/entity/"
_MARKS = re.compile(r"[\W_]+")
_CONTEXT = MLK + "contextLabel"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TABLE_KINDS = [kind for kind in Kind if kind not in CONCEPTS]
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name to look for, the slug of what it names, and whether it needs context."""

    text: str
    slug: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything known by name: entities and classes by slug, and all names for matching."""

    entities: Mapping[str, Entity]
    kinds: Mapping[str, Kind]
    names: list[KnownName]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of a table or a concept of a scheme. ``names`` begins with the preferred one."""

    slug: str
    kind: Kind
    names: tuple[str, ...]
    ambiguous: frozenset[str]
    same_as: tuple[str, ...]
    file: Path
    line: int

    def error(self, reason: str) -> DataError:
        return DataError(self.file, self.line, f"{self.slug}: {reason}")


@cache
def load() -> Catalogue:
    """The catalogue that ships with the package. Raises DataError with file and line."""
    return read(folder("data") / "catalogue", folder("ontology") / "schemes.ttl")


def read(tables: Path, schemes: Path) -> Catalogue:
    """The catalogue of the tables in a folder and of a file of SKOS concepts. Raises DataError."""
    entries = [
        _entry(row) for path in sorted(tables.glob("*.tsv")) for row in read_table(path, COLUMNS)
    ]
    entries += _concepts(schemes)
    _check_slugs(entries)
    _check_owners(entries)
    names = list(_names(entries))
    kinds = {e.slug: e.kind for e in entries}
    return Catalogue(_Entities(entries), kinds, sorted(names, key=lambda n: (n.text, n.slug)))


def _entry(row: Row) -> _Entry:
    """A row of a table, checked by itself."""
    if not _SLUG.fullmatch(row["slug"]):
        raise row.error(f"slug {row['slug']!r}: small Latin letters and digits, joined by single -")
    kind = row.term("class", _TABLE_KINDS)
    if row["same_as"] and not _QID.fullmatch(row["same_as"]):
        raise row.error(f"same_as {row['same_as']!r} is not a Wikidata id such as Q160120")
    names = tuple(n for n in (row["zh"], row["en"], *row.many("aliases")) if n)
    ambiguous = frozenset(row.many("ambiguous"))
    if not names:
        raise row.error("needs a name in zh or en")
    if len({*names}) < len(names):
        twice = min(n for n in names if names.count(n) > 1)
        raise row.error(f"name given twice: {twice}")
    if strange := ambiguous.difference(names):
        raise row.error(f"ambiguous name is not among the names of the row: {min(strange)}")
    same_as = (_WIKIDATA + row["same_as"],) if row["same_as"] else ()
    return _Entry(row["slug"], kind, names, ambiguous, same_as, row.file, row.line)


def _concepts(path: Path) -> Iterator[_Entry]:
    """The concepts of a SKOS file that carry a class of ours."""
    about: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            language = triple.object.language or "" if isinstance(triple.object, ox.Literal) else ""
            fact = (triple.predicate.value, language.lower(), _value(triple.object))
            about[_value(triple.subject)].append(fact)
    except (OSError, SyntaxError) as error:
        raise DataError(
            path, getattr(error, "lineno", None) or 0, f"not Turtle: {error}"
        ) from error
    for iri in sorted(about):
        for kind in CONCEPTS:
            if (_TYPE, "", MLK + kind) in about[iri]:
                yield _concept(iri, kind, sorted(about[iri]), path)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _concept(iri: str, kind: Kind, facts: list[tuple[str, str, str]], path: Path) -> _Entry:
    """One concept. Its labels in traditional characters are made again from the simplified ones."""

    def labels(kind_of_label: str) -> list[str]:
        return [
            text
            for wanted in ("zh-hans", "en")
            for predicate, language, text in facts
            if predicate == kind_of_label and language == wanted
        ]

    context = labels(_CONTEXT)
    names = tuple(dict.fromkeys(labels(_SKOS + "prefLabel") + labels(_SKOS + "altLabel") + context))
    slug = iri.removeprefix(MLK if kind is Kind.CARE_STAGE else ENT)
    if not names:
        raise DataError(path, 0, f"{slug}: needs a skos:prefLabel in zh-Hans or en")
    return _Entry(slug, kind, names, frozenset(context), (), path, 0)


def _check_slugs(entries: Iterable[_Entry]) -> None:
    """Refuse two entries of one slug."""
    first: dict[str, _Entry] = {}
    for entry in entries:
        if (other := first.setdefault(entry.slug, entry)) is not entry:
            raise entry.error(f"slug is already used in {other.file.name}:{other.line}")


def _check_owners(entries: Iterable[_Entry]) -> None:
    """Refuse a name that two entries claim for themselves without calling it ambiguous."""
    owner: dict[str, _Entry] = {}
    for entry in entries:
        for key in {_key(name): None for name in entry.names if name not in entry.ambiguous}:
            if (other := owner.setdefault(key, entry)) is not entry:
                raise entry.error(
                    f"name {key!r} is also {other.slug}'s ({other.file.name}:{other.line});"
                    " mark it ambiguous in one of the two"
                )


def _names(entries: Iterable[_Entry]) -> Iterator[KnownName]:
    """All names but those that are another entry's own, while this one's are ambiguous."""
    owner = {_key(name): e.slug for e in entries for name in e.names if name not in e.ambiguous}
    for entry in entries:
        for text in entry.names:
            if owner.get(_key(text), entry.slug) == entry.slug:
                yield KnownName(text, entry.slug, text in entry.ambiguous)


@cache  # asked for thrice: who owns a name, and whether another does
def _key(name: str) -> str:
    """What spellings of a name share. The tables are simplified already: no folding of script."""
    return _MARKS.sub("", name).lower()


class _Entities(Mapping[str, Entity]):
    """Entities by slug, each made when first asked for: a run meets few of the thousands."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self._entries = {entry.slug: entry for entry in sorted(entries, key=lambda e: e.slug)}
        self._made: dict[str, Entity] = {}

    def __getitem__(self, slug: str) -> Entity:
        if slug not in self._made:
            self._made[slug] = _entity(self._entries[slug])
        return self._made[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _entity(entry: _Entry) -> Entity:
    """The entity of an entry, every Chinese name in both scripts."""
    names = [name for text in entry.names for name in _in_both_scripts(text)]
    return Entity(entry.slug, entry.kind, names[0], tuple(names), entry.same_as)


def _in_both_scripts(text: str) -> tuple[Name, ...]:
    if not is_chinese(text):
        return (Name(text, "en"),)
    return Name(text, "zh-Hans"), Name(_converter().convert(text), "zh-Hant")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2tw")
