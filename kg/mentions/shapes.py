"""Doc → ``doc.spans["shapes"]``: what has the shape of a Chinese name, known or not.

Organisations end in a suffix (医院, 研究院, 科技) and begin with a name; AI systems stand before a
head (大模型, 平台); policies stand between 《 and 》; persons stand beside a role. The words come
from ``data/names``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.doc import NAME_TAGS, Word, plain
from kg.names import roles, table, word_list
from kg.resources import any_of
from kg.vocab import Kind

# The title of a work (nw) is no part of an organisation's name.
_NAME_TAGS = NAME_TAGS - {"nw"}
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百\d]+")
_CJK = re.compile(r"[一-鿿]")
_TITLE = re.compile(r"《([^《》\n]{4,60})》")
_QUOTED = r"[“「『《\"]([^“”「」『』《》\"\n,。;!?:]{2,20})[”」』》\"]"
_LATIN = r"([A-Za-z][A-Za-z0-9]*(?:[-. ][A-Za-z0-9]+){0,4})"
_PERSON = re.compile(r"[一-鿿·]{2,12}|[A-Z][a-z]+(?: [A-Z][a-z]+)+")


@cache
def _suffixes() -> tuple[re.Pattern[str], dict[str, tuple[Kind, bool]]]:
    kinds = {
        row["suffix"]: (
            row.term("class", Kind),
            row.term("strength", ("strong", "brand")) == "strong",
        )
        for row in table("zh.suffixes", "suffix", "class", "strength")
    }
    return re.compile(any_of(kinds)), kinds


class Walk:
    """The words of a document, to walk from a suffix to the left end of the name."""

    def __init__(self, doc: Doc) -> None:
        self.text = plain(doc)
        self.words: tuple[Word, ...] = doc._.words
        self._starts = [w.start for w in self.words]

    def at(self, offset: int) -> int:
        """The index of the word that holds ``offset``, or -1."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.words[i].end else -1

    def said(self, word: Word) -> str:
        """The word's text."""
        return self.text[word.start : word.end]

    def anchors(self, word: Word) -> bool:
        """Whether a name may begin with this word."""
        said = self.said(word)
        generic = said in word_list("zh.generic") or said in word_list("zh.borders")
        return word.tag in _NAME_TAGS and not generic and len(said) > 1

    def inside(self, word: Word) -> bool:
        """Whether this word may stand inside an organisation's name."""
        said = self.said(word)
        if said in word_list("zh.borders"):
            return False
        fits = word.tag in _NAME_TAGS or said in word_list("zh.modifiers")
        return fits or bool(_ORDINAL.fullmatch(said))


def _organisation(walk: Walk, match: re.Match[str]) -> tuple[int, Kind] | None:
    """Where the name that ends in this suffix begins, and its class."""
    kind, strong = _suffixes()[1][match.group()]
    i = walk.at(match.start())
    last = walk.at(match.end() - 1)
    if i < 0 or walk.words[last].end != match.end():
        return None
    first = i
    while first and walk.words[first - 1].end == walk.words[first].start:
        if not walk.inside(walk.words[first - 1]):
            break
        first -= 1
    while first <= i and not walk.anchors(walk.words[first]):
        first += 1
    if first > i or (not strong and not _branded(walk, first, i, match)):
        return None
    start = walk.words[first].start
    lead = walk.text[start : match.start()]
    return (start, kind) if lead and lead not in word_list("zh.generic") else None


def _branded(walk: Walk, first: int, i: int, match: re.Match[str]) -> bool:
    """Whether a weak suffix stands right behind a brand (迈瑞 + 医疗), not behind a place."""
    if walk.words[i].start < match.start():
        return walk.words[i].tag == "ORG"
    before = walk.words[i - 1]
    return first < i and before.tag in ("ORG", "nz", "PER") and walk.anchors(before)


def organisations(doc: Doc, walk: Walk) -> Iterator[Span | None]:
    """Names that end in an organisation's suffix."""
    for match in _suffixes()[0].finditer(plain(doc)):
        found = _organisation(walk, match)
        if found:
            yield doc.char_span(found[0], match.end(), label=found[1])


