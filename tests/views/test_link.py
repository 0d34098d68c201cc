"""The state of the page in its address: whoever opens the link sees the same."""

import pytest


def state(opened):
    """All that the reader has set, as the page shows it."""
    return opened.page.evaluate(
        """() => [
          document.documentElement.lang, document.documentElement.dataset.theme || "",
          document.querySelector("[role=tab][aria-selected=true]").id,
          [...document.querySelectorAll("[aria-pressed=true]")].map((e) => JSON.stringify({ ...e.dataset })),
          [...document.querySelectorAll("input[type=checkbox]")].map((e) => e.dataset.row + e.checked),
          document.getElementById("from").value, document.getElementById("to").value,
          document.getElementById("count").textContent,
          document.getElementById("panel").textContent,
          document.getElementById("sheet").textContent,
        ]"""
    )


WAYS = {
    "node": ["click #theme", "type 云州", "press Enter", "click [data-hops='2']"],
    "cell": [
        "click #tab-matrix",
        "click [data-matrix=hospitalSystems]",
        "click [data-cell] >> nth=3",
    ],
    "filters": [
        "click #language",
        "click [data-row=deploys]",
        "click [data-row=Product]",
        "click [data-row=negated]",
        "click [data-row=PreHospital]",
        "click #tab-table",
        "click #sort-object",
        "click #statements tr >> nth=4",
    ],
    "span": [
        "click [data-whole=true]",
        "focus #from",
        "press ArrowRight",
        "press ArrowRight",
        "click #tab-flow",
    ],
    "question": ["click [data-layout=lanes]", "type 谁部署了", "press Enter"],
    "heap": ["click #tab-timeline", "click .heap >> nth=0"],
}


@pytest.mark.parametrize("way", WAYS)
def test_a_link_brings_everything_back(visit, large, way):
    opened = visit(large)
    for step in WAYS[way]:
        verb, _, what = step.partition(" ")
        if verb == "type":
            opened.find(what)
        elif verb == "press":
            opened.page.keyboard.press(what)
        else:
            getattr(opened.page, verb)(what)
    before, link = state(opened), opened.page.evaluate("location.href")
    assert "#" in link
    again = opened.page.context.browser.new_page()
    again.set_viewport_size({"width": 1440, "height": 860})
    again.goto(link)
    again.wait_for_selector("#panel .total")
    opened.page.evaluate("document.activeElement.blur()")
    opened.page, first = again, opened.page
    assert state(opened) == before
    first.close()


@pytest.mark.parametrize(
    "fragment",
    [
        "tab=nowhere&node=<img src=x onerror=alert(1)>",
        "line=a",
        "span=x-y&open=cell a b",
        "%%%",
        "open=ask x y&hops=9",
    ],
)
def test_a_broken_link_still_opens(visit, large, fragment):
    opened = visit(large)
    before = opened.shown()
    opened.page.evaluate("(f) => { location.hash = f; }", fragment)
    opened.page.wait_for_timeout(50)
    assert opened.shown() == before
    assert "从哪里看起" in opened.text("#panel")
