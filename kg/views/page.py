"""The interactive page: one HTML file that opens from disk and asks nothing of any network."""

import base64
import json
import zlib
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin

from kg.errors import StoreError
from kg.fold import fold
from kg.graph.landscape import Landscape
from kg.resources import folder, read_table
from kg.types import LANGUAGES, Article, Claim
from kg.views import schemes
from kg.views.files import replacing
from kg.views.kept import positions
from kg.views.network import PageNetwork
from kg.views.scene import Scene, names
from kg.views.terms import labels
from kg.vocab import Kind, Modality, Relation

_AT_FIRST = 150
# Sentences of so many characters in all are packed: they are most of a large page.
_MUCH = 200_000
_MODALITIES = tuple(Modality)
_RELATIONS = tuple(Relation)


def write(landscape: Landscape, path: Path, *, lang: str = "zh") -> None:
    """Writes the page, its interface in ``lang`` ("zh" or "en"; the reader can switch).

    The same landscape gives the same bytes. Raises StoreError where the file cannot be written.
    """
    page = html(landscape, lang=lang)
    try:
        with replacing(path) as file:
            file.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error


def html(landscape: Landscape, *, lang: str = "zh") -> str:
    """The page as text."""
    scene = Scene(landscape)
    network = PageNetwork(lang, _beside(scene))
    places = positions(len(scene.nodes), scene.lines)
    degrees = [0] * len(scene.nodes)
    for number, (a, b) in enumerate(scene.lines):
        network.add_edge(a, b, id=number)
        degrees[a] += 1
        degrees[b] += 1
    for number, (entity, (x, y)) in enumerate(zip(scene.nodes, places, strict=True)):
        size = round(min(24.0, 4 + 2.8 * degrees[number] ** 0.5), 1)
        network.add_node(number, group=entity.kind.value, x=x, y=y, size=size)
    return str(network.generate_html())


def _beside(scene: Scene) -> dict[str, Any]:
    """What the page knows besides nodes and lines. ``template/data.js`` reads this shape."""
    core = scene.core(_AT_FIRST)
    sentences, claims = _claims(scene)
    known = sorted(scene.landscape.articles)
    number = {article: i for i, article in enumerate(known)}
    return {
        "words": _words(),
        "kinds": _kinds(),
        "relations": [
            {"id": r.value, "symmetric": r.symmetric, **labels()[r.value]} for r in _RELATIONS
        ],
        "modalities": [m.value for m in _MODALITIES],
        "languages": list(LANGUAGES),
        "slugs": [entity.slug for entity in scene.nodes],
        "names": [
            [[name.text, LANGUAGES.index(name.lang)] for name in names(entity)]
            for entity in scene.nodes
        ],
        "core": core,
        "homes": _homes(scene, core),
        "careStages": schemes.stages(),
        "scenarios": schemes.scenarios(),
        "stages": [{"id": slug, "members": m} for slug, m in scene.stages().items()],
        "articles": [_article(scene.landscape.articles[key]) for key in known],
        "sentences": _packed([[number[article], text] for article, text in sentences]),
        "claims": claims,
        "variants": _variants(scene),
        "pinyin": _sounds(scene),
        "questions": _questions(),
    }


def _packed(sentences: list[list[Any]]) -> list[list[Any]] | str:
    """Sentences as they are; many of them as base64 of their JSON, deflated."""
    if sum(len(text) for _, text in sentences) < _MUCH:
        return sentences
    plain = json.dumps(sentences, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(plain.encode(), 9)).decode()


def _homes(scene: Scene, core: list[int]) -> list[tuple[int, int]]:
    """Places for the first view, in which only the core stands."""
    number = {node: i for i, node in enumerate(core)}
    inside = [(number[a], number[b]) for a, b in scene.lines if a in number and b in number]
    return positions(len(core), inside)


def _claims(scene: Scene) -> tuple[list[tuple[str, str]], list[list[Any]]]:
    """Every evidence sentence once, and the claims as rows that point at them."""
    at = {line: i for i, line in enumerate(scene.lines)}
    sentences: dict[tuple[str, str], int] = {}
    rows = []
    for article, claim in scene.landscape.claims:
        evidence = scene.landscape.evidence(article, claim)
        sentence = sentences.setdefault((article, evidence), len(sentences))
        turned = int(scene.index[claim.subject] > scene.index[claim.object])
        rows.append([at[scene.line(claim)], turned, *_row(claim, sentence)])
    return list(sentences), rows


def _row(claim: Claim, sentence: int) -> list[Any]:
    """The rest of a claim's row, without the empty fields at its end."""
    row: list[Any] = [
        _RELATIONS.index(claim.relation),
        sentence,
        round(claim.confidence, 3),
        _MODALITIES.index(claim.modality),
        claim.event_date,
        claim.score,
        claim.role,
    ]
    while row[-1] is None:
        row.pop()
    return row


def _article(article: Article) -> list[Any]:
    issued = article.issued.isoformat() if article.issued else None
    return [article.title, issued, LANGUAGES.index(article.language), list(article.sources)]


def _variants(scene: Scene) -> str:
    """Variant and folded character by turns, for the characters that names use: lets the search
    field fold what a reader types as names are folded here."""
    used = {c for e in scene.nodes for n in names(e) for c in fold(n.text).text if c >= "\u2e80"}
    every = [chr(p) for p in range(0x2E80, 0xA000)]
    folded = fold("\n".join(every)).text.split("\n")
    pairs = zip(every, folded, strict=True)
    return "".join(v + f for v, f in pairs if v != f and f in used)


def _sounds(scene: Scene) -> dict[str, str]:
    """Character → the syllables that it stands for in names, without their tones."""
    found: dict[str, set[str]] = {}
    for text in {fold(n.text).text for e in scene.nodes for n in names(e) if n.lang != "en"}:
        chars = [c for c in text if "\u3400" <= c <= "\u9fff"]
        for char, sound in zip(chars, lazy_pinyin("".join(chars)), strict=True):
            if sound.isascii():
                found.setdefault(char, set()).add(sound)
    return {char: " ".join(sorted(sounds)) for char, sounds in sorted(found.items())}


def _questions() -> list[dict[str, Any]]:
    columns = ("id", "relation", "asks", "classes", "zh", "en")
    rows = read_table(folder("data") / "page" / "questions.tsv", columns)
    return [row.values | {"classes": row.many("classes")} for row in rows]


def _kinds() -> list[dict[str, str]]:
    rows = read_table(folder("data") / "page" / "classes.tsv", ("class", "colour", "shape", "lane"))
    return [
        {
            "id": Kind(row["class"]).value,
            "colour": row["colour"],
            "shape": row["shape"],
            "lane": row["lane"],
            **labels()[row["class"]],
        }
        for row in rows
    ]


def _words() -> dict[str, dict[str, str]]:
    rows = list(read_table(folder("data") / "page" / "words.tsv", ("key", "zh", "en")))
    return {lang: {row["key"]: row[lang] for row in rows} for lang in ("zh", "en")}
