"""Annotations to measure against: JSON files of articles, and passages of the corpus.

A gold file is JSON: ``id``, ``entities`` (name, type, aliases), ``triples`` and ``traps`` of names;
its article is a file beside it. A passage (``data/corpus/README.md``) brings its text and the
offsets of its mentions along.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.corpus import Passage, Stated, read
from kg.errors import DataError, NotFoundError
from kg.fold import fold_name
from kg.types import Article
from kg.vocab import CONCEPTS, Kind, Relation

T = TypeVar("T", Kind, Relation)
LOOSE = CONCEPTS - {Kind.CARE_STAGE}
_ID = re.compile(r"[^/\\*?\[\]\0]+")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """What one thing may be called and classed."""

    kinds: frozenset[Kind]
    names: frozenset[str]


Triple = tuple[str, Relation, str]
Spot = tuple[int, int, Kind]


@dataclass(frozen=True, slots=True)
class Gold:
    """An article's annotation; triples and traps name entities by their gold name.

    A passage of the corpus has its ``article`` and ``mentions`` (start, end, class) too: the outer
    ones, and in ``inner`` those inside others.
    """

    id: str
    entities: dict[str, GoldEntity]
    triples: frozenset[Triple]
    traps: frozenset[Triple]
    article: Article | None = None
    mentions: frozenset[Spot] = frozenset()
    inner: frozenset[Spot] = frozenset()

    def is_core(self, triple: Triple) -> bool:
        """Whether neither end is a concept of a scheme other than the care stages."""
        return not any(self.entities[end].kinds & LOOSE for end in (triple[0], triple[2]))


def read_gold(path: Path) -> Iterator[Gold]:
    """The annotations of a file, or of a folder: its ``.json`` files, else its passages.

    Raises DataError, or NotFoundError if the folder has none.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files or files[0].suffix == ".txt":
        yield from _of_passages(path)
        return
    for file in files:
        try:
            yield _gold(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise DataError(file, getattr(error, "lineno", 0), f"not JSON ({error})") from error
        except KeyError as error:
            raise DataError(file, 0, f"not a gold annotation: it lacks {error}") from error
        except (AttributeError, TypeError) as error:
            reason = "not a gold annotation: an object with id, entities, triples (examples/gold)"
            raise DataError(file, 0, reason) from error
        except ValueError as error:
            raise DataError(file, 0, f"not a gold annotation: {error}") from error


def _of_passages(path: Path) -> Iterator[Gold]:
    passages = list(read(path))
    if not passages:
        raise NotFoundError(f"{path}: no annotations there, neither .json files nor passages")
    yield from map(of_passage, passages)


def _gold(data: dict[str, Any]) -> Gold:
    """Raises KeyError, TypeError or ValueError where the JSON is not in the form of the gold."""
    entities = {e["name"]: _gold_entity(e) for e in data["entities"]}
    triples = frozenset(map(_triple, data["triples"]))
    traps = frozenset(map(_triple, data.get("traps", ())))
    if strange := {end for s, _, o in triples for end in (s, o)} - set(entities):
        raise ValueError(f"triples name what is no entity: {', '.join(sorted(strange))}")
    if not _ID.fullmatch(ident := str(data["id"])):
        raise ValueError(f"the id names the article's file, without / \\ * ? [ ]: {ident}")
    return Gold(ident, entities, triples, traps)


def _triple(data: list[str]) -> Triple:
    if len(data) != 3:
        raise ValueError(f"a triple is [subject, relation, object]: {data}")
    return data[0], _term(Relation, data[1]), data[2]


def _gold_entity(data: dict[str, Any]) -> GoldEntity:
    if strange := set(data) - {"name", "type", "aliases"}:
        raise ValueError(f"an entity has name, type, aliases: {', '.join(sorted(strange))}")
    kinds = [data["type"]] if isinstance(data["type"], str) else data["type"]
    if not kinds:
        raise ValueError(f"{data['name']} has no type")
    names = (data["name"], *data.get("aliases", ()))
    return GoldEntity(frozenset(_term(Kind, k) for k in kinds), frozenset(map(fold_name, names)))


def _term(terms: type[T], name: str) -> T:
    """The class or relation of that name; raises ValueError with those there are."""
    try:
        return terms(name)
    except ValueError:
        raise ValueError(f"{name} is none of {', '.join(terms.__members__.values())}") from None


def of_passage(passage: Passage) -> Gold:
    """A passage as gold; its entities go by what they are called first."""
    called: dict[str, str] = {}
    said: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, Kind] = {}
    for m in passage.mentions:
        name = passage.text[m.start : m.end]
        if m.key not in called:  # two things may have one name
            called[m.key] = f"{name} ({m.key})" if name in called.values() else name
        said[called[m.key]].add(fold_name(name))
        kinds[called[m.key]] = m.kind
    spots = [(m.start, m.end, m.kind) for m in passage.mentions]
    inner = frozenset(s for s in spots if any(_inside(s, other) for other in spots))

    def triples(stated: Iterable[Stated]) -> frozenset[Triple]:
        return frozenset((called[r.subject], r.relation, called[r.object]) for r in stated)

    return Gold(
        passage.id,
        {k: GoldEntity(frozenset({kinds[k]}), frozenset(names)) for k, names in said.items()},
        triples(r for r in passage.relations if r.modality.holds),
        triples(passage.traps),
        Article(passage.text, passage.id, (passage.file.name,), passage.language, passage.date),
        frozenset(spots) - inner,
        inner,
    )


def _inside(spot: Spot, other: Spot) -> bool:
    held = other[0] <= spot[0] and spot[1] <= other[1]
    return held and spot[:2] != other[:2]
