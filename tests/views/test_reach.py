"""The keyboard, the clipboard, paper and the preferences of a reader."""

import re
from xml.etree import ElementTree

import pytest

from kg.types import Entity, Name
from kg.vocab import Kind, Modality, Relation


def entity(slug, kind, label):
    return Entity(slug, kind, Name(label, "zh-Hans"))


ACME = entity("acme", Kind.COMPANY, "灵枢科技")
MODEL = entity("model", Kind.MODEL, "本草大模型")
CLINIC, WARD = (entity(s, Kind.HOSPITAL, n) for s, n in (("c", "云州医院"), ("w", "江陵医院")))
SAID = [
    (ACME, Relation.DEVELOPS, MODEL, "灵枢科技研发本草大模型。"),
    (ACME, Relation.DEVELOPS, MODEL, "本草大模型由灵枢科技研发。"),
    (CLINIC, Relation.DEPLOYS, MODEL, "云州医院部署本草大模型。"),
    (WARD, Relation.DEPLOYS, MODEL, "江陵医院部署本草大模型。"),
]


@pytest.fixture
def opened(visit, tell):
    return visit(tell(*((*said, Modality.ASSERTED) for said in SAID)))


def svg_of(opened):
    with opened.page.expect_download() as download:
        opened.page.click("#svg")
    return download.value.path().read_text(encoding="utf-8")


def test_arrows_walk_the_graph_and_digits_the_tabs(opened):
    opened.page.focus("#graph")
    walked = set()
    for key in ("ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowLeft", "ArrowDown"):
        opened.page.keyboard.press(key)
        walked.add(opened.text("#panel h2"))
    assert len(walked) >= 3
    opened.page.keyboard.press("4")
    assert opened.page.locator("#tab-flow[aria-selected=true]").count() == 1
    assert opened.page.is_visible("#flow")


def test_plus_minus_and_nought_zoom_the_graph(opened):
    def width():
        xs = [float(x) for x in re.findall(r' x[12]="([\d.-]+)"', svg_of(opened))]
        return max(xs) - min(xs)

    fitted = width()
    opened.page.focus("#graph")
    for key, wider in (("+", True), ("-", False), ("-", False)):
        before = width()
        opened.page.focus("#graph")
        opened.page.keyboard.press(key)
        opened.page.wait_for_timeout(60)
        assert (width() > before) == wider
    opened.page.focus("#graph")
    opened.page.keyboard.press("0")
    opened.page.wait_for_timeout(60)
    assert width() == pytest.approx(fitted, rel=0.02)


def hidden_neighbours(opened, landscape):
    """Opens a node that has neighbours out of view."""
    some = sorted(
        {c.subject for _, c in landscape.claims} | {c.object for _, c in landscape.claims}
    )
    for slug in some:
        opened.page.evaluate("(f) => { location.hash = f; }", f"node={slug}")
        opened.page.wait_for_timeout(30)
        if opened.page.locator("#expand").count():
            return int(re.search(r"\d+", opened.text("#expand")).group())
    raise AssertionError("nobody has hidden neighbours")


@pytest.mark.parametrize("way", ["button", "enter"])
def test_neighbours_come_when_asked_for(visit, large, way):
    opened = visit(large)
    more = hidden_neighbours(opened, large)
    before = opened.shown()[0]
    if way == "button":
        opened.page.click("#expand")
    else:
        opened.page.focus("#graph")
        opened.page.keyboard.press("Enter")
    assert opened.shown()[0] == before + more
    assert opened.page.locator("#expand").count() == 0


def place_of(opened, name):
    """Where a node stands in the window."""
    for shape in ElementTree.fromstring(svg_of(opened).encode()).iter():
        if [child.text for child in shape if child.tag.endswith("title")] == [name]:
            given = shape.get("points") or f"{shape.get('cx')},{shape.get('cy')}"
            points = [tuple(map(float, point.split(","))) for point in given.split()]
            box = opened.page.locator("#graph").bounding_box()
            x, y = (sum(along) / len(points) for along in zip(*points, strict=True))
            return box["x"] + x, box["y"] + y
    raise AssertionError(f"{name} is not in the picture")


def test_a_double_click_on_a_node_brings_its_neighbours(visit, large):
    opened = visit(large)
    more = hidden_neighbours(opened, large)
    before = opened.shown()[0]
    opened.page.mouse.dblclick(*place_of(opened, opened.text("#panel h2")))
    assert opened.shown()[0] == before + more


def test_a_dragged_node_stays_where_it_was_put(opened):
    x, y = place_of(opened, "灵枢科技")
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + 60, y + 90, steps=5)
    opened.page.mouse.up()
    assert place_of(opened, "灵枢科技") == pytest.approx((x + 60, y + 90), abs=3)
    opened.page.click("[data-row=deploys]")
    assert place_of(opened, "灵枢科技") == pytest.approx((x + 60, y + 90), abs=3)


