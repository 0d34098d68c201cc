"""What the sentence says of a role or a result goes with the claim."""

import pytest

from kg.extract import extractor
from kg.types import Article, Claim
from kg.vocab import Modality, Relation


def claims(text: str, language: str, relation: Relation) -> list[Claim]:
    found = extractor("reader")(Article(text, "x", ("x",), language))
    return [c for c in found.claims if c.relation is relation]


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("华为副总裁张平安出席了活动。", "zh-Hans", "副总裁"),
        ("Jane Roe, chief executive of Epic Systems, agreed.", "en", "chief executive"),
    ],
)
def test_a_person_has_the_role_beside_the_name(text: str, language: str, role: str) -> None:
    assert {c.role for c in claims(text, language, Relation.AFFILIATED_WITH)} == {role}


@pytest.mark.parametrize(
    ("text", "language", "modality"),
    [
        ("瑞金医院原副院长宁光出席了活动。", "zh-Hans", Modality.ENDED),
        ("瑞金医院副院长宁光日前出席了活动。", "zh-Hans", Modality.ASSERTED),
        ("瑞金医院当前院长宁光出席了活动。", "zh-Hans", Modality.ASSERTED),
        ("John Roe, former chief executive of Epic Systems, agreed.", "en", Modality.ENDED),
    ],
)
def test_a_former_role_has_ended(text: str, language: str, modality: Modality) -> None:
    assert {c.modality for c in claims(text, language, Relation.AFFILIATED_WITH)} == {modality}


@pytest.mark.parametrize(
    ("text", "language", "score"),
    [
        ("启元重症大模型在MedBench上得分92.5分。", "zh-Hans", "92.5分"),
        ("Med-PaLM 2 scored 86.5% on MedQA.", "en", "86.5%"),
        ("Med-PaLM 2 was evaluated on MedQA in 2023.", "en", None),
    ],
)
def test_a_result_is_the_number_with_a_unit(text: str, language: str, score: str | None) -> None:
    assert {c.score for c in claims(text, language, Relation.EVALUATED_ON)} == {score}


@pytest.mark.parametrize(
    ("text", "language", "scores"),
    [
        (
            "在MedQA上，GPT-4得92.5分，而DeepSeek得88.1分。",
            "zh-Hans",
            {("gpt-4", "medqa"): "92.5分", ("deepseek", "medqa"): "88.1分"},
        ),
        (
            "在MedQA和CMExam上，盘古大模型分别取得92.5分和88.1分。",
            "zh-Hans",
            {("pangu", "medqa"): "92.5分", ("pangu", "cmexam"): "88.1分"},
        ),
        (
            "On MedQA, GPT-4 scored 86.5% and Med-PaLM 2 scored 79.1%.",
            "en",
            {("gpt-4", "medqa"): "86.5%", ("med-palm-2", "medqa"): "79.1%"},
        ),
    ],
)
def test_each_system_has_its_own_result(
    text: str, language: str, scores: dict[tuple[str, str], str]
) -> None:
    found = {(c.subject, c.object): c.score for c in claims(text, language, Relation.EVALUATED_ON)}
    assert found
    assert found.items() <= scores.items()
