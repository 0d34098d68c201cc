"""Doc → ``doc._.entities`` and mentions without names that the reader doubts and no claim uses.

An article prints much that looks like a name (what stands under a photograph, a country in
passing). What something is said of has a second witness; of the rest the reader has to be surer, by
class, as ``data/cues/names.tsv`` says. Comes last: the claims have to be known.
"""

from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions.learned import least
from kg.vocab import Kind


@Language.component(
    "kg_alone", requires=["doc._.claims", "doc._.reading"], assigns=["doc.spans", "doc._.entities"]
)
def alone(doc: Doc) -> Doc:
    """Leave out what is doubtful and alone; one mention that the reader is sure of is enough."""
    kept = {end for c in doc._.claims for end in (c.subject, c.object)}
    confidence = doc._.reading.confidence
    mentions = list(doc.spans["mentions"])
    for span in mentions:
        if span.kb_id_ not in kept:
            sure = confidence(span.start_char, span.end_char)
            if sure >= least()[Kind(span.label_)].alone:
                kept.add(span.kb_id_)
    doc.spans["mentions"] = [s for s in mentions if s.kb_id_ in kept]
    doc._.entities = tuple(e for e in doc._.entities if e.slug in kept)
    return doc