def test_parallel_statements_are_one_line_with_their_count(opened):
    assert opened.shown() == [4, 4, 3]
    opened.find("灵枢")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_timeout(400)
    assert "研发 ×2" in svg_of(opened)


def test_the_focus_fades_the_rest(opened):
    opened.find("灵枢")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_timeout(400)
    drawn = svg_of(opened)
    assert len(re.findall(r'opacity="0.16"', drawn)) == 2, "the hospitals, two hops away"
    assert len(re.findall(r'stroke-opacity="0.08"', drawn)) == 2


def test_arrows_walk_the_cells_of_a_matrix(opened):
    opened.page.click("#tab-matrix")
    opened.page.click("[data-matrix=hospitalSystems]")
    opened.page.focus("[data-cell='cell hospitalSystems c model']")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.text("#panel h2") == "江陵医院 × 本草大模型"


def test_a_matrix_pastes_into_a_spreadsheet(opened):
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.click("#tab-matrix")
    opened.page.click("[data-matrix=hospitalSystems]")
    opened.page.evaluate("getSelection().selectAllChildren(document.getElementById('matrix'))")
    opened.page.keyboard.press("Control+C")
    pasted = opened.page.evaluate(
        "async () => { const [item] = await navigator.clipboard.read();"
        " const html = await (await item.getType('text/html')).text();"
        " return [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr')]"
        " .map((row) => [...row.cells].map((cell) => cell.textContent)); }"
    )
    assert ["医院", "合计", "本草大模型"] in pasted
    assert ["云州医院", "1", "1"] in pasted


def test_a_matrix_says_to_a_screen_reader_what_its_rows_and_columns_are(opened):
    opened.page.click("#tab-matrix")
    opened.page.click("[data-matrix=hospitalSystems]")
    assert opened.page.get_by_role("columnheader", name="本草大模型").count() == 1
    assert opened.page.get_by_role("rowheader", name="云州医院").count() == 1
    assert opened.page.get_by_role("button", name="云州医院 × 本草大模型：文章数 1").count() == 1


def test_the_link_is_copied_with_the_state(opened):
    opened.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened.page.click("#tab-table")
    opened.page.click("#link")
    opened.page.locator("#said", has_text="链接已复制").wait_for(state="attached")
    assert opened.page.evaluate("navigator.clipboard.readText()").endswith("#tab=table")


def ground(opened):
    return opened.page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_dark_follows_the_system_until_the_reader_says_otherwise(opened):
    assert ground(opened) == "rgb(255, 255, 255)"
    opened.page.emulate_media(color_scheme="dark")
    assert ground(opened) == "rgb(22, 27, 34)"
    opened.page.click("#theme")
    assert ground(opened) == "rgb(255, 255, 255)"
    opened.page.click("#theme")
    assert ground(opened) == "rgb(22, 27, 34)"
    assert 'fill="#161b22"' in svg_of(opened)


def printed(opened):
    """The page as it goes to a printer."""
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")


def test_paper_is_white_and_shows_all_of_the_table_without_controls(visit, large):
    opened = visit(large)
    opened.page.click("#theme")
    opened.page.click("#tab-table")
    opened.page.click("#statements td.evidence >> nth=0")
    printed(opened)
    assert ground(opened) == "rgb(255, 255, 255)"
    for control in ("#filters", "#tools", "#tabs", "#time", "#finder"):
        assert not opened.page.is_visible(control)
    assert opened.page.is_visible("#panel blockquote")
    assert opened.page.is_visible("#statements [data-mark] >> nth=0"), "the relation"
    table, scroll = (opened.page.locator(s).bounding_box() for s in ("#statements", ".scroll"))
    assert scroll["height"] >= table["height"] > 2000
    opened.page.emulate_media(media="screen")
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert ground(opened) == "rgb(22, 27, 34)"


def test_the_graph_goes_to_paper_as_a_drawing(opened):
    opened.page.click("#theme")
    printed(opened)
    texts = opened.page.locator("#paper text").all_text_contents()
    assert {"灵枢科技", "本草大模型"} <= set(texts)
    assert opened.page.locator("#paper text").first.get_attribute("fill") == "#1b2430"
    assert not opened.page.is_visible("#graph")
    opened.page.emulate_media(media="screen")
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("#paper text").count() == 0


def test_evidence_tells_date_language_confidence_and_source(opened):
    opened.page.click("#tab-table")
    opened.page.click("#statements td.evidence >> nth=0")
    facts = opened.page.locator("#panel .facts").first.inner_text()
    assert "日期不详 · 简体" in facts
    assert "置信度 90%" in facts
    link = opened.page.locator("#panel a.title").first
    assert link.get_attribute("href").startswith("https://news.example/")
    assert link.get_attribute("rel") == "noopener noreferrer"
