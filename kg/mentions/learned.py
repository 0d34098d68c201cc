"""Doc → ``doc.spans["learned"]``: the names that the trained reader sees, with their classes.

``doc._.reading`` keeps what the encoder saw, so that relations are read from the same states.
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.doc import plain, sentence_bounds
from kg.reader import Found, Reader

_LEAST = 0.7  # of a name: chosen on annotated articles beside the catalogue and the shapes


@Language.component("kg_read", requires=["doc.sents"], assigns=["doc.spans", "doc._.reading"])
def read(doc: Doc) -> Doc:
    """Read ``doc`` once."""
    reading = Reader.load().read(plain(doc), sentence_bounds(doc))
    doc._.reading = reading
    sure = (f for f in reading.mentions if not f.inner and f.confidence >= _LEAST)
    doc.spans["learned"] = _spans(doc, sure)
    return doc


def _spans(doc: Doc, found: Iterable[Found]) -> list[Span]:
    """As spaCy's spans; a name that ends inside a token takes the whole token."""
    spans = (doc.char_span(f.start, f.end, label=f.kind, alignment_mode="expand") for f in found)
    return [s for s in spans if s is not None and "\n" not in s.text]
