"""What an article says is what the extraction states, with its sentence."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import extract
from kg.articles import read
from kg.claims.dates import event_date
from kg.claims.modality import modality_of
from kg.fold import fold_name
from kg.types import Article, Extraction
from kg.vocab import Kind, Modality

SAMPLES = sorted((Path(__file__).parents[1] / "examples" / "articles").iterdir())


def article(text: str, language: str = "zh-Hans", issued: date | None = None) -> Article:
    return Article(text, text[:20], ("test.txt",), language, issued)


def label(extraction: Extraction, slug: str) -> set[str]:
    entity = next(e for e in extraction.entities if e.slug == slug)
    return {fold_name(n.text) for n in (entity.label, *entity.names)}


def says(found: Extraction, subject: str, relation: str, obj: str) -> Modality | None:
    """How ``found`` says a statement, whose ends are given by any of their names."""
    ends = fold_name(subject), fold_name(obj)
    for claim in found.claims:
        left, right = label(found, claim.subject), label(found, claim.object)
        same = ends[0] in left and ends[1] in right
        turned = claim.relation.symmetric and ends[0] in right and ends[1] in left
        if claim.relation == relation and (same or turned):
            return claim.modality
    return None


STATED = [
    ("联影智能与安禾市人民医院签署战略合作协议。", "联影智能", "partnersWith", "安禾市人民医院"),
    ("安禾市人民医院携手华为推进智慧病房建设。", "华为", "partnersWith", "安禾市人民医院"),
    ("腾讯和迈瑞医疗联合开发了启元重症大模型。", "腾讯", "partnersWith", "迈瑞医疗"),
    ("腾讯和迈瑞医疗联合开发了启元重症大模型。", "迈瑞医疗", "develops", "启元重症大模型"),
    ("“岐安”大模型由清河大学附属医院自主研发。", "清河大学附属医院", "develops", "岐安"),
    ("安禾市人民医院近日完成DeepSeek-R1的本地化部署。", "安禾市人民医院", "deploys", "DeepSeek-R1"),
    ("瑞智病理大模型已落地安禾市人民医院。", "安禾市人民医院", "deploys", "瑞智病理大模型"),
    ("该院将DeepSeek接入“小禾助手”系统。", "小禾助手", "basedOn", "DeepSeek"),
    ("卫宁健康成功中标安禾市人民医院信息化项目。", "卫宁健康", "suppliesTo", "安禾市人民医院"),
    ("DeepSeek已完成与昇腾的适配。", "DeepSeek", "runsOn", "昇腾"),
    ("华为成立医疗卫生军团。", "医疗卫生军团", "partOf", "华为"),
    ("科大讯飞收购了商汤科技。", "科大讯飞", "acquires", "商汤科技"),
    ("国家药监局发布《人工智能医疗器械注册审查指导原则指南》。", "国家药监局", "issues", "人工智能医疗器械注册审查指导原则指南"),
    ("国家衛健委印發《人工智能應用規劃》。", "国家卫健委", "issues", "人工智能應用規劃"),
    ("华为副总裁张平安出席了活动。", "张平安", "affiliatedWith", "华为"),
    ("盘古大模型覆盖院前、院中、院后。", "盘古大模型", "coversStage", "院前"),
    ("盘古大模型服务诊疗全流程。", "盘古大模型", "coversStage", "院后"),
    ("盘古大模型服务患者就医的全流程。", "盘古大模型", "coversStage", "院后"),
    ("華碩與台大醫院共同研發「小安」大模型。", "華碩", "develops", "小安"),
]  # fmt: skip
STATED_IN_ENGLISH = [
    ("Huawei partners with Ruijin Hospital on pathology.", "Huawei", "partnersWith", "Ruijin Hospital"),
    ("Google developed Med-PaLM 2 last year.", "Google", "develops", "Med-PaLM 2"),
    ("Mayo Clinic has deployed Med-PaLM 2.", "Mayo Clinic", "deploys", "Med-PaLM 2"),
    ("Microsoft acquired Nuance Communications in 2022.", "Microsoft", "acquires", "Nuance"),
    ("Nuance, a subsidiary of Microsoft, hired staff.", "Nuance", "partOf", "Microsoft"),
    ("Jane Roe, chief executive of Epic Systems, agreed.", "Jane Roe", "affiliatedWith", "Epic Systems"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "relation", "obj"), STATED)
def test_chinese_statements(text: str, subject: str, relation: str, obj: str) -> None:
    found = extract.extractor("rules")(article(text))
    assert says(found, subject, relation, obj) is Modality.ASSERTED


@pytest.mark.parametrize(("text", "subject", "relation", "obj"), STATED_IN_ENGLISH)
def test_english_statements(text: str, subject: str, relation: str, obj: str) -> None:
    found = extract.extractor("rules")(article(text, "en"))
    assert says(found, subject, relation, obj) is Modality.ASSERTED


def test_the_reader_reads_nearly_all_plain_sentences() -> None:
    both = ((STATED, "zh-Hans"), (STATED_IN_ENGLISH, "en"))
    read = [
        says(extract.extract(article(text, language)), subject, relation, obj) is Modality.ASSERTED
        for statements, language in both
        for text, subject, relation, obj in statements
    ]
    assert sum(read) >= 0.9 * len(read)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("安禾市人民医院没有引入DeepSeek。", Modality.NEGATED),
        ("安禾市人民医院计划引入DeepSeek。", Modality.PLANNED),
        ("安禾市人民医院已停止使用DeepSeek。", Modality.ENDED),
        ("安禾市人民医院已引入DeepSeek。", Modality.ASSERTED),
    ],
)
def test_what_is_not_so_is_said_apart(text: str, modality: Modality) -> None:
    assert says(extract.extract(article(text)), "安禾市人民医院", "deploys", "DeepSeek") is modality


@pytest.mark.parametrize(
    ("text", "subject", "relation", "obj"),
    [
        ("华为、腾讯、百度纷纷布局医疗。", "华为", "partnersWith", "腾讯"),
        ("腾讯和迈瑞医疗联合开发启元重症大模型，华为与瑞金医院合作。", "腾讯", "partnersWith", "华为"),
        ("湘雅医院没有直接引入DeepSeek。", "湘雅医院", "partnersWith", "DeepSeek"),
        ("华为为安禾市人民医院搭建“小禾”平台。", "安禾市人民医院", "suppliesTo", "华为"),
        ("盘古大模型服务药物研发的全流程。", "盘古大模型", "coversStage", "院后"),
    ],
)  # fmt: skip
def test_tempting_statements_are_not_made(text: str, subject: str, relation: str, obj: str) -> None:
    assert says(extract.extract(article(text)), subject, relation, obj) is None


def test_a_state_behind_a_city_is_no_place_of_its_own() -> None:
    text = (
        "MedStar Health, a system based in Columbia, Maryland, works with PathAI of Boston, Mass."
    )
    found = extract.extract(article(text, "en"))
    places = {e.label.text for e in found.entities if e.kind is Kind.PLACE}
    assert places == {"Columbia", "波士顿"}
    text = "MedStar Health runs hospitals in California, Texas and Ohio."
    listed = extract.extract(article(text, "en"))
    assert {e.slug for e in listed.entities if e.kind is Kind.PLACE} == {
        "california",
        "texas",
        "ohio",
    }
    assert says(found, "MedStar Health", "locatedIn", "Columbia") is Modality.ASSERTED


def test_an_owner_in_a_name_alone_is_not_spoken_of() -> None:
    found = extract.extract(article("腾讯健康与安禾市人民医院签署合作协议。"))
    assert "tencent" not in {e.slug for e in found.entities}


def test_a_short_form_given_in_brackets_is_the_same_thing_all_through() -> None:
    text = (
        "北京明岐医疗科技有限公司（以下简称“明岐医疗”）成立于2019年。明岐医疗与华为签署合作协议。"
    )
    found = extract.extract(article(text))
    companies = [e for e in found.entities if e.kind is Kind.COMPANY and e.slug != "huawei"]
    assert len(companies) == 1
    assert says(found, "北京明岐医疗科技有限公司", "partnersWith", "华为") is Modality.ASSERTED


@pytest.mark.parametrize("short", ["“明岐医疗”或“公司”", "“公司”、“明岐医疗”"])
def test_a_filing_gives_a_company_two_short_forms_and_means_one_thing(short: str) -> None:
    text = (
        f"北京明岐医疗科技股份有限公司（以下简称{short}）成立于2019年。明岐医疗与华为签署合作协议。"
    )
    found = extract.extract(article(text))
    companies = [e for e in found.entities if e.kind is Kind.COMPANY and e.slug != "huawei"]
    assert len(companies) == 1


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("HALDEN (Massachusetts) - ABRIDGE signed with Mayo Clinic.", "en", True),
        ("Lessons abridge the story of Mayo Clinic.", "en", False),
        ("安禾市人民医院与abridge签署合作协议。", "zh-Hans", True),
    ],
)
def test_a_latin_name_is_known_in_capitals_and_among_chinese_in_any_case(
    text: str, language: str, known: bool
) -> None:
    found = extract.extractor("rules")(article(text, language))
    assert ("abridge-ai" in {e.slug for e in found.entities}) is known


def test_an_unknown_thing_has_one_slug_in_both_scripts() -> None:
    simple = extract.extract(article("安禾市人民医院携手华为。"))
    other = extract.extract(article("安禾市人民醫院攜手華為。", "zh-Hant"))
    assert {e.slug for e in simple.entities} == {e.slug for e in other.entities}


def test_evidence_in_english_is_one_sentence() -> None:
    text = (
        "Tencent partnered with Mindray on ICU care last year. Huawei developed RuiPath with"
        " Ruijin Hospital. Did Google develop Med-PaLM 2?"
    )
    found = extract.extract(article(text, "en"))
    evidence = {text[c.start : c.end] for c in found.claims}
    assert evidence
    assert all(e.count(". ") == 0 and e.endswith(".") for e in evidence)


def test_a_denial_is_a_claim_of_its_own_sentence() -> None:
    text = "湘雅医院引入DeepSeek。\n信息中心介绍了建设过程。\n此前，湘雅医院没有直接引入DeepSeek。"
    claims = extract.extract(article(text)).claims
    said = {text[c.start : c.end]: c.modality for c in claims if c.relation == "deploys"}
    assert said["湘雅医院引入DeepSeek。"] is Modality.ASSERTED
    assert said["此前，湘雅医院没有直接引入DeepSeek。"] is Modality.NEGATED


@pytest.mark.parametrize(
    ("said", "language", "modality"),
    [
        ("在虚拟病房部署", "zh", Modality.ASSERTED),
        ("拟于年内部署", "zh", Modality.PLANNED),
        ("将与该院签约共同研发", "zh", Modality.PLANNED),
        ("签署协议将共同研发", "zh", Modality.ASSERTED),
        ("疑难病例会诊中部署", "zh", Modality.ASSERTED),
        ("展会结束后发布", "zh", Modality.ASSERTED),
        ("has not only deployed", "en", Modality.ASSERTED),
        ("has not deployed", "en", Modality.NEGATED),
        ("announced plans to acquire", "en", Modality.PLANNED),
        ("announced that it acquired", "en", Modality.ASSERTED),
        ("signed a letter of intent to acquire", "en", Modality.PLANNED),
    ],
)
def test_how_it_is_said(said: str, language: str, modality: Modality) -> None:
    assert modality_of(said, language) is modality


def test_what_is_said_before_the_comma_is_said_of_something_else() -> None:
    found = extract.extractor("rules")(article("路演已经终止，华为发布盘古大模型。"))
    assert says(found, "华为", "develops", "盘古大模型") is Modality.ASSERTED


@pytest.mark.parametrize("between", ["；", "。\n"])
def test_a_use_belongs_to_the_system_of_its_own_clause(between: str) -> None:
    text = f"华为推出盘古大模型{between}另一款产品用于病历质控。"
    found = extract.extractor("rules")(article(text))
    assert not [c for c in found.claims if c.relation == "appliesTo"]


def test_a_year_in_a_name_dates_nothing() -> None:
    text = "国家卫健委的《2022年人工智能应用指南》由国家卫健委印发。"
    found = extract.extract(article(text, issued=date(2025, 3, 1)))
    assert {c.event_date for c in found.claims} == {None}


@pytest.mark.parametrize(
    ("said", "language", "when"),
    [
        ("2023年5月12日至6月2日", "zh", "2023-06-02"),
        ("2023年12月28日至1月3日", "zh", "2024-01-03"),
        ("from December 28, 2023 to January 3", "en", "2024-01-03"),
        ("on March 5 2023", "en", "2023-03-05"),
        ("from March 5, 2023 to April 2", "en", "2023-04-02"),
        ("held April 17-21, 2023", "en", "2023-04-17"),
        ("on March 3 and 4, 2023", "en", "2023-03-03"),
        ("on 5 May 2023", "en", "2023-05-05"),
        ("2023年2月立项，同年5月18日", "zh", "2023-05-18"),
        ("2023年2月立项，次年", "zh", "2024"),
        ("明年12月15日", "zh", "2026-12-15"),
    ],
)
def test_a_date_has_the_year_that_stands_with_it(said: str, language: str, when: str) -> None:
    assert event_date(said, language, date(2025, 6, 1)) == when


@pytest.mark.parametrize(
    ("said", "after", "language"),
    [
        (
            "在经历了两年多的论证、评审、招标、试点与多轮专家讨论之后，华为与瑞金医院合作研发了RuiPath。",
            "华为和瑞金医院会走多远？",
            "zh-Hans",
        ),
        (
            "In a long statement that set out the aims of the programme, its budget, its timetable and"
            " the lessons of the pilot, Epic said that it has partnered with Microsoft.",
            " Will Epic and Microsoft win?",
            "en",
        ),
    ],
)
def test_the_evidence_is_the_sentence_that_says_it(said: str, after: str, language: str) -> None:
    text = f"{said}{after}"
    found = extract.extract(Article(text, "x", ("x",), language))
    evidence = {text[c.start : c.end] for c in found.claims if c.relation == "partnersWith"}
    assert evidence == {said}


def test_a_hospital_that_puts_a_model_in_service_has_not_developed_it() -> None:
    found = extract.extractor("rules")(article("瑞金医院上线了DeepSeek。华为上线了盘古大模型。"))
    assert says(found, "瑞金医院", "develops", "DeepSeek") is None
    assert says(found, "瑞金医院", "deploys", "DeepSeek") is Modality.ASSERTED
    assert says(found, "华为", "develops", "盘古大模型") is Modality.ASSERTED


@pytest.mark.parametrize(
    ("text", "developers"),
    [
        ("华为和瑞金医院上线了盘古大模型。", {"华为"}),
        ("瑞金医院与中山医院签署协议。双方上线盘古大模型。", set()),
        ("瑞金医院与中山医院签署协议，双方将合作。该公司上线盘古大模型。", set()),
    ],
)
def test_a_place_for_companies_takes_no_hospital(text: str, developers: set[str]) -> None:
    found = extract.extractor("rules")(article(text))
    named = {"华为", "瑞金医院", "中山医院"} & set(re.findall("华为|..医院", text))
    assert {n for n in named if says(found, n, "develops", "盘古大模型")} == developers


def test_names_are_spelled_as_the_article_prints_them() -> None:
    found = extract.extract(article("著云科技有限公司与瑞金医院签署战略合作协议。"))
    assert "著云科技有限公司" in {e.label.text for e in found.entities}
    found = extract.extract(article("聯(lián)影智能與瑞金醫院簽署戰略合作協議。", "zh-Hant"))
    names = {n.text for e in found.entities for n in e.names}
    assert "聯影智能" in names
    assert "聯(lián)影智能" not in names
    found = extract.extract(article("Huawei (華為) partnered with Ruijin Hospital.", "en"))
    assert {n.lang for e in found.entities for n in e.names if n.text == "華為"} == {"zh-Hant"}


RULES_TEMPT = [
    ("科大讯飞收购东软集团，华为推出盘古大模型。", "东软集团", "develops", "盘古大模型"),
    ("科大讯飞收购东软集团，华为推出盘古大模型。", "科大讯飞", "acquires", "华为"),
    ("华为发布盘古大模型挑战DeepSeek。", "华为", "develops", "DeepSeek"),
    ("腾讯投资了东软集团。那么华为呢？该公司与瑞金医院合作研发RuiPath。", "东软集团", "develops", "RuiPath"),
    ("Microsoft acquired Nuance and sued Epic Systems.", "Microsoft", "acquires", "Epic Systems"),
    ("Nuance was acquired by Microsoft.", "Nuance", "acquires", "Microsoft"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "subject", "relation", "obj"), RULES_TEMPT)
def test_frames_do_not_reach_over(text: str, subject: str, relation: str, obj: str) -> None:
    found = extract.extractor("rules")(article(text, "en" if text.isascii() else "zh-Hans"))
    assert found.claims
    assert says(found, subject, relation, obj) is None


def test_a_statement_of_a_sentence_is_made_once_and_a_denial_wins() -> None:
    (claim,) = extract.extractor("rules")(article("华为并未研发华为盘古大模型。")).claims
    assert claim.modality is Modality.NEGATED


def test_a_plan_without_a_year_lies_ahead() -> None:
    text = "腾讯计划于6月1日发布混元大模型。"
    (claim,) = extract.extract(article(text, issued=date(2025, 7, 20))).claims
    assert (claim.modality, claim.event_date) == (Modality.PLANNED, "2026-06-01")


def test_dates_come_from_the_sentence_and_take_the_year_of_publication() -> None:
    found = extract.extract(
        article("3月21日，安禾市人民医院引入DeepSeek。", issued=date(2025, 4, 2))
    )
    assert {c.event_date for c in found.claims} == {"2025-03-21"}


@pytest.mark.parametrize(
    ("text", "language", "whole", "cut"),
    [
        ("澳门卫生局局长李展润说明计划。", "zh-Hans", "李展润", "卫生局局长"),
        ("Prof. Dr. med. Karl Storm, CEO of Halden Analytics, agreed.", "en", "Karl Storm", "med"),
    ],
)
def test_a_post_or_title_is_no_part_of_a_name(text: str, language: str, whole: str, cut: str):
    found = extract.extract(article(text, language)).entities
    names = {n.text for e in found for n in (e.label, *e.names)}
    assert whole in names
    assert not any(cut in name for name in names)


@pytest.mark.parametrize("month", ["Sept.", "Sept", "Sep.", "Sep", "September"])
def test_months_are_written_in_full_or_short(month: str) -> None:
    assert event_date(f"On {month} 18, 2024, it bought the firm", "en", None) == "2024-09-18"


@cache
def samples() -> list[Extraction]:
    return [extract.extract(next(iter(read(str(path))))) for path in SAMPLES]


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_evidence_is_a_sentence_of_the_article(number: int) -> None:
    found = samples()[number]
    text = found.article.text
    assert found.claims
    for claim in found.claims:
        evidence = text[claim.start : claim.end]
        assert evidence == evidence.strip()
        assert "\n" not in evidence
        before = text[: claim.start].rstrip()
        assert not before or before[-1] in "。！？.!?”’」』)）\"'" or text[claim.start - 1] == "\n"


def test_reading_twice_is_reading_once() -> None:
    assert samples()[0] == extract.extract(samples()[0].article)


def test_the_pipeline_finds_no_problem_in_itself() -> None:
    problems = extract.pipeline().analyze_pipes()["problems"]
    assert not any(problems.values())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([
            "华为", "與", "瑞金医院", "（", "）", "、", "，", "。", "“", "”", "合作", "DeepSeek-R1",
            "大模型", "將", "没有", "\n", " ", "《", "》", "聯(lián)網", "Mayo Clinic", "deployed", ".",
            "院前", "全流程", "🙂", "\u3000", "該院", "双方",
        ]),
        min_size=1, max_size=25,
    ).map("".join).map(str.strip).filter(bool)
)  # fmt: skip
def test_any_text_can_be_read(text: str) -> None:
    for language in ("zh-Hans", "en"):
        found = extract.extract(article(text, language))
        for claim in found.claims:
            assert text[claim.start : claim.end].strip()
