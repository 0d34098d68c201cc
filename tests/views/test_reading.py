"""Finding, asking, looking around, and taking things out of the page."""

import csv
import io
from xml.etree import ElementTree

import pytest

from kg.types import Entity, Name
from kg.vocab import Kind, Modality, Relation


def entity(slug, kind, label):
    return Entity(slug, kind, Name(label, "zh-Hans"))


ACME = entity("acme", Kind.COMPANY, "灵枢科技")
MODEL, BASE = entity("model", Kind.MODEL, "本草大模型"), entity("base", Kind.MODEL, "素问底座")
CLINIC = entity("clinic", Kind.HOSPITAL, "重庆云州医院")
WARD = entity("ward", Kind.HOSPITAL, "=江陵医院")
SAID = [
    (ACME, Relation.DEVELOPS, MODEL, "灵枢科技研发本草大模型。"),
    (MODEL, Relation.BASED_ON, BASE, "本草大模型基于素问底座。"),
    (CLINIC, Relation.DEPLOYS, MODEL, "重庆云州医院部署本草大模型。"),
    (WARD, Relation.PARTNERS_WITH, CLINIC, "=江陵医院与重庆云州医院合作。"),
]


@pytest.fixture
def opened(visit, tell):
    return visit(tell(*((*said, Modality.ASSERTED) for said in SAID)))


@pytest.mark.parametrize("typed", ["chongqing", "cqyz", "yunzhou", "cqyunz", "yzyiyuan"])
def test_names_are_found_by_their_sound(opened, typed):
    opened.find(typed)
    assert "重庆云州医院" in opened.text("#hits li")


def test_a_ready_made_question_shows_its_answer_and_its_sentences(opened):
    opened.page.keyboard.press("/")
    opened.page.click("#hits li:has-text('谁部署了本草大模型？')")
    assert opened.text("#panel h2") == "谁部署了本草大模型？"
    assert opened.text("#panel blockquote") == "重庆云州医院部署本草大模型。"


@pytest.mark.parametrize("typed", ["谁基于素问", "谁基于素问底座？", "what builds on 素问底座?"])
def test_a_question_may_be_typed(opened, typed):
    opened.find(typed)
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel blockquote") == "本草大模型基于素问底座。"


def test_hops_widen_what_stays_bright(opened):
    opened.find("灵枢")
    opened.page.keyboard.press("Enter")
    labels = "svg text"
    for hops, expected in ((1, 2), (2, 4), (3, 5)):
        opened.page.click(f"[data-hops='{hops}']")
        with opened.page.expect_download() as download:
            opened.page.click("#svg")
        svg = ElementTree.parse(download.value.path())
        bright = [e for e in svg.iter() if e.get("opacity") == "1"]
        assert len(bright) == expected, labels


def test_lanes_stand_from_makers_to_users(opened):
    opened.page.click("[data-layout=lanes]")
    with opened.page.expect_download() as download:
        opened.page.click("#svg")
    texts = {
        e.text: float(e.get("x"))
        for e in ElementTree.parse(download.value.path()).iter()
        if e.tag.endswith("text") and e.get("x")
    }
    assert texts["企业"] < texts["模型与产品"] < texts["医院与院所"]


@pytest.mark.parametrize("tab", ["graph", "matrix", "timeline", "flow", "table"])
def test_every_tab_goes_out_as_csv_svg_and_png(visit, large, tab):
    opened = visit(large)
    opened.page.click(f"#tab-{tab}")
    files = {}
    for form in ("csv", "svg", "png"):
        with opened.page.expect_download() as download:
            opened.page.click(f"#{form}")
        assert download.value.suggested_filename.endswith(f".{form}")
        files[form] = download.value.path().read_bytes()
    assert files["png"].startswith(b"\x89PNG")
    assert ElementTree.fromstring(files["svg"]).tag == "{http://www.w3.org/2000/svg}svg"
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert len(rows) > 2
    assert len({len(row) for row in rows}) == 1


def test_no_cell_of_the_csv_is_a_formula(opened):
    with opened.page.expect_download() as download:
        opened.page.click("#csv")
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    assert len(rows) == 1 + len(SAID)
    assert "'=江陵医院" in {cell for row in rows for cell in row}
    assert all(not cell.startswith("=") for row in rows for cell in row)


def test_a_sentence_is_copied_as_a_citation(opened):
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.find("素问")
    opened.page.keyboard.press("Enter")
    opened.page.click("#panel .cite")
    opened.page.locator("#said", has_text="引文已复制").wait_for(state="attached")
    cited = opened.page.evaluate("navigator.clipboard.readText()")
    assert cited == "“本草大模型基于素问底座。”——第1篇，日期不详，https://news.example/1"
