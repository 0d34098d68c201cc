"""Doc → ``doc.spans["learned"]``: the names that the trained reader sees, with their classes.

``doc._.reading`` keeps what the encoder saw, so that relations are read from the same states. Names
of the catalogue that the reader takes for common words are no names (聚焦 as a verb, 互联网医疗),
a state behind its city is no place of its own (Rochester, Minn.), and a dateline names none.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.doc import plain
from kg.errors import DataError
from kg.names import table, word_list
from kg.reader import Found, Reader
from kg.resources import any_of, folder, read_table
from kg.vocab import AI_SYSTEMS, CONCEPTS, ORGANIZATIONS, Kind

# A single sign, an initial, a web address, a fiscal year.
_NO_NAME = re.compile(
    r".?|[A-Z]\.|[a-z0-9.-]+\.(?:com|org|net|gov|edu)(?:\.[a-z]{2})?|(?:[HQ]\d|\d[HQ])?FY ?\d{2,4}"
)
# What may be a name in quotes, and how likely its characters have to be part of one.
_QUOTED = re.compile(r"[“「『](?P<name>[^“”「」『』,，、。!！?？;；:：\n]{2,30})[”」』]")
_WHOLE = 0.75
_MADE = AI_SYSTEMS | {Kind.HARDWARE}
# What a system's name opens a bracket for is its second name: RuiPath(瑞智).
_SECOND = re.compile(r"(?<=\w\w) ?\([^()]*\)?$")
# A title in its marks, not across lines.
_TITLE = re.compile(r"《(?P<name>[^《》\n]+)》")


@dataclass(frozen=True, slots=True)
class Least:
    """How sure the reader has to be, 0..1: of a name it reads, of a known name that it is one.

    ``alone`` is for a name that no claim uses.
    """

    read: float
    known: float
    alone: float


@dataclass(frozen=True, slots=True)
class Edges:
    """What no name of a class begins with, what none ends with, and what of that goes on."""

    front: re.Pattern[str]
    behind: re.Pattern[str]
    between: re.Pattern[str]


@Language.component("kg_read", assigns=["doc.spans", "doc._.reading"])
def read(doc: Doc) -> Doc:
    """Read ``doc`` once."""
    reading = Reader.load().read(plain(doc))
    doc._.reading = reading
    sure = [f for f in reading.mentions if not f.inner and f.confidence >= least()[f.kind].read]
    whole = _whole(plain(doc), reading.mentions, sure, reading.support)
    doc.spans["learned"] = _spans(doc, [*sure, *whole])
    return doc


def _whole(
    text: str, seen: Sequence[Found], sure: Sequence[Found], support: Callable[[int, int], float]
) -> Iterator[Found]:
    """Systems and devices in quotes whose parts the reader sees, with hardly a sign left out.

    “病历检索与质控管理系统” is one name: it is called what its last part is. Two that are named in
    quotes (“DeepSeek和Qwen2.5”) stay two.
    """
    last = {f.end: f for f in seen if f.kind in _MADE and not f.inner}
    named = [f for f in sure if f.kind not in CONCEPTS]
    for quoted in _QUOTED.finditer(text):
        start, end = quoted.span("name")
        parts = [f for f in named if start <= f.start and f.end <= end]
        if end in last and last[end].start > start and len(parts) < 2:
            likely = support(start, end)
            if likely >= _WHOLE:
                yield Found(start, end, last[end].kind, likely)


@cache
def least() -> dict[Kind, Least]:
    """How sure the reader has to be of a name, by class. Raises DataError."""
    path = folder("data") / "cues" / "names.tsv"
    names = ("read", "known", "alone")
    found = {
        row.term("class", Kind): Least(*(row.number(name, 0, 1) for name in names))
        for row in read_table(path, ("class", *names), key=("class",))
    }
    if lacking := [kind for kind in Kind if kind not in found]:
        raise DataError(path, 0, f"needs a line for {', '.join(lacking)}")
    return found


def _spans(doc: Doc, found: Iterable[Found]) -> list[Span]:
    """As spaCy's spans; a name that ends inside a token takes the whole token.

    Nothing is called by a single sign: that is a word (暨, 与) that the reader took for a surname.
    Nor by a word for things of its kind (LLM, MoU).
    """
    spans = (
        doc.char_span(*_trimmed(plain(doc), f), label=f.kind, alignment_mode="expand")
        for f in _joined(plain(doc), found)
    )
    return [s for s in spans if s is not None and _names(s.text)]


def _joined(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The names, of which one that cannot end there (… Lincolnshire and) goes on with the next."""
    before: Found | None = None
    for name in sorted(found):
        goes_on = (
            before and before.kind is name.kind and not text[before.end : name.start].strip(" ")
        )
        if before and goes_on and _edges(name.kind).between.search(text, before.start, before.end):
            before = replace(before, end=name.end)
        else:
            if before:
                yield before
            before = name
    if before:
        yield before


