"""What a reader sees at two sizes in both languages: nothing over another, nothing cut off."""

import itertools

import pytest

SIZES = [(1440, 860), (1024, 700)]
LANGUAGES = ["zh", "en"]
# The texts of an SVG as boxes: [text, left, top, right, bottom].
BOXES = """(source) => {
  const drawing = typeof source === "string" && source.startsWith("<")
    ? document.body.appendChild(document.importNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement, true))
    : document.querySelector(source);
  drawing.style && source.startsWith("<") && (drawing.style.cssText = "position:absolute;left:0;top:0");
  const frame = drawing.getBoundingClientRect();
  const found = [...drawing.querySelectorAll("text")].map((e) => {
    const box = e.getBoundingClientRect();
    return [e.textContent, box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
  });
  const size = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  if (source.startsWith("<")) drawing.remove();
  return { size, found };
}"""


def boxes(opened, source):
    told = opened.page.evaluate(BOXES, source)
    return told["size"], told["found"]


def exported(opened):
    """The picture of the graph as SVG text."""
    with opened.page.expect_download() as download:
        opened.page.click("#svg")
    text = download.value.path().read_text(encoding="utf-8")
    return text[text.index("<svg") :]


def meeting(found, slack=3):
    """Pairs of texts whose boxes share more than a rim."""
    return [
        (a[0], b[0])
        for a, b in itertools.combinations(found, 2)
        if a[1] + slack < b[3] - slack
        and b[1] + slack < a[3] - slack
        and a[2] + slack < b[4] - slack
        and b[2] + slack < a[4] - slack
    ]


def outside(size, found):
    return [one[0] for one in found if one[1] < -1 or one[3] > size[0] + 1]


@pytest.fixture(params=SIZES, ids=["wide", "narrow"])
def size(request):
    return request.param


@pytest.fixture(params=LANGUAGES)
def opened(request, visit, large, size):
    return visit(large, lang=request.param, size=size)


@pytest.mark.parametrize("layout", ["force", "lanes"])
def test_no_name_of_the_graph_lies_over_another_or_beyond_the_rim(opened, layout):
    opened.page.click(f"[data-layout={layout}]")
    opened.page.wait_for_timeout(200)
    room, found = boxes(opened, exported(opened))
    assert len(found) > 20 if layout == "force" else len(found) > 10
    assert meeting(found) == []
    assert outside(room, found) == []


@pytest.mark.parametrize("tab", ["timeline", "flow"])
def test_no_text_of_a_drawing_is_cut_off_or_lies_over_another(opened, tab):
    opened.page.click(f"#tab-{tab}")
    room, found = boxes(opened, f"#{tab}")
    assert outside(room, found) == []
    seen = opened.page.evaluate(
        "() => { const s = document.querySelector('#sheet .scroll'); return s.scrollWidth <= s.clientWidth; }"
    )
    assert seen
    if tab == "flow":
        assert meeting(found) == []


@pytest.mark.parametrize("what", ["systemStages", "companyStages"])
def test_the_matrices_of_stages_and_the_table_fit_their_room(opened, what):
    for shown in (f"tab=matrix&matrix={what}", "tab=table"):
        lang = opened.page.evaluate("document.documentElement.lang.slice(0, 2)")
        opened.page.evaluate("(f) => { location.hash = f; }", f"{shown}&lang={lang}")
        opened.page.wait_for_timeout(100)
        wide, room = opened.page.evaluate(
            "() => { const s = document.querySelector('#sheet .scroll'); return [s.scrollWidth, s.clientWidth]; }"
        )
        assert wide <= room


def test_the_buttons_over_the_picture_stand_beside_one_another(opened):
    for tab in ("graph", "matrix"):
        opened.page.click(f"#tab-{tab}")
        all_ = opened.page.locator(
            "#bar button, #tabs button, #options button, .choice button"
        ).all()
        frames = [b.bounding_box() for b in all_ if b.is_visible()]
        found = [
            (i, f["x"], f["y"], f["x"] + f["width"], f["y"] + f["height"])
            for i, f in enumerate(frames)
        ]
        assert len(found) >= 11
        assert meeting(found, slack=1) == []
        assert all(one[3] <= opened.page.viewport_size["width"] for one in found)
        assert opened.page.evaluate(
            "document.querySelector('#sheet .choice')?.scrollWidth ?? 0"
        ) <= opened.page.evaluate("document.getElementById('scene').clientWidth")


def test_a_crowded_time_line_puts_months_together_that_open_together(visit, synthetic):
    opened = visit(synthetic(2000, 2.5), size=(1024, 700))
    opened.page.click("#tab-timeline")
    room, found = boxes(opened, "#timeline")
    assert outside(room, found) == []
    assert meeting(found) == []
    opened.page.locator(".heap").nth(1).click()
    assert " – " in opened.text("#panel h2")
    assert opened.page.locator("#panel .statement").count() > 40
