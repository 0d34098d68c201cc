"""Landscapes made up for the tests of the views, and a real browser to look at pages with.

Names are invented, sentences follow a formula, and nothing is left to chance.
"""

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from kg.graph.landscape import Landscape
from kg.types import Article, Claim, Entity, Name
from kg.views import page
from kg.vocab import Kind, Modality, Relation

SIZE = (1440, 860)
_CITIES = ["云州", "江陵", "海宁", "青川", "望城", "平湖", "临泽", "北原", "南屏", "东溪"]
_WORDS = [
    "岐黄",
    "问道",
    "灵枢",
    "素问",
    "本草",
    "杏林",
    "青囊",
    "橘井",
    "悬壶",
    "仁心",
    "妙手",
    "回春",
    "百草",
    "千金",
    "金匮",
    "伤寒",
]
_EN = [
    "Qihuang",
    "Wendao",
    "Lingshu",
    "Suwen",
    "Bencao",
    "Xinglin",
    "Qingnang",
    "Juyuan",
    "Xuanhu",
    "Renxin",
]
_STAGES = (
    ("PreHospital", "院前", "Pre-hospital"),
    ("InHospital", "院中", "In-hospital"),
    ("PostHospital", "院后", "Post-hospital"),
)
_VERBS = {
    Relation.DEVELOPS: "研发并发布了",
    Relation.DEPLOYS: "在门诊和住院部部署了",
    Relation.PARTNERS_WITH: "签署战略合作协议，携手",
    Relation.BASED_ON: "以之为底座，其底座是",
    Relation.COVERS_STAGE: "的应用覆盖",
}


def _entity(kind: Kind, i: int) -> Entity:
    """Entity number ``i``, named in both scripts and in English."""
    city, word = _CITIES[i % 10], _WORDS[i % 16]
    serial = f"{i // 16}" if i >= 16 else ""
    zh = {
        Kind.COMPANY: f"{word}{city}科技{serial}",
        Kind.HOSPITAL: f"{city}市第{'一二三四五六七八九'[i % 9]}人民医院{serial}",
        Kind.MODEL: f"{word}大模型{serial}",
        Kind.PRODUCT: f"{word}智能分诊平台{serial}",
        Kind.SCENARIO: f"{word}病历生成{serial}",
    }[kind]
    traditional = zh.translate(str.maketrans("医云灵问青", "醫雲靈問靑"))
    names = (Name(f"{_EN[i % 10]} {kind.value} {i}", "en"), Name(traditional, "zh-Hant"))
    return Entity(f"{kind.value.lower()}-{i}", kind, Name(zh, "zh-Hans"), names)


def _entities(count: int) -> list[Entity]:
    stages = [
        Entity(slug, Kind.CARE_STAGE, Name(zh, "zh-Hans"), (Name(en, "en"),))
        for slug, zh, en in _STAGES
    ]
    parts = {"COMPANY": 3, "HOSPITAL": 7, "MODEL": 5, "PRODUCT": 3, "SCENARIO": 1}
    mix = [Kind[kind] for kind, share in parts.items() for _ in range(share)]
    return stages + [_entity(mix[i % len(mix)], i) for i in range(count - len(stages))]


def _pairs(entities: list[Entity], lines: int) -> list[tuple[Entity, Relation, Entity]]:
    """Statements in which few entities take part often and many once or twice."""
    by = {k: [e for e in entities if e.kind is k] for k in {e.kind for e in entities}}
    pattern = (
        (Kind.COMPANY, Relation.DEVELOPS, Kind.MODEL),
        (Kind.HOSPITAL, Relation.DEPLOYS, Kind.MODEL),
        (Kind.HOSPITAL, Relation.DEPLOYS, Kind.PRODUCT),
        (Kind.COMPANY, Relation.PARTNERS_WITH, Kind.HOSPITAL),
        (Kind.PRODUCT, Relation.BASED_ON, Kind.MODEL),
        (Kind.MODEL, Relation.COVERS_STAGE, Kind.CARE_STAGE),
        (Kind.COMPANY, Relation.DEVELOPS, Kind.PRODUCT),
    )
    chosen = []
    for i in range(lines):
        subject, relation, obj = pattern[i % len(pattern)]
        left, right = by[subject], by[obj]
        a, b = (i * 7919 % 1009) / 1009, (i * 104729 % 997) / 997
        chosen.append((left[int(a * len(left))], relation, right[int(b**3 * len(right))]))
    return chosen


def _modality(i: int) -> Modality:
    rare = {3: Modality.PLANNED, 7: Modality.REPORTED, 11: Modality.NEGATED, 17: Modality.ENDED}
    return rare.get(i % 23, Modality.ASSERTED)


