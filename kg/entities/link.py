"""Doc → ``doc._.entities`` and spans with slugs: every mention put to one entity.

A name of the catalogue links to its entity; an ambiguous one only with context. What the
catalogue lacks gets a slug from its class and its folded name, so that it is the same in every
article, run and script. Spans of one thing (pairs, short forms) share the slug of its fullest name.
"""

import re
from collections.abc import Collection

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg import catalogue
from kg.doc import AMBIGUOUS, NAME_TAGS, inside, plain
from kg.entities.clusters import Clusters, clustered
from kg.entities.forms import bare, coined, key, spellings
from kg.entities.pairs import adjacent, akin, bracketed, occurrences
from kg.fold import each, fold_name, is_chinese
from kg.types import Entity, Name
from kg.vocab import AI_SYSTEMS, ORGANIZATIONS, Kind

_NO_WORD = re.compile(r"\W")
_OWNED = AI_SYSTEMS | {Kind.BUSINESS_UNIT}


def slug_of(kind: Kind, name: str) -> str:
    """The slug of an entity that no catalogue knows: its class and its folded (bare) name."""
    named = bare(name) if kind is Kind.COMPANY else name
    parts = fold_name(named).split("~")  # 1~5 is what the fold makes of 1.5
    return "-".join([kind.lower(), *(_NO_WORD.sub("", part) for part in parts)])


class Linker:
    """The component. Built from the catalogue once per pipeline."""

    def __init__(self) -> None:
        self._catalogue = catalogue.load()
        self._owners: dict[str, set[str]] = {}
        self._ambiguous: set[str] = set()
        self._stage_names: list[str] = []
        names = self._catalogue.names
        for name, folded in zip(names, each(fold_name, (n.text for n in names)), strict=True):
            self._owners.setdefault(folded, set()).add(name.slug)
            if name.ambiguous:
                self._ambiguous.add(folded)
            if self._catalogue.kinds[name.slug] is Kind.CARE_STAGE:
                self._stage_names.append(folded)

    def __call__(self, doc: Doc) -> Doc:
        """Link ``doc``."""
        doc.spans["mentions"] = self._certain(doc)
        pairs = [*bracketed(doc), *adjacent(doc)]
        added = occurrences(doc, _aliases(pairs))
        spans = sorted([*doc.spans["mentions"], *filter_spans(added)], key=lambda s: s.start)
        clusters = clustered(spans, pairs)
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
                clear = filter_spans([s for s in inside(span) if s.id_ != AMBIGUOUS])
                kept += (self._linked(s) for s in clear)
        return self._without_namesakes([s for s in kept if s is not None])

    def _without_namesakes(self, spans: list[Span]) -> list[Span]:
        """The mentions, of which 中大 beside 中央大學 is not what the catalogue calls so."""
        first = {s.text: s for s in reversed(spans) if fold_name(s.text) in self._ambiguous}
        others = {name for name, span in first.items() if _short_for_another(span, spans)}
        return [Span(s.doc, s.start, s.end, s.label_) if s.text in others else s for s in spans]

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
            for text in (*owned, *(f for s in members for f in spellings(s)))
        }
        return Entity(slug_of(kind, label), kind, Name(label, _language(label)), tuple(names))


def _short_for_another(short: Span, spans: list[Span]) -> bool:
    """Whether a text calls something else so: the one thing among ``spans`` that it abbreviates.

    Not if the text names what the catalogue calls so by another name as well.
    """
    others = [s for s in spans if s.text != short.text]
    fulls = {s.kb_id_ or s.text for s in others if coined(short, s)}
    return len(fulls) == 1 and all(s.kb_id_ != short.kb_id_ for s in others)


def _behind_maker(span: Span) -> set[str]:
    """The catalogue's things whose name behind their maker's or owner's is all of it.

    腾讯混元大模型; 谷歌 google health.
    """
    inner = list(inside(span))
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


@Language.factory("kg_link", requires=["doc.spans"], assigns=["doc.spans", "doc._.entities"])
def link(nlp: Language, name: str) -> Linker:  # noqa: ARG001 (spaCy passes both)
    """The component, for ``nlp.add_pipe``."""
    return Linker()
