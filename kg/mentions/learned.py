"""Doc → ``doc.spans["learned"]``: the names that the trained reader sees, with their classes.

``doc._.reading`` keeps what the encoder saw, so that relations are read from the same states. Names
of the catalogue that the reader takes for common words are no names (聚焦 as a verb, 互联网医疗),
and a state behind its city is no place of its own (Rochester, Minn.).
"""

import re
from collections.abc import Iterable
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.doc import plain, sentence_bounds
from kg.errors import DataError
from kg.reader import Found, Reader
from kg.resources import any_of, folder, read_table
from kg.vocab import ORGANIZATIONS, Kind

_SUPPORT = 0.1  # of a name of the catalogue's; chosen on annotated articles


@Language.component("kg_read", requires=["doc.sents"], assigns=["doc.spans", "doc._.reading"])
def read(doc: Doc) -> Doc:
    """Read ``doc`` once."""
    reading = Reader.load().read(plain(doc), sentence_bounds(doc))
    doc._.reading = reading
    least = _least()
    sure = (f for f in reading.mentions if not f.inner and f.confidence >= least[f.kind])
    doc.spans["learned"] = _spans(doc, sure)
    return doc


@cache
def _least() -> dict[Kind, float]:
    """How sure the reader has to be of a name, by class. Raises DataError."""
    path = folder("data") / "cues" / "names.tsv"
    rows = read_table(path, ("class", "least"), key=("class",))
    found = {row.term("class", Kind): row.number("least", 0, 1) for row in rows}
    if lacking := [kind for kind in Kind if kind not in found]:
        raise DataError(path, 0, f"needs a line for {', '.join(lacking)}")
    return found


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
    """Where a name ends: with the bracket that it opens and closes, without a dash behind it."""
    name = text[found.start : found.end]
    opened = name.count("(") > name.count(")")
    if opened and text[found.end : found.end + 1] == ")":
        return found.end + 1
    return found.start + len(name.rstrip("-–—、,:"))


@Language.component("kg_doubt", requires=["doc.spans", "doc._.reading"], assigns=["doc.spans"])
def doubt(doc: Doc) -> Doc:
    """Leave out the known names that the reader sees no name in, and states behind their cities."""
    support = doc._.reading.support
    known = doc.spans["known"]
    doc.spans["known"] = [s for s in known if support(s.start_char, s.end_char) >= _SUPPORT]
    states = _states(doc)
    for source in ("known", "learned"):
        doc.spans[source] = [s for s in doc.spans[source] if s.start_char not in states]
    return doc


def _states(doc: Doc) -> set[int]:
    """Where states begin that stand behind a city: not behind an organisation, nor in a list."""
    organisations = {s.end_char for s in doc.spans["learned"] if s.label_ in ORGANIZATIONS}
    found = _behind_city().finditer(plain(doc))
    return {m.start("state") for m in found if m.end("city") not in organisations}


@cache
def _behind_city() -> re.Pattern[str]:
    rows = list(read_table(folder("data") / "names" / "states.tsv", ("state", "short"), ("state",)))
    short = any_of(name for row in rows for name in row.many("short"))
    full = any_of(row["state"] for row in rows)
    no_list = "".join(f"(?<!{re.escape(row['state'])}, )" for row in rows)  # California, Texas
    return re.compile(rf"(?P<city>[A-Z][\w'.-]+), (?P<state>{short}|{no_list}{full})(?![A-Za-z])")
