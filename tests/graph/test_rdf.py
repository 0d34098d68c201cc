"""What is written can be read, and no order of writing shows."""

import io
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.graph import Store, rdf
from kg.types import LANGUAGES, Article, Claim, Entity, Extraction, Name, Run
from kg.vocab import Kind, Modality, Relation

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
TRIMMED = TEXT.map(str.strip).filter(bool)
SLUGS = st.sampled_from(["a", "b", "岐济", "d"])
NAMES = st.builds(Name, TRIMMED, st.sampled_from(LANGUAGES))
SAME = st.lists(st.sampled_from(["http://x.example/1", "http://x.example/2"]), max_size=2).map(
    tuple
)
DATES = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))
EVENTS = st.sampled_from([None, "2025", "2025-03", "2025-03-31"])
RUNS = st.builds(Run, st.sampled_from(["rules", "reader"]), st.sampled_from(["1", "2"]))
# What a store keeps exactly: four decimals.
CONFIDENCE = st.integers(0, 10_000).map(lambda n: n / 10_000)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    article = Article(
        draw(TRIMMED),
        draw(st.text(max_size=9)),
        tuple(draw(st.lists(TRIMMED, min_size=1, max_size=3))),
        draw(st.sampled_from(LANGUAGES)),
        draw(DATES),
    )
    slugs = draw(st.lists(SLUGS, min_size=2, max_size=4, unique=True))
    entities = tuple(
        Entity(s, Kind.MODEL, draw(NAMES), tuple(draw(st.lists(NAMES, max_size=3))), draw(SAME))
        for s in slugs
    )
    claims = draw(st.lists(claims_between(slugs, len(article.text)), max_size=5))
    return Extraction(article, entities, (), tuple(claims), draw(RUNS))


@st.composite
def claims_between(draw: st.DrawFn, slugs: list[str], length: int) -> Claim:
    subject, obj = draw(st.permutations(slugs))[:2]
    start = draw(st.integers(0, length - 1))
    return Claim(
        subject,
        draw(st.sampled_from([Relation.BASED_ON, Relation.SUCCEEDS, Relation.INTEGRATES_WITH])),
        obj,
        start,
        draw(st.integers(start + 1, length)),
        draw(CONFIDENCE),
        draw(st.sampled_from(Modality)),
        draw(EVENTS),
        draw(st.none() | TRIMMED),
        draw(st.none() | TRIMMED),
    )


@given(extractions())
@settings(max_examples=60, deadline=None)
def test_what_is_written_can_be_read(extraction: Extraction) -> None:
    memory = ox.Store()
    memory.extend(rdf.graph_quads(extraction))
    said = rdf.properties(rdf.match(memory, graph=ox.NamedNode(extraction.article.iri)))
    assert rdf.article_from(said[ox.NamedNode(extraction.article.iri)]) == extraction.article
    claims = {
        rdf.claim_from(said[ox.NamedNode(rdf.claim_iri(extraction.article.id, claim))])
        for claim in extraction.claims
    }
    assert claims == set(extraction.claims)
    for entity in extraction.entities:
        node = ox.NamedNode(entity.iri)
        summary = rdf.properties(rdf.summary(rdf.match(memory, node)))
        assert rdf.entity_from(node, summary[node]) == entity


@given(st.lists(extractions(), min_size=2, max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_summary_can_be_made_step_by_step(found: list[Extraction]) -> None:
    graphs = [rdf.graph_quads(extraction) for extraction in found]
    stepwise: set[ox.Quad] = set()
    for quads in graphs:
        stepwise = rdf.summary(stepwise | quads)
    assert stepwise == rdf.summary(set().union(*graphs))


@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_neither_order_nor_repeats_nor_detours_show(data: st.DataObject) -> None:
    found = data.draw(
        st.lists(extractions(), min_size=2, max_size=4, unique_by=lambda e: e.article.id)
    )
    wanted = found[:-1]
    detour = data.draw(st.permutations([*found, *wanted]))
    assert exports(detour, forget=found[-1]) == exports(wanted)


def exports(extractions: list[Extraction], forget: Extraction | None = None) -> list[bytes]:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / "s", create=True) as store:
        for extraction in extractions:
            store.add(extraction)
        if forget:
            store.forget(forget.article.id)
        return [export(store, form) for form in ("nquads", "trig", "turtle", "json-ld")]


def export(store: Store, form: str) -> bytes:
    out = io.BytesIO()
    store.export(form, out)
    return out.getvalue()
