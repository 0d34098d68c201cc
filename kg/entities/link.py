"""Doc → ``doc._.entities`` and spans with slugs: every mention put to one entity.

A name of the catalogue links to its entity; an ambiguous one only with context. What the
catalogue lacks gets a slug from its class and its folded name, so that it is the same in every
article, run and script. Spans of one thing (pairs, short forms) share the slug of its fullest name.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg import catalogue
from kg.doc import AMBIGUOUS, NAME_TAGS, plain
from kg.entities.forms import abbreviates, bare, coined, forms, key, pieces
from kg.entities.pairs import adjacent, akin, bracketed, in_order, may_be_concept, occurrences
from kg.fold import fold_name, is_chinese
from kg.types import Entity, Name
from kg.vocab import AI_SYSTEMS, CONCEPTS, ORGANIZATIONS, Kind

_NO_WORD = re.compile(r"\W")
_OWNED = AI_SYSTEMS | {Kind.BUSINESS_UNIT}


def slug_of(kind: Kind, name: str) -> str:
    """The slug of an entity that no catalogue knows: its class and its folded (bare) name."""
    named = bare(name) if kind is Kind.COMPANY else name
    parts = fold_name(named).split("~")  # 1~5 is what the fold makes of 1.5
    return "-".join([kind.lower(), *(_NO_WORD.sub("", part) for part in parts)])


class Clusters:
    """Spans that name one thing, as a union-find over their indices.

    ``owned`` tells of units that stand right behind their owners (湘雅医院信息中心) the owner's
    span, ``called`` both names as the text has them. Units of two owners are two things.
    """

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.owned = _behind_owners(spans)
        self.called = {
            unit: plain(spans[unit].doc)[spans[owner].start_char : spans[unit].end_char]
            for unit, owner in self.owned.items()
        }
        self._up = list(range(len(spans)))
        self._slugs = [s.kb_id_ for s in spans]  # at the root: the catalogue's for the cluster
        self._owners = [self.owned.get(i) for i in range(len(spans))]  # at the root, too

    def root(self, i: int) -> int:
        """The cluster of span ``i``."""
        while self._up[i] != i:
            self._up[i] = self._up[self._up[i]]  # the next one goes half as far
            i = self._up[i]
        return i

    def join(self, i: int, j: int) -> bool:
        """Both spans name one thing, unless the catalogue or their owners say that they are two."""
        low, high = sorted((self.root(i), self.root(j)))
        known = {self._slugs[low], self._slugs[high]} - {""}
        owners = [o for o in (self._owners[low], self._owners[high]) if o is not None]
        if len(known) > 1 or len({self.slug(o) or self.root(o) for o in owners}) > 1:
            return False
        self._up[high] = low
        self._slugs[low] = max(known, default="")
        self._owners[low] = owners[0] if owners else None
        return True

    def slug(self, i: int) -> str:
        """The catalogue's slug for the cluster of span ``i``, or none."""
        return self._slugs[self.root(i)]

    def groups(self) -> list[list[int]]:
        """Indices by cluster, in the order of the text."""
        groups = defaultdict(list)
        for i in range(len(self.spans)):
            groups[self.root(i)].append(i)
        return list(groups.values())


