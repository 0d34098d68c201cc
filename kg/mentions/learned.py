"""Doc → ``doc.spans["learned"]``: the names that the trained reader sees, with their classes.

``doc._.reading`` keeps what the encoder saw, so that relations are read from the same states. Names
of the catalogue that the reader takes for common words are no names (聚焦 as a verb, 互联网医疗).
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.doc import plain, sentence_bounds
from kg.reader import Found, Reader

# Chosen on annotated articles: for a name of the reader's own, for one of the catalogue's.
_LEAST, _SUPPORT = 0.55, 0.1


@Language.component("kg_read", requires=["doc.sents"], assigns=["doc.spans", "doc._.reading"])
def read(doc: Doc) -> Doc:
    """Read ``doc`` once."""
    reading = Reader.load().read(plain(doc), sentence_bounds(doc))
    doc._.reading = reading
    sure = (f for f in reading.mentions if not f.inner and f.confidence >= _LEAST)
    doc.spans["learned"] = _spans(doc, sure)
    return doc


def _spans(doc: Doc, found: Iterable[Found]) -> list[Span]:
    """As spaCy's spans; a name that ends inside a token takes the whole token.

    Nothing is called by a single sign: that is a word (暨, 与) that the reader took for a surname.
    """
    spans = (
        doc.char_span(f.start, _closed(plain(doc), f), label=f.kind, alignment_mode="expand")
        for f in found
    )
    return [s for s in spans if s is not None and len(s.text) > 1 and "\n" not in s.text]


def _closed(text: str, found: Found) -> int:
    """Where a name ends, with the bracket that it opens and that closes right behind it."""
    name = text[found.start : found.end]
    opened = name.count("(") > name.count(")")
    return found.end + (opened and text[found.end : found.end + 1] == ")")


@Language.component("kg_doubt", requires=["doc.spans", "doc._.reading"], assigns=["doc.spans"])
def doubt(doc: Doc) -> Doc:
    """Leave out the known names that the reader sees no name in."""
    support = doc._.reading.support
    known = doc.spans["known"]
    doc.spans["known"] = [s for s in known if support(s.start_char, s.end_char) >= _SUPPORT]
    return doc
