"""Article → Extraction: assembles the spaCy pipeline and lifts its Doc into our types.

The pipeline reads folded text; here its offsets go back to the article's own characters, so that
evidence is what the article says, script and spelling untouched.

``reader``, the default, is the trained encoder with the catalogue as its authority and the frames
as its second opinion; ``rules`` reads by catalogue, shapes and frames alone: faster, and blind to
what they do not know. Other packages add whole extractors through the entry point group
``medllm_kg.extractors``.
"""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points, version
from typing import Protocol

import spacy
from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc

import kg.claims.details
import kg.claims.posts
import kg.claims.relate
import kg.entities.link
import kg.mentions.known
import kg.mentions.latin
import kg.mentions.merge
import kg.mentions.shapes
import kg.mentions.words  # noqa: F401  (importing a component's module registers it)
from kg import catalogue
from kg.claims.relate import unmentioned
from kg.errors import NotFoundError
from kg.fold import Folded, fold, is_chinese
from kg.mentions.tokens import Tokenizer
from kg.resources import digest, folder
from kg.types import Article, Claim, Entity, Extraction, Mention, Name, Run

GROUP = "medllm_kg.extractors"
DEFAULT = "reader"

_MEANING = ("kg_merge", "kg_link", "kg_relate")
_READ = ("kg_read", "kg_words", "kg_known", "kg_doubt")
STEPS = {
    "reader": (*_READ, *_MEANING, "kg_learned", "kg_details", "kg_posts", "kg_alone"),
    "rules": ("kg_words", "kg_known", "kg_shapes", "kg_latin", *_MEANING, "kg_details"),
}


class Extractor(Protocol):
    """Article → Extraction. ``run`` tells what makes its claims, before it makes any."""

    run: Run

    def __call__(self, article: Article) -> Extraction:
        """What ``article`` names and states."""


def extractor(name: str = DEFAULT) -> Extractor:
    """The extractor of that name. Raises NotFoundError."""
    if name in STEPS:
        return _ours(name)
    others = {point.name: point for point in entry_points(group=GROUP)}
    if name not in others:
        known = ", ".join((*STEPS, *sorted(others)))
        raise NotFoundError(f"no extractor is called {name!r}; there are {known}")
    found: Extractor = others[name].load()
    return found


def extract(article: Article) -> Extraction:
    """What ``article`` names and states, by the default extractor."""
    return extractor()(article)


def pipeline(name: str = DEFAULT) -> Language:
    """The pipeline, its components in order; ``analyze_pipes`` finds no problem in it."""
    if name == "reader":  # the encoder and its 42 MB load for those who ask
        import kg.claims.learned
        import kg.mentions.alone
        import kg.mentions.learned  # noqa: F401
    nlp = spacy.blank("xx")
    # No component asks for more of a word.
    nlp.vocab.lex_attr_getters = {LOWER: str.lower}  # type: ignore[attr-defined]
    nlp.tokenizer = Tokenizer(nlp.vocab)
    for step in STEPS[name]:
        nlp.add_pipe(step)
    return nlp


class Pipeline:
    """An extractor of ours: a spaCy pipeline of the components in ``STEPS``."""

    def __init__(self, name: str) -> None:
        self.run = Run(f"kg.extract.{name}", version("medllm-kg"), tuple(_settings(name)))
        self._pipeline = pipeline(name)

    def __call__(self, article: Article) -> Extraction:
        """What ``article`` names and states."""
        folded = fold(article.text)
        doc = self._pipeline.make_doc(folded.text)
        doc._.language = "en" if article.language == "en" else "zh"
        doc._.issued = article.issued
        for _, component in self._pipeline.pipeline:
            doc = component(doc)
        return _lift(doc, folded, article, self.run)


@cache
def _ours(name: str) -> Pipeline:
    return Pipeline(name)


def _settings(name: str) -> Iterator[tuple[str, str]]:
    """What a run says of its tables and model: edited ones make another run."""
    parts = (folder("data") / part for part in ("catalogue", "cues", "fold", "names"))
    yield "data", digest(*parts, folder("ontology"))
    if name == "reader":
        from kg.reader import Reader

        yield "model", Reader.load().model.settings.hash


def _lift(doc: Doc, folded: Folded, article: Article, made: Run) -> Extraction:
    spans = [(s.start_char, s.end_char, s.kb_id_) for s in doc.spans["mentions"]]
    mentions = tuple(Mention(*folded.span(start, end), slug) for start, end, slug in spans)
    claims = tuple(_lifted(c, folded) for c in doc._.claims)
    entities = [*doc._.entities, *_unmentioned(doc)]
    said: dict[str, set[str]] = {}
    for start, end, slug in spans:
        said.setdefault(slug, set()).add(folded.spelling(article.text, start, end))
    named_so = tuple(_with_names(e, said.get(e.slug, set()), article.language) for e in entities)
    return Extraction(article, named_so, mentions, claims, made)


def _unmentioned(doc: Doc) -> list[Entity]:
    known = catalogue.load().entities
    return [known[slug] for slug in sorted(unmentioned(doc._.entities, doc._.claims))]


def _lifted(claim: Claim, folded: Folded) -> Claim:
    start, end = folded.span(claim.start, claim.end)
    return Claim(
        claim.subject, claim.relation, claim.object, start, end,
        claim.confidence, claim.modality, claim.event_date, claim.score, claim.role,
    )  # fmt: skip


def _with_names(entity: Entity, said: set[str], language: str) -> Entity:
    """The entity with the names that the article uses for it, in the article's script."""
    names = {Name(text, _language(text, language)) for text in said}
    label = entity.label
    if language == "zh-Hans" and entity.slug not in catalogue.load().entities:
        label = Name(_printed(label.text, said), label.lang)
    return Entity(entity.slug, entity.kind, label, (*entity.names, *names), entity.same_as)


def _printed(name: str, said: set[str]) -> str:
    """A folded name with the characters of ``said``: 著云科技, which the fold makes 着云科技."""
    printed = next((text for text in sorted(said) if fold(text).text == name), name)
    pairs = zip(printed, name, strict=True)
    return "".join(c if is_chinese(c) else folded for c, folded in pairs)


def _language(name: str, article: str) -> str:
    """The language of a name in an article of that language, by its script in an English one."""
    if not is_chinese(name):
        return "en"
    if article != "en":
        return article
    return "zh-Hant" if any(is_chinese(c) and fold(c).text != c for c in name) else "zh-Hans"