class Linker:
    """The component. Built from the catalogue once per pipeline."""

    def __init__(self) -> None:
        self._catalogue = catalogue.load()
        self._owners: dict[str, set[str]] = {}
        self._ambiguous: set[str] = set()
        for name in self._catalogue.names:
            folded = fold_name(name.text)
            self._owners.setdefault(folded, set()).add(name.slug)
            if name.ambiguous:
                self._ambiguous.add(folded)
        self._stage_names = [
            fold_name(name.text)
            for name in self._catalogue.names
            if self._catalogue.kinds[name.slug] is Kind.CARE_STAGE
        ]

    def __call__(self, doc: Doc) -> Doc:
        """Link ``doc``."""
        doc.spans["mentions"] = self._certain(doc)
        pairs = [*bracketed(doc), *adjacent(doc)]
        added = [s for full, alias in _aliases(pairs) for s in occurrences(doc, alias, full)]
        spans = sorted([*doc.spans["mentions"], *filter_spans(added)], key=lambda s: s.start)
        clusters = _clusters(spans, pairs)
        doc.spans["mentions"], doc._.entities = self._entities(clusters)
        return doc

    def _certain(self, doc: Doc) -> list[Span]:
        """The mentions without the ambiguous names that nothing supports.

        Where such a name goes, what stands inside it comes back: 腾讯 in 腾讯投资.
        """
        certain = {s: self._linked(s) for s in doc.spans["mentions"] if s.id_ != AMBIGUOUS}
        sure = {s.kb_id_ for s in certain.values() if s is not None and s.kb_id_}
        names = {(w.start, w.end) for w in doc._.words if w.tag in NAME_TAGS}
        kept: list[Span | None] = []
        for span in doc.spans["mentions"]:
            if span.id_ != AMBIGUOUS:
                kept.append(certain[span])
            elif supported := self._supported(span, sure, names):
                kept.append(supported)
            else:
                inner = (
                    s for s in doc.spans["inner"] if span.start <= s.start and s.end <= span.end
                )
                clear = filter_spans([s for s in inner if s.id_ != AMBIGUOUS])
                kept += (self._linked(s) for s in clear)
        return [s for s in kept if s is not None]

    def _linked(self, span: Span) -> Span | None:
        """A name that needs no context, with its entity if the catalogue has one."""
        return span if span.kb_id_ else self._named(span)

    def _named(self, span: Span) -> Span | None:
        """A name that was seen without the catalogue, with the one entity there that has it.

        Care stages are a closed scheme: what holds the name of one is it, all else is nothing.
        """
        folded = fold_name(span.text)
        kinds = {
            slug: self._catalogue.kinds[slug]
            for slug in self._owned(folded) or self._owned(key(span)) or _behind_maker(span)
        }
        sure = folded not in self._ambiguous and _sure(span, kinds)
        owners = [s for s, k in kinds.items() if k == span.label_] or [
            s for s, k in kinds.items() if akin(k, span.label_) or sure
        ]
        if span.label_ == Kind.CARE_STAGE and not owners:
            owners = self._stages(folded)
            kinds = dict.fromkeys(owners, Kind.CARE_STAGE)
        if len(owners) != 1:
            return None if span.label_ == Kind.CARE_STAGE else span
        return Span(span.doc, span.start, span.end, label=kinds[owners[0]], kb_id=owners[0])

    def _owned(self, name: str) -> set[str]:
        """Who has that folded name in the catalogue."""
        return self._owners.get(name, set())

    def _stages(self, name: str) -> list[str]:
        """The care stages whose names stand in ``name``, those with the longest alone."""
        held = [known for known in self._stage_names if known in name]
        longest = max(map(len, held), default=0)
        return sorted({s for known in held if len(known) == longest for s in self._owned(known)})

    def _supported(self, span: Span, sure: set[str], names: set[tuple[int, int]]) -> Span | None:
        owners = self._owned(fold_name(span.text))
        named = sorted(owners & sure)
        if len(named) == 1:
            kind = self._catalogue.kinds[named[0]]
            return Span(span.doc, span.start, span.end, label=kind, kb_id=named[0])
        if span.label_ == Kind.HOSPITAL and len(span.text) > 3:
            slug = span.kb_id_ if len(owners) == 1 else ""
            return Span(span.doc, span.start, span.end, label=Kind.HOSPITAL, kb_id=slug)
        return span if span.kb_id_ and _stands_as_name(span, names) else None

    def _entities(self, clusters: Clusters) -> tuple[list[Span], tuple[Entity, ...]]:
        linked: list[Span] = []
        entities: dict[str, Entity] = {}
        for group in clusters.groups():
            members = [clusters.spans[i] for i in group]
            entity = self._entity(
                members, [clusters.called[i] for i in group if i in clusters.called]
            )
            known = entities.get(entity.slug)
            entities[entity.slug] = known.merged(entity) if known else entity
            linked += (
                Span(s.doc, s.start, s.end, label=entity.kind, kb_id=entity.slug) for s in members
            )
        return sorted(linked, key=lambda s: s.start), tuple(entities.values())

    def _entity(self, members: list[Span], owned: list[str]) -> Entity:
        """What the spans name; a unit goes by its name behind its owner's, as ``owned``, too."""
        slugs = sorted({s.kb_id_ for s in members if s.kb_id_})
        if slugs:
            return self._catalogue.entities[slugs[0]]
        full = max(members, key=lambda s: (len(s.text), -s.start))
        kind = Kind(full.label_)
        label = max((full.text, *owned), key=len)
        names = {
            Name(text, _language(text))
            for text in (*owned, *(f for s in members for f in forms(s)))
        }
        return Entity(slug_of(kind, label), kind, Name(label, _language(label)), tuple(names))


