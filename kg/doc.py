"""What our components hang on a spaCy Doc, and how they reach it.

``doc._.words`` has LAC's words, ``doc._.reading`` what the trained reader saw, ``doc._.entities``
the entities that mentions are put to, ``doc._.claims`` what is stated; ``doc._.language`` ("zh" or
"en") and ``doc._.issued`` come with the article. ``doc.spans["mentions"]`` has the mentions:
label = class, ``kb_id_`` = slug.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span

AMBIGUOUS = "ambiguous"  # ``span.id_`` of a name that needs context
TEXT = "kg_text"
# LAC's tags of names: organisations, persons, places, other names, titles of works.
NAME_TAGS = frozenset({"ORG", "PER", "LOC", "nz", "nw"})

Doc.set_extension("words", default=(), force=True)
Doc.set_extension("entities", default=(), force=True)
Doc.set_extension("claims", default=(), force=True)
Doc.set_extension("language", default="zh", force=True)
Doc.set_extension("issued", default=None, force=True)
Doc.set_extension("reading", default=None, force=True)


class Word(NamedTuple):
    """A word of LAC's, its offsets and its tag."""

    start: int
    end: int
    tag: str


def plain(doc: Doc) -> str:
    """``doc.text`` without putting it together again from its tokens each time."""
    text: str = doc.user_data[TEXT]
    return text


def inside(mention: Span) -> Iterator[Span]:
    """The spans that gave way to ``mention`` and stand inside it, from left to right."""
    inner = mention.doc.spans["inner"]
    for number in range(bisect_left(inner, mention.start, key=lambda s: s.start), len(inner)):
        span = inner[number]
        if span.start >= mention.end:
            return
        if span.end <= mention.end:
            yield span


def asks(sentence: str) -> bool:
    """Whether a sentence is a question: it states nothing."""
    return sentence.rstrip("”」』\"')） ").endswith(("?", "？"))
