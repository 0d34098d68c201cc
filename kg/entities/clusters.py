"""Spans of a text → clusters, each of which names one thing: namesakes, pairs, short forms."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span

from kg.doc import plain
from kg.entities.forms import abbreviates, coined, key, pieces
from kg.entities.pairs import akin, in_order, may_be_concept
from kg.fold import fold_name
from kg.vocab import CONCEPTS, ORGANIZATIONS, Kind


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


def clustered(spans: list[Span], pairs: list[tuple[Span, str | Span]]) -> Clusters:
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


def _behind_owners(spans: list[Span]) -> dict[int, int]:
    """Units right behind their owners: 湘雅医院信息中心, STC Government Sales Sector."""
    return {
        i: i - 1
        for i, (owner, unit) in enumerate(pairwise(spans), 1)
        if unit.label_ == Kind.BUSINESS_UNIT
        and owner.label_ in ORGANIZATIONS
        and plain(unit.doc)[owner.end_char : unit.start_char] in ("", " ")
    }


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
