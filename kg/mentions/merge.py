"""Doc → ``doc.spans["mentions"]``: one reading of the text out of all components' spans.

The longest span wins; of two as long, one that needs no context, then the trained reader's, then
the catalogue's. A span that gives way but stands inside the winner (华为 in 华为医疗卫生军团) goes
to ``doc.spans["inner"]``: it may tell whose it is.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.doc import AMBIGUOUS

_SOURCES = ("learned", "known", "shapes", "latin")


def _rank(span: Span, source: int) -> tuple[int, bool, int, int]:
    return (-len(span.text), span.id_ == AMBIGUOUS, source, span.start)


@Language.component("kg_merge", requires=["doc.spans"], assigns=["doc.spans"])
def merge(doc: Doc) -> Doc:
    """Choose among overlapping spans."""
    ranked = sorted(
        ((_rank(s, i), s) for i, name in enumerate(_SOURCES) for s in doc.spans.get(name, ())),
        key=lambda pair: pair[0],
    )
    taken: dict[int, Span] = {}
    chosen: list[Span] = []
    inner: list[Span] = []
    for _, span in ranked:
        holders = {taken[i].start: taken[i] for i in range(span.start, span.end) if i in taken}
        if not holders:
            chosen.append(span)
            taken.update(dict.fromkeys(range(span.start, span.end), span))
        elif len(holders) == 1:
            (holder,) = holders.values()
            if holder.start <= span.start and span.end <= holder.end and len(span) < len(holder):
                inner.append(span)
    doc.spans["mentions"] = sorted(chosen, key=lambda s: s.start)
    doc.spans["inner"] = sorted(inner, key=lambda s: s.start)
    return doc
