"""The coverage matrix: a real table whose cells open their sentences."""

import pytest

from kg.types import Entity, Name
from kg.vocab import Kind, Modality, Relation


def entity(slug, kind, label):
    return Entity(slug, kind, Name(label, "zh-Hans"))


ACME, RIVAL = entity("acme", Kind.COMPANY, "灵枢科技"), entity("rival", Kind.COMPANY, "素问科技")
MODEL, OTHER = entity("model", Kind.MODEL, "本草大模型"), entity("other", Kind.PRODUCT, "杏林助手")
CLINIC, WARD = (entity(s, Kind.HOSPITAL, n) for s, n in (("c", "云州医院"), ("w", "江陵医院")))
STAGE = entity("PreHospital", Kind.CARE_STAGE, "院前")
IMAGES = entity("scenario-image-diagnosis", Kind.SCENARIO, "医学影像智能辅助诊断")
SAID = [
    (ACME, Relation.DEVELOPS, MODEL, "灵枢科技研发本草大模型。"),
    (RIVAL, Relation.DEVELOPS, OTHER, "素问科技研发杏林助手。"),
    (MODEL, Relation.COVERS_STAGE, STAGE, "本草大模型用于院前。"),
    (MODEL, Relation.COVERS_STAGE, STAGE, "院前已有本草大模型。"),
    (OTHER, Relation.APPLIES_TO, IMAGES, "杏林助手用于医学影像智能辅助诊断。"),
    (CLINIC, Relation.DEPLOYS, MODEL, "云州医院部署本草大模型。"),
    (WARD, Relation.DEPLOYS, MODEL, "江陵医院部署本草大模型。"),
]


@pytest.fixture
def matrix(visit, tell):
    planned = (CLINIC, Relation.DEPLOYS, OTHER, "云州医院计划部署杏林助手。", Modality.PLANNED)
    opened = visit(tell(*((*said, Modality.ASSERTED) for said in SAID), planned))
    opened.page.click("#tab-matrix")
    return opened


def table(opened):
    """Rows of cells as a spreadsheet would have them."""
    rows = opened.page.locator("#matrix tr").all()
    return [[cell.inner_text().strip() for cell in row.locator("th, td").all()] for row in rows]


def test_systems_by_stages_count_articles(matrix):
    head, first, second, total = table(matrix)
    assert head[2:] == ["院前", "院中", "入院", "诊断", "治疗", "院后"]
    assert first == ["本草大模型", "2", "2", "", "", "", "", ""]
    assert second == ["杏林助手", "1", "", "1", "", "1", "", ""], "by its official scenario"
    assert total == ["合计", "", "2", "1", "", "1", "", ""]
    assert "无人覆盖：入院、治疗、院后" in matrix.text("#headline")


def test_a_cell_opens_the_sentences_behind_it(matrix):
    matrix.page.click('[data-cell="cell systemStages model PreHospital"]')
    quotes = matrix.page.locator("#panel blockquote").all_inner_texts()
    assert sorted(quotes) == ["本草大模型用于院前。", "院前已有本草大模型。"]
    assert matrix.text("#panel h2") == "本草大模型 × 院前"
    matrix.page.keyboard.press("Escape")
    assert matrix.page.locator("#panel blockquote").count() == 0


def test_a_stage_known_by_a_scenario_says_so(matrix):
    matrix.page.click('[data-cell="cell systemStages other Diagnosis"]')
    assert "由官方场景推得" in matrix.text("#panel .hint")
    assert matrix.page.locator('[data-cell="cell systemStages other Diagnosis"]:focus').count() == 1


def test_companies_by_stages_need_the_maker_and_the_use(matrix):
    matrix.page.click("[data-matrix=companyStages]")
    assert sorted(row[:3] for row in table(matrix)[1:3]) == [
        ["灵枢科技", "1", "1"],
        ["素问科技", "1", ""],
    ]
    matrix.page.click('[data-cell="cell companyStages acme PreHospital"]')
    assert matrix.page.locator("#panel .card").count() == 3


def test_all_84_scenarios_stand_there_and_most_are_white(matrix):
    matrix.page.click("[data-matrix=companyScenarios]")
    rows = [row for row in table(matrix) if len(row) == 3]
    assert len(rows) == 1 + 84 + 1
    assert [row[0].split("\n")[-1] for row in rows if row[1] == "1"] == ["医学影像智能辅助诊断"]
    assert matrix.page.locator("#matrix .area").count() == 4
    assert "84 个官方场景中，1 个有企业涉足" in matrix.text("#headline")
    assert "83 个仍是空白" in matrix.text("#headline")


def test_hospitals_by_systems_keep_plans_apart(matrix):
    matrix.page.click("[data-matrix=hospitalSystems]")
    assert table(matrix)[0][2:] == ["本草大模型", "杏林助手"]
    assert table(matrix)[1:3] == [["云州医院", "1", "1", "(1)"], ["江陵医院", "1", "1", ""]]
    assert "2 家医院使用 2 个系统。本草大模型 进入 2 家医院，最多" in matrix.text("#headline")


def test_filters_reach_the_matrix(matrix):
    matrix.page.click("[data-row=coversStage]")
    assert [row[0] for row in table(matrix)] == ["模型与产品", "杏林助手", "合计"]
    matrix.page.click("[data-group=relations] .link")
    matrix.page.click("[data-group=relations] .link")
    assert matrix.page.locator("#matrix").count() == 0
    assert "没有可以对照的说法" in matrix.text("#headline")


def test_tabs_are_walked_by_arrows_and_digits(matrix):
    matrix.page.focus("#tab-matrix")
    matrix.page.keyboard.press("ArrowLeft")
    assert matrix.page.locator("#tab-graph[aria-selected=true]:focus").count() == 1
    assert not matrix.page.is_visible("#sheet")
    matrix.page.keyboard.press("2")
    assert matrix.page.is_visible("#matrix")