def _behind_owners(spans: list[Span]) -> dict[int, int]:
    """Units right behind their owners: 湘雅医院信息中心, STC Government Sales Sector."""
    return {
        i: i - 1
        for i, (owner, unit) in enumerate(pairwise(spans), 1)
        if unit.label_ == Kind.BUSINESS_UNIT
        and owner.label_ in ORGANIZATIONS
        and plain(unit.doc)[owner.end_char : unit.start_char] in ("", " ")
    }


def _behind_maker(span: Span) -> set[str]:
    """The catalogue's things whose name behind their maker's or owner's is all of it.

    腾讯混元大模型; 谷歌 google health.
    """
    inner = [s for s in span.doc.spans["inner"] if span.start <= s.start and s.end <= span.end]
    makers = {s.end for s in inner if s.start == span.start and s.label_ in ORGANIZATIONS}
    things = (s for s in inner if s.end == span.end and s.label_ in _OWNED and s.kb_id_)
    return {s.kb_id_ for s in things if s.start in makers}


def _language(name: str) -> str:
    return "zh-Hans" if is_chinese(name) else "en"


def _aliases(pairs: list[tuple[Span, str | Span]]) -> list[tuple[Span, str]]:
    """The aliases that no component marked, each once for a class and slug."""
    found: dict[tuple[str, str, str], Span] = {}
    for full, alias in pairs:
        if isinstance(alias, str):
            found.pop(like := (alias, full.label_, full.kb_id_), None)  # the latest decides
            found[like] = full
    return [(full, alias) for (alias, _, _), full in found.items()]


def _clusters(spans: list[Span], pairs: list[tuple[Span, str | Span]]) -> Clusters:
    """Namesakes, pairs and short forms put together."""
    clusters = Clusters(spans)
    at = {(s.start_char, s.end_char): i for i, s in enumerate(spans)}
    full_at = [(at[full.start_char, full.end_char], alias) for full, alias in pairs]
    shared = _shared(spans, full_at)
    _join_namesakes(clusters, shared)
    said_at: dict[str, list[int]] = defaultdict(list)
    for i, span in enumerate(spans):
        said_at[span.text].append(i)
    for i, alias in full_at:
        if isinstance(alias, Span):
            clusters.join(i, at[alias.start_char, alias.end_char])
        elif fold_name(alias) not in shared:
            concept = spans[i].label_ in CONCEPTS
            for j in said_at[alias]:
                if may_be_concept(spans[j]) if concept else akin(spans[j].label_, spans[i].label_):
                    clusters.join(i, j)
    _join_short_forms(clusters)
    return clusters


def _join_namesakes(clusters: Clusters, shared: dict[str, list[int]]) -> None:
    """Spans of one name join the latest of their like; of a shared one, its latest full name."""
    latest: dict[str, list[int]] = defaultdict(list)
    spans = clusters.spans
    for i, span in enumerate(spans):
        fulls = _akin(spans, shared.get(fold_name(span.text), []), span)
        if fulls:
            clusters.join(max((f for f in fulls if f <= i), default=fulls[0]), i)
            continue
        alike = reversed(_akin(spans, latest[key(span)], span))
        if (same := next((j for j in alike if clusters.join(j, i)), None)) is not None:
            latest[key(span)].remove(same)
        latest[key(span)].append(i)


