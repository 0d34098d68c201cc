"""Time line, flow and table: the same claims under the same filters, each opening its sentences."""

import dataclasses
from datetime import date

import pytest

from kg.types import Entity, Name
from kg.vocab import Kind, Modality, Relation


def entity(slug, kind, label):
    return Entity(slug, kind, Name(label, "zh-Hans"))


ACME = entity("acme", Kind.COMPANY, "灵枢科技")
MODEL = entity("model", Kind.MODEL, "本草大模型")
CLINIC, WARD = (entity(s, Kind.HOSPITAL, n) for s, n in (("c", "云州医院"), ("w", "江陵医院")))
SAID = [
    (ACME, Relation.DEVELOPS, MODEL, "灵枢科技研发本草大模型。", "2024-03"),
    (CLINIC, Relation.DEPLOYS, MODEL, "云州医院部署本草大模型。", "2025-01-05"),
    (WARD, Relation.DEPLOYS, MODEL, "江陵医院部署本草大模型。", None),
    (ACME, Relation.PARTNERS_WITH, WARD, "灵枢科技与江陵医院合作。", None),
]


@pytest.fixture
def opened(visit, tell):
    """The first two of an event's date, the third of an article's, the fourth without any."""
    made = tell(*((*said[:4], Modality.ASSERTED) for said in SAID))
    dates = {article: said[4] for (article, _), said in zip(made.claims, SAID, strict=True)}
    third = made.claims[2][0]
    articles = {
        key: dataclasses.replace(a, issued=date(2025, 6, 1) if key == third else None)
        for key, a in made.articles.items()
    }
    claims = tuple((key, dataclasses.replace(c, event_date=dates[key])) for key, c in made.claims)
    return visit(dataclasses.replace(made, articles=articles, claims=claims))


def rows(opened):
    return [row.split("\t") for row in opened.text("#statements tbody").split("\n")]


def test_the_table_holds_every_statement_and_sorts(opened):
    opened.page.click("#tab-table")
    assert "4 条关系，出自 4 篇文章" in opened.text("#headline")
    opened.page.click("#sort-date")
    dates = opened.page.locator("#statements td.date").all_inner_texts()
    assert dates == ["2025-06-01", "2025-01-05", "2024-03", ""]
    opened.page.click("#sort-subject")
    head = opened.page.locator("th.subject")
    assert head.get_attribute("aria-sort") == "ascending"
    assert opened.page.locator("#sort-subject:focus").count() == 1


def test_a_row_opens_its_sentences_by_mouse_and_by_key(opened):
    opened.page.click("#tab-table")
    opened.page.click("#statements tr:has-text('云州医院') td.evidence")
    assert opened.text("#panel blockquote") == "云州医院部署本草大模型。"
    assert opened.page.locator("#statements tr.chosen").count() == 1
    opened.page.focus("[data-mark='acme develops model']")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel blockquote") == "灵枢科技研发本草大模型。"


def test_the_time_line_has_a_mark_for_every_dated_statement(opened):
    opened.page.click("#tab-timeline")
    assert "3 条注明时间的关系" in opened.text("#headline")
    assert opened.page.locator("#timeline .mark").count() == 3
    opened.page.click("[data-mark='c deploys model']")
    assert opened.text("#panel blockquote") == "云州医院部署本草大模型。"
    opened.page.focus("[data-mark='acme develops model']")
    opened.page.keyboard.press(" ")
    assert opened.text("#panel blockquote") == "灵枢科技研发本草大模型。"


def test_the_handles_narrow_every_tab(opened):
    opened.page.focus("#from")
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.get_attribute("#from", "aria-valuetext") == "2024-04"
    assert opened.shown() == [3, 4, 2], "the early one is out, and so is the undated one"
    assert "1 条无日期的证据不在其中" in opened.text("#span")
    opened.page.click("#tab-table")
    assert opened.page.locator("#statements tbody tr").count() == 2
    opened.page.focus("#to")
    opened.page.keyboard.press("Home")
    assert opened.page.locator("#statements tbody tr").count() == 0, (
        "handles do not pass each other"
    )
    opened.page.click("#always")
    assert opened.page.locator("#statements tbody tr").count() == 4


def test_a_handle_is_drawn_by_the_mouse(opened):
    box = opened.page.locator("#from").bounding_box()
    middle = box["y"] + box["height"] / 2
    opened.page.mouse.move(box["x"] + 6, middle)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] / 2, middle, steps=8)
    opened.page.mouse.up()
    assert opened.page.get_attribute("#from", "aria-valuetext") > "2024-03"
    assert "1 条无日期的证据不在其中" in opened.text("#span")
    other = opened.page.locator("#to").bounding_box()
    opened.page.mouse.move(other["x"] + other["width"] - 6, middle)
    opened.page.mouse.down()
    opened.page.mouse.move(other["x"], middle, steps=8)
    opened.page.mouse.up()
    first, last = (opened.page.get_attribute(f"#{end}", "aria-valuetext") for end in ("from", "to"))
    assert first == last, "handles meet and do not pass each other"


def test_the_flow_joins_maker_system_and_hospitals(opened):
    opened.page.click("#tab-flow")
    names = opened.page.locator("#flow .bar text").all_text_contents()
    assert sorted(names) == sorted(["灵枢科技", "本草大模型", "云州医院", "江陵医院"])
    xs = {
        t: opened.page.locator(f"#flow .bar:has-text('{t}') rect").bounding_box()["x"]
        for t in names
    }
    assert xs["灵枢科技"] < xs["本草大模型"] < xs["云州医院"] == xs["江陵医院"]
    assert "1 个系统有明确的研发企业，其中 1 个已进入医院；共 2 家医院在用" in opened.text(
        "#headline"
    )
    opened.page.focus("[data-mark='model c']")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel blockquote") == "云州医院部署本草大模型。"


def test_heaps_of_marks_open_together(visit, large):
    opened = visit(large)
    opened.page.click("#tab-timeline")
    opened.page.locator(".heap").first.click()
    assert opened.page.locator("#panel .statement").count() > 5


def test_reprints_are_no_second_witness(visit, tell):
    again = tell(*((*SAID[0][:4], Modality.ASSERTED),) * 1)
    ((key, claim),) = again.claims
    first = again.articles[key]
    copy = dataclasses.replace(first, text=first.text + "更多内容。", sources=("b.txt",))
    own = dataclasses.replace(first, text="本草大模型出自灵枢科技。", sources=("c.txt",))
    third = dataclasses.replace(claim, end=len(own.text))
    said = ((key, claim), (copy.id, claim), (own.id, third))
    articles = {a.id: a for a in (first, copy, own)}
    opened = visit(dataclasses.replace(again, articles=articles, claims=said))
    opened.page.click("#tab-table")
    assert opened.page.locator("#statements td.witnesses").all_inner_texts() == ["2"]
    opened.page.click("#statements td.evidence")
    assert "3 条证据 · 3 篇文章（2 篇独立）" in opened.text("#panel .total")
