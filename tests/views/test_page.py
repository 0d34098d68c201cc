"""The page as a reader meets it: in a real browser, with real clicks and keys."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph.landscape import Landscape
from kg.types import Entity, Name
from kg.views import page as views_page
from kg.vocab import Kind, Modality, Relation

SIZES = [(1440, 860), (1024, 700)]


def zh(text):
    return Name(text, "zh-Hans")


ALIASES = (Name("Lingshu", "en"), Name("靈樞科技", "zh-Hant"))
ACME = Entity("acme", Kind.COMPANY, zh("灵枢科技"), ALIASES)
HOSPITAL = Entity("hospital", Kind.HOSPITAL, zh("云州医院"), (Name("Yunzhou Hospital", "en"),))
MODEL = Entity("model", Kind.MODEL, zh("本草大模型"), (Name("Bencao-1", "en"),))
STAGE = Entity("PreHospital", Kind.CARE_STAGE, zh("院前"), (Name("Pre-hospital", "en"),))
LAUNCH = (ACME, Relation.DEVELOPS, MODEL, "灵枢科技发布了本草大模型。", Modality.ASSERTED)


def middle(visit):
    box = visit.page.locator("#graph").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("size", SIZES)
def test_300_nodes_open_quietly_with_the_best_connected_in_view(visit, large, size):
    opened = visit(large, size=size)
    joined = {end for _, c in large.claims for end in (c.subject, c.object)}
    entities, _, lines = map(int, re.findall(r"\d+", opened.page.text_content("#count")))
    assert 140 <= entities <= 153 < len(joined)
    assert lines > 100
    for stage in ("院前", "院中", "院后"):
        assert stage in opened.text("[data-group=stages]")


def test_a_click_on_a_line_shows_its_sentences_with_both_names_marked(visit, tell):
    opened = visit(
        tell(
            LAUNCH,
            (ACME, Relation.DEVELOPS, MODEL, "Lingshu trained Bencao-1 itself.", Modality.REPORTED),
        )
    )
    opened.page.mouse.click(*middle(opened))
    assert opened.page.locator("#panel blockquote").all_inner_texts() == [
        "灵枢科技发布了本草大模型。",
        "Lingshu trained Bencao-1 itself.",
    ]
    assert opened.page.locator("#panel mark").all_inner_texts() == [
        "灵枢科技",
        "本草大模型",
        "Lingshu",
        "Bencao-1",
    ]
    panel = opened.text("#panel")
    assert "2 条证据 · 2 篇文章" in panel
    assert "据称" in panel
    assert "置信度 90%" in panel
    link = opened.page.locator("#panel a", has_text="第0篇")
    assert link.get_attribute("href") == "https://news.example/0"


def test_a_click_on_a_node_shows_what_is_said_of_it(visit, tell):
    opened = visit(tell(LAUNCH))
    x, y = middle(opened)
    opened.page.mouse.click(x - 94, y)
    assert opened.text("#panel h2") in ("灵枢科技", "本草大模型")
    assert "灵枢科技发布了本草大模型。" in opened.text("#panel details")
    opened.page.keyboard.press("Escape")
    assert "从哪里看起" in opened.text("#panel")


def test_what_does_not_hold_stands_apart(visit, tell):
    opened = visit(
        tell(
            (ACME, Relation.PARTNERS_WITH, HOSPITAL, "灵枢科技与云州医院合作。", Modality.ASSERTED),
            (HOSPITAL, Relation.DEPLOYS, MODEL, "云州医院计划上线本草大模型。", Modality.PLANNED),
            (ACME, Relation.DEVELOPS, MODEL, "灵枢科技否认研发本草大模型。", Modality.NEGATED),
        )
    )
    assert opened.shown() == [3, 3, 2], "a denial alone draws no line until it is asked for"
    opened.page.click("[data-row=negated]")
    assert opened.shown() == [3, 3, 3]
    opened.find("云州医院")
    opened.page.keyboard.press("Enter")
    assert "云州医院合作" in opened.page.text_content(".part.stated")
    assert "计划上线" in opened.page.text_content(".part.unstated")
    assert "计划上线" not in opened.page.text_content(".part.stated")


@pytest.mark.parametrize("words", ["灵枢科技", "靈樞科技", "靈枢", "lingshu", "ＬＩＮＧ", "灵 枢"])
def test_search_finds_any_name_in_any_script(visit, tell, words):
    opened = visit(tell(LAUNCH))
    opened.find(words)
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "灵枢科技"


def test_search_brings_in_what_is_not_in_view(visit, large):
    opened = visit(large)
    before = opened.shown()[0]
    opened.find("云州")
    assert opened.page.locator("#hits li").count() > 1
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("ArrowUp")
    opened.page.keyboard.press("Escape")
    joined = {end for _, c in large.claims for end in (c.subject, c.object)}
    opened.find(large.entities[min(joined, key=lambda s: _degree(large, s))].label.text)
    opened.page.keyboard.press("Enter")
    assert opened.shown()[0] == before + 1
    expand = opened.page.locator("#expand")
    if expand.count():
        expand.click()
    assert opened.shown()[0] >= before + 1


def _degree(landscape, slug):
    return sum(slug in (c.subject, c.object) for _, c in landscape.claims), slug


def test_filters_count_and_hide(visit, tell):
    opened = visit(
        tell(
            LAUNCH,
            (MODEL, Relation.COVERS_STAGE, STAGE, "本草大模型用于院前。", Modality.ASSERTED),
            (ACME, Relation.PARTNERS_WITH, HOSPITAL, "灵枢科技与云州医院合作。", Modality.ASSERTED),
        )
    )
    assert opened.shown() == [4, 4, 3]
    opened.page.click("[data-row=partnersWith]")
    assert opened.shown() == [3, 4, 2]
    assert "0/1" in opened.text("label:has([data-row=Hospital])")
    opened.page.click("[data-row=partnersWith]")
    opened.page.click("[data-row=PreHospital]")
    assert opened.shown() == [3, 4, 2], "the maker, the model and the stage"
    opened.page.click("[data-row=PreHospital]")
    opened.page.click("[data-row=Model]")
    assert opened.shown() == [2, 4, 1]
    opened.page.click("[data-group=classes] .link")
    opened.page.click("[data-group=classes] .link")
    assert opened.shown()[0] == 0
    assert opened.page.is_visible("#empty")


def test_the_whole_graph_is_one_click_away(visit, large):
    opened = visit(large)
    opened.page.click("[data-whole=true]")
    drawn = [c for _, c in large.claims if c.modality is not Modality.NEGATED]
    joined = {end for c in drawn for end in (c.subject, c.object)}
    assert opened.shown()[0] == len(joined)
    opened.page.check("[data-row=lonely]")
    assert opened.shown()[0] > len(joined)


def test_both_languages(visit, large):
    opened = visit(large, lang="en")
    assert "of 300 entities" in opened.text("#count")
    assert opened.page.evaluate("document.documentElement.lang") == "en"
    opened.page.click("#language")
    assert "个实体" in opened.text("#count")
    assert opened.page.title() == "医疗大模型产业图谱"


def test_an_empty_landscape_still_opens(visit):
    opened = visit(Landscape({}, {}, ()))
    assert opened.shown() == [0, 0, 0]
    assert opened.page.is_visible("#empty")


def test_equal_landscapes_give_equal_bytes_in_every_process(large, tmp_path):
    here, there = tmp_path / "here.html", tmp_path / "there.html"
    views_page.write(large, here)
    maker = Path(__file__).with_name("conftest.py")
    script = (
        "import pathlib, runpy; from kg.views import page;"
        f"made = runpy.run_path({str(maker)!r})['_landscape'](300);"
        f"page.write(made, pathlib.Path({str(there)!r}))"
    )
    own = {"PYTHONHASHSEED": "5", "MEDLLM_KG_CACHE": str(tmp_path / "places")}
    environment = {**os.environ, **own}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
    assert here.read_bytes() == there.read_bytes()
