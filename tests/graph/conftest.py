"""Small articles made up for the tests: each line says one thing, and a claim takes it literally."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.graph import Store
from kg.types import Article, Claim, Entity, Extraction, Mention, Name, Run
from kg.vocab import Kind, Modality, Relation

Tell = Callable[..., Extraction]

ENTITIES = {
    e.slug: e
    for e in (
        Entity("mingqi", Kind.COMPANY, Name("明岐医疗", "zh-Hans"), (Name("明岐醫療", "zh-Hant"),)),
        Entity("lyra", Kind.COMPANY, Name("Lyra Health AI", "en"), (Name("Lyra", "en"),)),
        Entity(
            "first",
            Kind.HOSPITAL,
            Name("云州第一医院", "zh-Hans"),
            (Name("雲州第一醫院", "zh-Hant"),),
        ),
        Entity("second", Kind.HOSPITAL, Name("云州第二医院", "zh-Hans")),
        Entity("qiji", Kind.MODEL, Name("岐济大模型", "zh-Hans"), (Name("岐濟大模型", "zh-Hant"),)),
        Entity("medlyra", Kind.MODEL, Name("MedLyra-7B", "en"), (Name("Lyra", "en"),)),
        Entity("triage", Kind.SCENARIO, Name("智能分诊", "zh-Hans")),
        Entity(
            "PreHospital", Kind.CARE_STAGE, Name("院前", "zh-Hans"), (Name("pre-hospital", "en"),)
        ),
        Entity(
            "PostHospital", Kind.CARE_STAGE, Name("院后", "zh-Hans"), (Name("院後", "zh-Hant"),)
        ),
    )
}
RUN = Run("test", "1", (("rules", "plain"),))


def tell(
    *said: str,
    source: str = "a.txt",
    issued: str | None = "2025-02-18",
    title: str = "标题",
    run: Run = RUN,
    entities: dict[str, Entity] = ENTITIES,
) -> Extraction:
    """An article of lines like ``mingqi develops qiji``, or ``… Planned`` and ``… 2025-03`` after it."""
    text = "\n".join(said)
    article = Article(
        text, title, (source,), "zh-Hans", date.fromisoformat(issued) if issued else None
    )
    claims, at = [], 0
    for line in said:
        claims.append(_claim(line, at))
        at += len(line) + 1
    used = sorted({end for c in claims for end in (c.subject, c.object)})
    mentions = tuple(Mention(text.index(slug), text.index(slug) + len(slug), slug) for slug in used)
    return Extraction(article, tuple(entities[s] for s in used), mentions, tuple(claims), run)


def _claim(line: str, at: int) -> Claim:
    subject, relation, obj, *more = line.split()
    modality = next((Modality(m) for m in more if m in list(Modality)), Modality.ASSERTED)
    when = next((m for m in more if m[0].isdigit()), None)
    return Claim(
        subject, Relation(relation), obj, at, at + len(line), 0.9, modality, when, role="test"
    )


@pytest.fixture(name="tell")
def _tell() -> Tell:
    return tell


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store", create=True) as opened:
        yield opened


@pytest.fixture
def field(store: Store) -> Store:
    """A store with a small field of companies, hospitals, models and one plan."""
    store.add(
        tell(
            "mingqi develops qiji",
            "first deploys qiji",
            "mingqi partnersWith first 2025-03",
            "qiji basedOn medlyra",
            "lyra develops medlyra",
            "qiji coversStage PreHospital",
            source="one.html",
        )
    )
    store.add(
        tell(
            "mingqi develops qiji Reported",
            "mingqi suppliesTo first",
            "second deploys qiji Planned",
            "lyra acquires mingqi Negated",
            "lyra partnersWith second Ended",
            "qiji appliesTo triage",
            "triage inStage PreHospital",
            source="two.html",
            issued="2025-05-06",
        )
    )
    return store
