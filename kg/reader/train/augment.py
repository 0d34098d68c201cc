"""Texts made new for every epoch: other names, noise of pages and converters, joined texts.

Contexts are what the network is to learn, so a name may give way to another of its class; what a
text states stays true under every change.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from kg.catalogue import load
from kg.fold import fold, fold_name
from kg.reader.train.texts import Edit, Name, Text, edited
from kg.resources import folder, read_table
from kg.vocab import Kind

SWAP = 0.25
SPACES = 0.15
QUOTES = 0.15
NOISE = 0.1
TITLED = 0.15
JOIN = 0.7
# What stands between joined texts: a line end, a sentence's end, or but a clause's.
SEAMS, WEIGHTS = ("\n", "", ";"), (0.5, 0.25, 0.25)
# Characters that a window surely takes: Chinese, English.
_JOINED = (400, 1100)
_HAN = re.compile(r"[㐀-鿿]")
_BORDER = re.compile(r"(?<=[㐀-鿿]) ?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) ?(?=[㐀-鿿])")
_QUOTED = re.compile(r"“([^“”\n]{1,40})”")
_OPENING = re.compile(r"[^\n]*?(?:[.!?](?=\s|$)|\n|$)")
_SMALL = re.compile(r"(?<![\w'’.])[a-z](?=[a-z]{3})")
_FIXED = frozenset({Kind.CARE_STAGE, Kind.BARRIER, Kind.STRATEGY})
Pool = dict[tuple[Kind, bool], list[str]]


def pool(texts: Iterable[Text]) -> Pool:
    """Names to swap in, by class and whether they are Chinese: the catalogue's and the corpus's."""
    known = load()
    found: dict[tuple[Kind, bool], set[str]] = defaultdict(set)
    for name in known.names:
        if not name.ambiguous:
            folded = fold(name.text).text
            found[known.entities[name.slug].kind, _chinese(folded)].add(folded)
    for text in texts:
        for n in text.names:
            name_text = text.text[n.start : n.end]
            found[n.kind, _chinese(name_text)].add(name_text)
    return {key: sorted(names) for key, names in found.items()}


def _chinese(name: str) -> bool:
    return bool(_HAN.search(name))


def epoch(texts: Sequence[Text], names: Pool, rng: random.Random) -> list[Text]:
    """All texts once, changed at random and in random order."""
    shuffled = rng.sample(texts, len(texts))
    return joined([_changed(text, names, rng) for text in shuffled], rng)


def _changed(text: Text, names: Pool, rng: random.Random) -> Text:
    text = edited(text, _swaps(text, names, rng))
    if rng.random() < SPACES:
        text = edited(text, _respaced(text, rng.choice(("", " "))))
    if rng.random() < QUOTES:
        text = edited(text, _requoted(text, rng.choice(("「」", '""', "《》", "''"))))
    if text.language == "en" and rng.random() < TITLED:
        text = replace(text, text=_OPENING.sub(_titled, text.text, count=1))
    if rng.random() < NOISE:
        text = edited(text, _noise(text, rng))
    return text


def _titled(opening: re.Match[str]) -> str:
    """The first sentence in the capitals of a headline: there, they do not tell a name."""
    return _SMALL.sub(lambda letter: letter[0].upper(), opening[0])


def _swaps(text: Text, names: Pool, rng: random.Random) -> list[Edit]:
    """Another name for some of the entities that the text calls by one name only."""
    spelled: dict[str, set[str]] = defaultdict(set)
    where: dict[str, list[Name]] = defaultdict(list)
    for n in text.names:
        spelled[n.key].add(text.text[n.start : n.end])
        where[n.key].append(n)
    edits = []
    for key in sorted(where):
        first = where[key][0]
        plain = len(spelled[key]) == 1 and first.kind not in _FIXED
        if plain and rng.random() < SWAP and not any(_touched(n, text.names) for n in where[key]):
            old = text.text[first.start : first.end]
            new = rng.choice(names[first.kind, _chinese(old)])
            if all(new not in said and said not in new for s in spelled.values() for said in s):
                edits += [(n.start, n.end, new) for n in where[key]]
    return edits


def _touched(name: Name, others: Iterable[Name]) -> bool:
    """Whether another name lies inside or around ``name``."""
    return any(n is not name and n.start < name.end and name.start < n.end for n in others)


def _respaced(text: Text, space: str) -> list[Edit]:
    """The borders between Chinese and Latin outside of names, all with or all without a space."""
    found = (m.span() for m in _BORDER.finditer(text.text))
    return [(s, e, space) for s, e in found if not _within(text, s, e)]


def _within(text: Text, start: int, end: int) -> bool:
    return any(n.start < start and end < n.end for n in text.names)


def _requoted(text: Text, marks: str) -> list[Edit]:
    """Quotation marks of another kind, where they stand around a name or outside of all."""
    spots = [at for m in _QUOTED.finditer(text.text) for at in (m.start(), m.end() - 1)]
    if any(n.start <= at < n.end for at in spots for n in text.names):
        return []
    return [(at, at + 1, marks[text.text[at] == "”"]) for at in spots]


def _noise(text: Text, rng: random.Random) -> list[Edit]:
    """A line of a page before or behind the text."""
    line = rng.choice(_lines()["en" if text.language == "en" else "zh"])
    end = len(text.text)
    return [(0, 0, line + "\n")] if rng.random() < 0.5 else [(end, end, "\n" + line)]


@cache
def _lines() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in read_table(folder("data") / "corpus" / "noise.tsv", ("language", "line")):
        found[row["language"]].append(row["line"])
    return found


def joined(texts: Iterable[Text], rng: random.Random) -> list[Text]:
    """Most texts joined with others of their language, as many as a window takes.

    Articles are longer than passages: nothing holds between the names of two texts.
    """
    waiting: dict[bool, Text] = {}
    done = []
    for text in texts:
        english = text.language == "en"
        other = waiting.pop(english, None)
        if other and len(other.text) + len(text.text) > _JOINED[english]:
            done.append(other)
        elif other:
            text = _pair(other, text, rng.choices(SEAMS, WEIGHTS)[0])
        if rng.random() < JOIN:
            waiting[english] = text
        else:
            done.append(text)
    return done + list(waiting.values())


def _opened(text: Text) -> list[Edit]:
    """Without the full stop at the end, so that the sentence goes on."""
    end = len(text.text)
    return [(end - 1, end, "")] if text.text[-1:] in "。." and not _names_at(text, end) else []


def _names_at(text: Text, end: int) -> bool:
    return any(n.end == end for n in text.names)


def _pair(one: Text, other: Text, seam: str) -> Text:
    """Two texts as one, ``seam`` between them; a name that both use is one entity."""
    seam = f"{seam} " if one.language == "en" and seam != "\n" else seam
    one = edited(one, _opened(one)) if seam.startswith(";") else one
    known = {(fold_name(one.text[n.start : n.end]), n.kind): n.key for n in one.names}
    keys = {n.key: f"{n.key}+{len(one.names)}" for n in other.names}
    for n in other.names:
        same = known.get((fold_name(other.text[n.start : n.end]), n.kind))
        keys[n.key] = same or keys[n.key]
    shift = len(one.text) + len(seam)
    names = [Name(n.start + shift, n.end + shift, n.kind, keys[n.key]) for n in other.names]
    stated, traps = (
        tuple(replace(s, subject=keys[s.subject], object=keys[s.object]) for s in part)
        for part in (other.stated, other.traps)
    )
    return Text(
        f"{one.id}+{other.id}", one.language, f"{one.text}{seam}{other.text}",
        (*one.names, *names), one.stated + stated, one.traps + traps,
    )  # fmt: skip
