"""Doc → ``doc.spans["latin"]``: names in Latin letters, by their shape.

Models carry a family or a version (MedGPT-2, Llama-3-8B) or stand beside 'model'; English
organisations end or begin with a head (… Medical Center, University of …); persons stand beside a
role. The heads and families come from ``data/names``.
"""

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.doc import plain
from kg.names import roles, table, word_list
from kg.resources import any_of
from kg.vocab import Kind

_PART = r"[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*"
_VERSION = r"(?:[-‑ ]?[vVRM]?\d+(?:\.\d+)?[a-zA-Z]{0,2})"
_BESIDE_MODEL = re.compile(
    rf"(?<![\w-])({_PART}(?: {_PART}| \d(?:\.\d)?)?)(?= (?:large language )?(?:model|LLM)s?\b)"
)

_WORD = r"(?:[A-Z][A-Za-z’'&-]*(?:\.[A-Za-z]+)*|St\.)"
_JOIN = r"(?: (?:(?:of|for|the|&) )*)"


@cache
def _families() -> dict[str, bool]:
    """Families of models, and whether each names one by itself (Qwen; a GPT does not)."""
    rows = table("families", "family", "alone")
    return {row["family"]: row.term("alone", ("yes", "no")) == "yes" for row in rows}


@cache
def _model() -> re.Pattern[str]:
    """A name with a family of models at its end (MedGPT-2), or with a version (Meerkat-7B)."""
    return re.compile(
        rf"(?<![\w-])(?:(?:[A-Z][A-Za-z-]*?)?{any_of(_families())}(?:[-‑][A-Za-z0-9.]+)*{_VERSION}?"
        rf"|[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)*-(?:[vVRM]\d[\w.]*|\d+(?:\.\d+)?[BbMm]))(?![\w])"
    )


def _says_nothing(word: str) -> bool:
    """Whether a word is a mere family (a GPT), or no name at all."""
    return not _families().get(word, word.lower() not in word_list("common"))


@cache
def _organisations() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    patterns = []
    for row in table("en.heads", "head", "class", "of"):
        head, of = re.escape(row["head"]), row.term("of", ("yes", ""))
        behind = rf"(?: the)? {_WORD}(?:(?: and| &|,)? {_WORD}){{0,5}}"
        tail = rf"(?: (?:of|for){behind})?" if of else ""
        pattern = rf"(?<![\w-])(?:{_WORD}{_JOIN}){{1,5}}{head}\b{tail}"
        if of:
            pattern += rf"|(?<![\w-]){head} of{behind}"
        patterns.append((re.compile(pattern), row.term("class", Kind)))
    return tuple(patterns)


def models(doc: Doc) -> Iterator[Span | None]:
    """Model names by family, version or the word behind them."""
    for match in _model().finditer(plain(doc)):
        if not _says_nothing(match.group()):
            yield doc.char_span(*match.span(), label=Kind.MODEL)
    for match in _BESIDE_MODEL.finditer(plain(doc)):
        if not _says_nothing(match.group(1).split()[0]):
            yield doc.char_span(*match.span(1), label=Kind.MODEL)


def organisations(doc: Doc) -> Iterator[Span | None]:
    """English organisations by their head."""
    for pattern, kind in _organisations():
        for match in pattern.finditer(plain(doc)):
            start = match.start() + (4 if match.group().startswith("The ") else 0)
            yield doc.char_span(start, match.end(), label=kind)


@cache
def _persons() -> tuple[re.Pattern[str], re.Pattern[str]]:
    role = roles("en")
    part = r"(?:[A-Z][a-z]*['’]?)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
    name = rf"{part}(?: [A-Z]\.)? {part}"
    degree = r"(?:,? (?:M\.?D\.?|Ph\.?D\.?|RN|MPH|MBA|DO))*"
    behind = re.compile(rf"\b({name}){degree}, (?:[\w’'&,-]+ ){{0,6}}?{role}\b")
    before = re.compile(rf"\b{role},? (?:Dr\.? )?({name})\b")
    return behind, before


def persons(doc: Doc) -> Iterator[Span | None]:
    """Persons beside a role: 'Jane Roe, MD, chief executive', 'CEO Jane Roe'."""
    for pattern in _persons():
        for match in pattern.finditer(plain(doc)):
            yield doc.char_span(*match.span(1), label=Kind.PERSON)


@Language.component("kg_latin", assigns=["doc.spans"])
def latin(doc: Doc) -> Doc:
    """Mark the Latin shapes."""
    found = (*models(doc), *organisations(doc), *persons(doc))
    doc.spans["latin"] = filter_spans(s for s in found if s is not None)
    return doc