@cache
def _heads() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Kind]]:
    rows = list(table("systems", "head", "class", "use"))
    kinds = {row["head"]: row.term("class", Kind) for row in rows}
    quoted = re.compile(f"(?:{_QUOTED}|(?<![A-Za-z]){_LATIN})[一-鿿]{{0,6}}?({any_of(kinds)})")
    anyhow = [row["head"] for row in rows if row.term("use", ("quoted", "any")) == "any"]
    return quoted, re.compile(any_of(anyhow)), kinds


def systems(doc: Doc, walk: Walk) -> Iterator[Span | None]:
    """Models and products by the head behind them."""
    quoted, anyhow, kinds = _heads()
    for match in quoted.finditer(plain(doc)):
        group = 1 if match.group(1) else 2
        if match.group(group) not in word_list("zh.generic"):
            yield doc.char_span(match.start(group), match.end(group), label=kinds[match.group(3)])
    for match in anyhow.finditer(plain(doc)):
        start = _system_start(walk, match.start())
        if start is not None:
            yield doc.char_span(start, match.end(), label=kinds[match.group()])


def _system_start(walk: Walk, end: int) -> int | None:
    """Where the name before 大模型 begins: up to four words back, not all of them generic."""
    i = first = walk.at(end - 1) if end else -1
    if i < 0 or walk.words[i].end != end:
        return None
    while first >= 0 and i - first < 4 and _may_name(walk, walk.words[first]):
        if first < i and walk.words[first].end != walk.words[first + 1].start:
            break
        first -= 1
    named = [
        w for w in walk.words[first + 1 : i + 1] if walk.said(w) not in word_list("zh.generic")
    ]
    return walk.words[first + 1].start if named else None


def _may_name(walk: Walk, word: Word) -> bool:
    said = walk.said(word)
    return (
        word.tag in ("ORG", "LOC", "nz", "n", "nw", "vn", "a")
        and said not in word_list("zh.borders")
        and bool(_CJK.match(said))
    )


@cache
def _policy_words() -> re.Pattern[str]:
    return re.compile(any_of(word_list("policies")))


def policies(doc: Doc) -> Iterator[Span | None]:
    """《…》 whose title says that it is a policy, guideline, standard or report."""
    for match in _TITLE.finditer(plain(doc)):
        if _policy_words().search(match.group(1)):
            yield doc.char_span(match.start(1), match.end(1), label=Kind.POLICY)


@cache
def _roles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    role = roles("zh")
    latin = r"([A-Z][a-z]+(?: [A-Z]\.)?(?:[ ·][A-Z][A-Za-z]+)+)"
    return re.compile(role), re.compile(f"{role} ?{latin}|{latin} ?{role}")


def persons(doc: Doc, walk: Walk) -> Iterator[Span | None]:
    """LAC's persons with a role right before or behind them."""
    either, latin = _roles()
    for match in latin.finditer(plain(doc)):
        yield doc.char_span(*match.span(1 if match.group(1) else 2), label=Kind.PERSON)
    for word in walk.words:
        said = walk.said(word)
        if word.tag != "PER" or not _PERSON.fullmatch(said):
            continue
        before = plain(doc)[max(0, word.start - 6) : word.start].rstrip()
        behind = plain(doc)[word.end : word.end + 6].lstrip()
        ends = [m.end() for m in either.finditer(before)]
        if (ends and ends[-1] == len(before)) or either.match(behind):
            yield doc.char_span(word.start, word.end, label=Kind.PERSON)


@Language.component("kg_shapes", requires=["doc._.words"], assigns=["doc.spans"])
def shapes(doc: Doc) -> Doc:
    """Mark the Chinese shapes."""
    walk = Walk(doc)
    found = (*organisations(doc, walk), *systems(doc, walk), *policies(doc), *persons(doc, walk))
    doc.spans["shapes"] = filter_spans(s for s in found if s is not None)
    return doc