def _landscape(count: int = 300, each: float = 1.6, width: int = 0) -> Landscape:
    """``count`` entities and ``each`` statements per entity, in articles of twenty sentences of at
    least ``width`` characters."""
    entities = _entities(count)
    said = _pairs(entities, int(count * each))
    articles: dict[str, Article] = {}
    claims: list[tuple[str, Claim]] = []
    for first in range(0, len(said), 20):
        numbers = range(first, min(first + 20, len(said)))
        sentences = [_filled(i, _sentence(i, *said[i]), width) for i in numbers]
        article = Article(
            "".join(sentences),
            f"医疗大模型周报第{first // 20 + 1}期：落地、合作与新品",
            (f"https://news.example/{first // 20}.html",),
            "zh-Hans",
            date(2024, 1, 5) + timedelta(days=first),
        )
        articles[article.id] = article
        at = 0
        for i, sentence in enumerate(sentences, first):
            claims.append((article.id, _claim(i, said[i], at, at + len(sentence))))
            at += len(sentence)
    return Landscape(
        {e.slug: e for e in sorted(entities, key=lambda e: e.slug)},
        dict(sorted(articles.items())),
        tuple(claims),
    )


def _sentence(i: int, subject: Entity, relation: Relation, obj: Entity) -> str:
    return (
        f"据第{i}号公告，{subject.label.text}{_VERBS[relation]}{obj.label.text}，双方将围绕门诊导诊、"
        "病历自动生成、辅助诊断与院后随访等环节推进，首期覆盖二十二个科室，并在三个月内完成系统上线。"
    )


def _filled(i: int, sentence: str, width: int) -> str:
    """Filled up with characters of no pattern, so that it packs no better than prose does."""
    draw = random.Random(i)
    return sentence + "".join(
        chr(draw.randrange(0x4E00, 0x5400)) for _ in range(width - len(sentence))
    )


def _claim(i: int, said: tuple[Entity, Relation, Entity], start: int, end: int) -> Claim:
    subject, relation, obj = said
    event = "2025-04" if i % 5 == 0 else None
    confidence = 0.55 + (i % 9) / 20
    return Claim(subject.slug, relation, obj.slug, start, end, confidence, _modality(i), event)


@pytest.fixture(scope="session", autouse=True)
def kept_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither see the places of earlier runs nor leave any behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDLLM_KG_CACHE", str(tmp_path_factory.mktemp("places")))
        yield


Tell = Callable[..., Landscape]


def _tell(*said: tuple[Entity, Relation, Entity, str, Modality]) -> Landscape:
    """A landscape of one article per statement: (subject, relation, object, sentence, modality)."""
    articles, claims = {}, []
    for i, (subject, relation, obj, sentence, modality) in enumerate(said):
        article = Article(sentence, f"第{i}篇", (f"https://news.example/{i}",), "zh-Hans")
        articles[article.id] = article
        end = len(article.text)
        claims.append((article.id, Claim(subject.slug, relation, obj.slug, 0, end, 0.9, modality)))
    entities = {e.slug: e for s, _, o, _, _ in said for e in (s, o)}
    return Landscape(dict(sorted(entities.items())), dict(sorted(articles.items())), tuple(claims))


@pytest.fixture(scope="session")
def synthetic() -> Callable[..., Landscape]:
    """Makes a landscape of a given size."""
    return _landscape


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Makes a landscape from a few sentences."""
    return _tell


def _chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(n) for n in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((path for path in found if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """A headless Chromium; without one the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api")
    program = _chromium()
    if program is None:
        pytest.skip("no Chromium found; install one or name it by CHROMIUM")
    quiet = "disable-gpu disable-quic no-first-run disable-background-networking no-sandbox"
    args = [f"--{a}" for a in (*quiet.split(), "disable-component-update", "disable-sync")]
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=program, args=args)
        yield browser
        browser.close()


class Visit:
    """A page in the browser, with all that went wrong or tried to leave it."""

    def __init__(self, browser, path, size=SIZE):
        self.errors, self.requests, self.dialogs = [], [], []
        self.page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        self.page.on("console", lambda m: m.type == "error" and self.errors.append(m.text))
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("dialog", self._dismiss)
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("#panel .total")

    def _dismiss(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def text(self, selector):
        return self.page.inner_text(selector)

    def shown(self):
        """Numbers in the bar: entities shown, entities, lines."""
        return [int(n) for n in re.findall(r"\d+", self.text("#count"))]

    def find(self, words):
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.wait_for_selector("#hits li")


@pytest.fixture(scope="session")
def drawn():
    """The page of a landscape, worked out once for all tests."""
    known = {}

    def page_of(landscape, lang):
        key = id(landscape), lang
        if key not in known:
            known[key] = landscape, page.html(landscape, lang=lang)
        return known[key][1]

    return page_of


@pytest.fixture
def visit(browser, tmp_path, drawn):
    """Opens a landscape's page; afterwards nothing may have gone wrong or left the file."""
    opened = []

    def open_page(landscape, lang="zh", size=SIZE, policy=True):
        path = tmp_path / "graph.html"
        html = drawn(landscape, lang)
        path.write_text(
            html if policy else html.replace("Content-Security-Policy", "x"), encoding="utf-8"
        )
        opened.append((Visit(browser, path, size), path))
        return opened[-1][0]

    yield open_page
    for one, path in opened:
        one.page.close()
        assert one.errors == []
        assert one.dialogs == []
        assert one.requests == [path.as_uri()]


@pytest.fixture(scope="session")
def large(synthetic):
    """A landscape of 300 entities."""
    return synthetic(300)