def _names(text: str) -> bool:
    """Whether a text may name something."""
    if _NO_NAME.fullmatch(text) or "\n" in text:
        return False
    return text.lower() not in word_list("common")


def _trimmed(text: str, found: Found) -> tuple[int, int]:
    """The ends of a name: without signs that are none of it, with the bracket that it opens.

    A bracket that it does not open ends it, and so does any that a system's opens; a policy that
    begins with a title (《关于…) reaches to the title's end.
    """
    start, end = found.start, found.end
    title = _TITLE.match(text, max(0, start - 1)) if found.kind is Kind.POLICY else None
    if title and title.end("name") > end:
        return title.span("name")
    second = _SECOND.search(text, start, end) if found.kind in _MADE else None
    if second:
        return start, second.start()
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    if opened > closed and text[end : end + 1] == ")":
        return start, end + 1
    if closed > opened and text[end - 1] == ")":
        end -= 1
    edges = _edges(found.kind)
    name = edges.front.sub("", text[start:end])
    start, end = end - len(name), end - len(name) + len(edges.behind.sub("", name))
    return start, _city(text, start, end) if found.kind is Kind.PLACE else end


def _city(text: str, start: int, end: int) -> int:
    """The end of a place's name without the state behind the city: Madison, Wisconsin."""
    city = _behind_city().search(text, start, end)
    return city.end("city") if city and city.end() == end else end


@cache
def _edges(kind: Kind) -> Edges:
    """What no name of a class begins and ends with. Raises DataError."""
    sides = ("front", "behind", "between")
    rows = [
        (row.pattern("sign"), row.term("at", sides))
        for row in table("edges", "sign", "at", "class", key=("sign", "at"))
        if not row["class"] or row.term("class", Kind) is kind
    ]
    front, behind, between = ("|".join(s for s, at in rows if at == side) for side in sides)
    return Edges(
        re.compile(f"^(?:{front})"),
        re.compile(f"(?:[-–—、,:(]|{behind}|{between})+$"),
        re.compile(f"(?:{between})$" if between else "(?!)"),
    )


@Language.component("kg_doubt", requires=["doc.spans", "doc._.reading"], assigns=["doc.spans"])
def doubt(doc: Doc) -> Doc:
    """Leave out known names that the reader sees no name in, states behind cities, datelines."""
    support = doc._.reading.support
    doc.spans["known"] = [
        s
        for s in doc.spans["known"]
        if support(s.start_char, s.end_char) >= least()[Kind(s.label_)].known
    ]
    states = _states(doc)
    senders = [m.span() for pattern in _datelines() for m in pattern.finditer(plain(doc))]
    for source in ("known", "learned"):
        doc.spans[source] = [
            s
            for s in doc.spans[source]
            if s.start_char not in states and not any(_sends(s, places) for places in senders)
        ]
    return doc


def _sends(span: Span, places: tuple[int, int]) -> bool:
    """Whether ``span`` is one of the places of a dateline."""
    start, end = places
    if span.label_ != Kind.PLACE or not start <= span.start_char < span.end_char <= end:
        return False
    return span.end_char == end or plain(span.doc)[span.end_char] in ", "


def _states(doc: Doc) -> set[int]:
    """Where states begin that stand behind a city: not behind an organisation, nor in a list."""
    organisations = {s.end_char for s in doc.spans["learned"] if s.label_ in ORGANIZATIONS}
    found = _behind_city().finditer(plain(doc))
    return {m.start("state") for m in found if m.end("city") not in organisations}


@cache
def _datelines() -> list[re.Pattern[str]]:
    """The places of datelines. Raises DataError."""
    return [
        re.compile(f"{row.pattern('places')}(?={row.pattern('behind')})", re.MULTILINE)
        for row in table("datelines", "places", "behind", key=("places",))
    ]


@cache
def _behind_city() -> re.Pattern[str]:
    rows = list(table("states", "state", "short"))
    short = any_of(name for row in rows for name in row.many("short"))
    full = any_of(row["state"] for row in rows)
    no_list = "".join(f"(?<!{re.escape(row['state'])}, )" for row in rows)  # California, Texas
    city = r"(?<![\w'.-])(?P<city>[A-Z][\w'.-]{1,40})"
    return re.compile(rf"{city}, (?P<state>{short}|{no_list}{full})(?![A-Za-z])")