def _akin(spans: list[Span], indices: list[int], span: Span) -> list[int]:
    return [i for i in indices if akin(spans[i].label_, span.label_)]


def _shared(spans: list[Span], pairs: list[tuple[int, str | Span]]) -> dict[str, list[int]]:
    """Short forms that different full names introduce, folded, with where these stand, in order.

    Each stands for the full name that introduced it last.
    """
    fulls: dict[str, list[int]] = defaultdict(list)
    for i, alias in pairs:
        fulls[fold_name(alias if isinstance(alias, str) else alias.text)].append(i)
    return {
        alias: sorted(found)
        for alias, found in fulls.items()
        if any(not _within(key(spans[i]), key(spans[found[0]])) for i in found)
    }


def _within(one: str, other: str) -> bool:
    """Whether one is short for the other: 滨海大学附属医院 for 滨海大学医学院附属医院."""
    return in_order(one, other) or in_order(other, one)


def _sure(span: Span, owners: Collection[str]) -> bool:
    """Whether the catalogue knows one thing alone by this name, Latin and not too short."""
    return len(owners) == 1 and span.text.isascii() and len(span.text) > 5


def _stands_as_name(span: Span, names: set[tuple[int, int]]) -> bool:
    """Whether an ambiguous name stands where only a name would; ``names`` are LAC's, by offsets."""
    if not span.text.isascii():
        return (span.start_char, span.end_char) in names
    before = plain(span.doc)[: span.start_char].rstrip(" “\"'(")
    opens = not before or before[-1] in ".!?。！？\n:："
    return span.text[0].isupper() and not opens and len(span.text) > 2


def _join_short_forms(clusters: Clusters) -> None:
    """A short form joins the one longer name that it abbreviates.

    First those of known shapes, then those that their text has coined, which no catalogue knows.
    """
    for shortened, of_known in ((_fuller, True), (_coined, False)):
        groups = clusters.groups()
        longest = [max((clusters.spans[i] for i in g), key=lambda s: len(s.text)) for g in groups]
        fuller: dict[int, set[int]] = defaultdict(set)
        for short, full in shortened(longest):
            if of_known or not clusters.slug(groups[short][0]):
                fuller[short].add(full)
        # The longest first: what it joins is one name for the shorter ones.
        for short in sorted(fuller, key=lambda n: (-len(longest[n].text), n)):
            roots = {clusters.root(groups[full][0]) for full in fuller[short]}
            if len(roots) == 1:
                clusters.join(groups[short][0], min(roots))


def _fuller(spans: list[Span]) -> Iterator[tuple[int, int]]:
    """Which of ``spans`` abbreviate which: found by the pieces of the longer, not pair by pair."""
    called: dict[str, list[int]] = defaultdict(list)
    for i, span in enumerate(spans):
        called[span.text.lower()].append(i)
    for j, full in enumerate(spans):
        for piece in pieces(full):
            for i in called.get(piece, ()):
                if abbreviates(spans[i], full):
                    yield i, j


def _coined(spans: list[Span]) -> Iterator[tuple[int, int]]:
    """Which of ``spans`` are coined from which: found by the signs of the longer."""
    signs: dict[str, set[int]] = defaultdict(set)
    for j, full in enumerate(spans):
        for sign in {*full.text.lower()}:
            signs[sign].add(j)
    for i, short in enumerate(spans):
        for j in set.intersection(*(signs[sign] for sign in short.text.lower())):
            if coined(short, spans[j]):
                yield i, j


@Language.factory("kg_link", requires=["doc.spans"], assigns=["doc.spans", "doc._.entities"])
def link(nlp: Language, name: str) -> Linker:  # noqa: ARG001 (spaCy passes both)
    """The component, for ``nlp.add_pipe``."""
    return Linker()
