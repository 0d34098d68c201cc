"""Landscapes made up for the tests of the views: invented names, sentences by formula, no chance."""

from datetime import date, timedelta

from kg.graph.landscape import Landscape
from kg.types import Article, Claim, Entity, Name
from kg.vocab import Kind, Modality, Relation

_CITIES = "云州 江陵 海宁 青川 望城 平湖 临泽 北原 南屏 东溪".split()
_WORDS = "岐黄 问道 灵枢 素问 本草 杏林 青囊 橘井 悬壶 仁心 妙手 回春 百草 千金 金匮 伤寒".split()
_EN = "Qihuang Wendao Lingshu Suwen Bencao Xinglin Qingnang Juyuan Xuanhu Renxin".split()
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
    """Entity number ``i``: a name of its kind in Chinese, one in English, one in the other script."""
    city, word = _CITIES[i % 10], _WORDS[i % 16]
    serial = f"{i // 16}" if i >= 16 else ""
    zh = {
        Kind.COMPANY: f"{word}{city}科技{serial}",
        Kind.HOSPITAL: f"{city}市第{'一二三四五六七八九'[i % 9]}人民医院{serial}",
        Kind.MODEL: f"{word}大模型{serial}",
        Kind.PRODUCT: f"{word}智能分诊平台{serial}",
        Kind.SCENARIO: f"{word}病历生成{serial}",
    }[kind]
    names = (Name(f"{_EN[i % 10]} {kind.value} {i}", "en"), Name(zh.replace("医", "醫").replace("云", "雲"), "zh-Hant"))
    return Entity(f"{kind.value.lower()}-{i}", kind, Name(zh, "zh-Hans"), names)


def _entities(count: int) -> list[Entity]:
    stages = [
        Entity(slug, Kind.CARE_STAGE, Name(zh, "zh-Hans"), (Name(en, "en"),))
        for slug, zh, en in _STAGES
    ]
    mix = [Kind.COMPANY] * 3 + [Kind.HOSPITAL] * 7 + [Kind.MODEL] * 5 + [Kind.PRODUCT] * 3 + [Kind.SCENARIO]
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
    return {3: Modality.PLANNED, 7: Modality.REPORTED, 11: Modality.NEGATED, 17: Modality.ENDED}.get(
        i % 23, Modality.ASSERTED
    )


def landscape(count: int = 300, each: float = 1.6) -> Landscape:
    """About ``count`` entities and ``each`` statements per entity, in articles of twenty sentences."""
    entities = _entities(count)
    said = _pairs(entities, int(count * each))
    articles: dict[str, Article] = {}
    claims: list[tuple[str, Claim]] = []
    for first in range(0, len(said), 20):
        sentences = [_sentence(i, *said[i]) for i in range(first, min(first + 20, len(said)))]
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
        "病历自动生成、辅助诊断与院后随访等环节推进，首期覆盖二十二个科室，并在三个月内完成系统上线与真实世界评测。"
    )


def _claim(i: int, said: tuple[Entity, Relation, Entity], start: int, end: int) -> Claim:
    subject, relation, obj = said
    event = "2025-04" if i % 5 == 0 else None
    confidence = 0.55 + (i % 9) / 20
    return Claim(subject.slug, relation, obj.slug, start, end, confidence, _modality(i), event)
