"""Doc → ``doc.spans["known"]``: the catalogue's names wherever they stand, also one in another.

A span's label is the class, its ``kb_id_`` the slug where the name belongs to one entity alone; its
``id_`` says ``ambiguous`` where the name needs context. Tokens give Latin names their borders;
LAC's words give them to short Chinese ones (文心 is no model in 中文心理).
"""

import re
from collections import defaultdict
from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from kg import catalogue
from kg.doc import AMBIGUOUS, NAME_TAGS, plain
from kg.fold import each, fold
from kg.mentions.tokens import first_token
from kg.resources import folder, read_table

# Latin names that stay recognisable in other cases: DeepSeek, Med-PaLM, GPT-4, not Notable.
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2,}[a-z]{2,}|[A-Za-z]{3,}[-.]?\d|[A-Za-z]-[A-Z]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z &'.-]{4,}")
_SHORT = 3  # characters; longer Chinese names hardly stand inside other words


class Known:
    """Spans of the catalogue's names. Built from the catalogue once per pipeline."""

    def __init__(self, nlp: Language) -> None:
        self._catalogue = catalogue.load()
        self._owners: dict[str, set[str]] = defaultdict(set)
        self._spelled: dict[str, set[str]] = defaultdict(set)
        self._ambiguous: set[str] = set()
        self._loose: set[str] = set()
        self._foreign: set[str] = set()
        names = self._catalogue.names
        folded = each(lambda text: fold(text).text, (n.text for n in names))
        for name, text in zip(names, folded, strict=True):
            key = text.lower()
            self._owners[key].add(name.slug)
            self._spelled[key].add(_closed(text))
            if name.ambiguous:
                self._ambiguous.add(key)
            elif _CAMEL.search(text):
                self._loose.add(key)
            elif _LATIN.fullmatch(text):
                self._foreign.add(key)
        self._make_doc = nlp.make_doc
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._waiting: dict[str, list[str]] = defaultdict(list)
        for key in self._owners:
            self._waiting[first_token(key)].append(key)

    def __call__(self, doc: Doc) -> Doc:
        """Mark ``doc``."""
        self._await(doc)
        cut = _inner_borders(doc)
        found = sorted(self._matcher(doc), key=lambda m: (m[1:], m[0]))
        spans = (self._span(doc, *match) for match in found if self._spells(doc, *match))
        doc.spans["known"] = [s for s in spans if not _cuts_a_word(s, cut) and _fits(s)]
        return doc

    def _await(self, doc: Doc) -> None:
        """Let the matcher know the names that begin with a token of ``doc``: a text needs few."""
        for token in self._waiting.keys() & {token.lower_ for token in doc}:
            for key in self._waiting.pop(token):
                self._matcher.add(key, [self._make_doc(key)])

    def _spells(self, doc: Doc, match: int, start: int, end: int) -> bool:
        """Whether the case of the letters is the name's, or one that leaves it a name.

        Capitals do, and among Chinese characters any: Latin words there are names.
        """
        key = doc.vocab.strings[match]
        said = _closed(doc[start:end].text)
        any_case = key in self._foreign and (said.isupper() or doc._.language == "zh")
        return said in self._spelled[key] or key in self._loose or any_case

    def _span(self, doc: Doc, match: int, start: int, end: int) -> Span:
        key = doc.vocab.strings[match]
        owners = sorted(self._owners[key])
        kinds = sorted({self._catalogue.kinds[slug] for slug in owners})
        span = Span(doc, start, end, label=kinds[0], kb_id=owners[0] if len(owners) == 1 else "")
        if key in self._ambiguous or len(owners) > 1:
            span.id_ = AMBIGUOUS
        return span


def _closed(text: str) -> str:
    """Without the spaces, which no token is."""
    return text.replace(" ", "")


@cache
def _contexts() -> dict[str, re.Pattern[str]]:
    """Everyday words that are names only in a context: what must stand behind them."""
    path = folder("data") / "names" / "contexts.tsv"
    rows = read_table(path, ("name", "behind"), key=("name",))
    return {row["name"]: re.compile(row.pattern("behind")) for row in rows}


def _fits(span: Span) -> bool:
    context = _contexts().get(span.text.lower())
    if context is None:
        return True
    return bool(context.match(plain(span.doc), span.end_char))


def _inner_borders(doc: Doc) -> frozenset[int]:
    """Offsets inside the words that are no names: a short name must not begin or end there."""
    inside: set[int] = set()
    for word in doc._.words:
        if word.tag not in NAME_TAGS:
            inside.update(range(word.start + 1, word.end))
    return frozenset(inside)


def _cuts_a_word(span: Span, inside: frozenset[int]) -> bool:
    if len(span.text) > _SHORT or span.text.isascii():
        return False
    return span.start_char in inside or span.end_char in inside


@Language.factory("kg_known", requires=["doc._.words"], assigns=["doc.spans"])
def known(nlp: Language, name: str) -> Known:  # noqa: ARG001 (spaCy passes the name)
    """The component, for ``nlp.add_pipe``."""
    return Known(nlp)
