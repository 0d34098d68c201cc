"""Where sentences end, in articles and in passages alike.

At full stops that are none of an abbreviation's (``data/names/abbreviations.tsv``), and at line
ends.
"""

import re
from functools import cache

from kg.resources import folder, read_table


@cache
def _abbreviations() -> frozenset[str]:
    path = folder("data") / "names" / "abbreviations.tsv"
    return frozenset(row["abbreviation"] for row in read_table(path, ("abbreviation",)))


# What a sentence of Latin script begins with: iFLYTEK and École do, e.g. 'and' does not.
_BEGINS = r"[A-ZÀ-ÖØ-Þ“‘\"'(\d一-鿿]|[a-z]{1,2}[A-Z]"
_END = re.compile(rf"[。！？!?]+[”’」』\"')）]*|\n+|(?<=[^\s.])\.[”’\"')]*(?=\s+(?:{_BEGINS}))")
_WORD = 40  # characters that an abbreviation may have, and more
_LAST_WORD = re.compile(r"[\w.]+$")


def ends(text: str) -> list[int]:
    """Offsets behind each sentence of ``text``, the last one ``len(text)``."""
    found = []
    for match in _END.finditer(text):
        if match.group().startswith("."):
            before = _LAST_WORD.search(text[max(0, match.start() - _WORD) : match.start()])
            word = before.group() if before else ""
            if len(word) == 1 or word in _abbreviations() or re.fullmatch(r"(\w\.)+\w", word):
                continue
        found.append(match.end())
    return [*found, len(text)] if not found or found[-1] < len(text) else found


def bounds(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of ``text``, trimmed of white space; none is empty."""
    spans = []
    start = 0
    for end in ends(text):
        sentence = text[start:end]
        first = start + len(sentence) - len(sentence.lstrip())
        last = start + len(sentence.rstrip())
        if first < last:
            spans.append((first, last))
        start = end
    return spans
