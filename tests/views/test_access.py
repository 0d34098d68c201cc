"""What everyone can read and reach: axe-core over every tab, and the contrast of every text."""

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

SHOWN = {
    "graph": "tab=graph",
    "lanes": "tab=graph&layout=lanes",
    "systems × stages": "tab=matrix",
    "companies × stages": "tab=matrix&matrix=companyStages",
    "companies × scenarios": "tab=matrix&matrix=companyScenarios",
    "hospitals × systems": "tab=matrix&matrix=hospitalSystems",
    "timeline": "tab=timeline",
    "flow": "tab=flow",
    "table": "tab=table",
}

# Every text that is seen, with its colour and the colours behind it, the nearest first.
TEXTS = """() => {
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest(".unseen, [hidden]");
  const own = (e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join("").trim();
  const behind = (e) => { const all = []; for (let at = e; at; at = at.parentElement) all.push(at); return all.map((at) => getComputedStyle(at)); };
  return [...document.body.querySelectorAll("*")].filter((e) => seen(e) && own(e) && !e.matches("script, title, noscript"))
    .map((e) => ({
      text: own(e).slice(0, 40),
      colour: e instanceof SVGElement ? getComputedStyle(e).fill : getComputedStyle(e).color,
      opacity: behind(e).reduce((product, style) => product * Number(style.opacity), 1),
      behind: behind(e).map((style) => style.backgroundColor),
    }));
}"""


def colour(text):
    """Red, green, blue and alpha of a computed colour."""
    parts = [float(p) for p in text[text.index("(") + 1 : -1].replace(",", " ").split()]
    return (*parts[:3], parts[3] if len(parts) > 3 else 1.0)


def over(front, back):
    alpha = front[3]
    return (*(alpha * f + (1 - alpha) * b for f, b in zip(front[:3], back, strict=False)), 1.0)


def luminance(rgb):
    linear = [c / 3294.6 if c <= 10.3 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one):
    ground = (255, 255, 255, 1.0)
    for layer in reversed(one["behind"]):
        ground = over(colour(layer), ground)
    red, green, blue, alpha = colour(one["colour"])
    light, dark = sorted(
        map(luminance, (over((red, green, blue, alpha * one["opacity"]), ground), ground)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def findings(opened):
    """Serious and critical findings as "rule: element"."""
    found = axe.Axe().run(opened.page).response["violations"]
    bad = [one for one in found if one["impact"] in ("serious", "critical")]
    return sorted(f"{one['id']}: {node['target']}" for one in bad for node in one["nodes"])


def faint(opened):
    """Texts of a contrast under 4.5, of whatever size."""
    texts = opened.page.evaluate(TEXTS)
    assert len(texts) > 30
    low = {(one["text"], round(contrast(one), 2)) for one in texts if contrast(one) < 4.5}
    return sorted(low)


def show(opened, fragment):
    opened.page.evaluate("(f) => { location.hash = f; }", fragment)
    opened.page.wait_for_timeout(100)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("what", SHOWN)
def test_axe_and_contrast_of_every_tab(visit, large, what, theme):
    opened = visit(large)
    show(opened, f"{SHOWN[what]}&theme={theme}")
    assert findings(opened) == []
    assert faint(opened) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_and_contrast_of_evidence_and_search(visit, large, theme):
    opened = visit(large)
    show(opened, f"tab=table&theme={theme}&not=ended")
    opened.find("云州")
    assert findings(opened) == []
    assert faint(opened) == []
    opened.page.keyboard.press("Enter")
    for row in opened.page.locator("#panel summary").all()[:6]:
        row.click()
    assert opened.page.locator("#panel .card").count() > 0
    assert findings(opened) == []
    assert faint(opened) == []
    opened.page.click("#statements td.planned >> nth=0")
    assert faint(opened) == []


def test_the_names_on_the_canvas_have_contrast_too(visit, large):
    for theme in ("light", "dark"):
        opened = visit(large)
        show(opened, f"theme={theme}")
        paper, *inks = opened.page.evaluate(
            "['paper', 'ink', 'soft', 'chosen'].map((n) => { const e = document.createElement('i');"
            " e.style.color = `var(--${n})`; document.body.append(e); const c = getComputedStyle(e).color;"
            " e.remove(); return c; })"
        )
        for ink in inks:
            assert contrast({"colour": ink, "opacity": 1, "behind": [paper]}) >= 4.5


def test_every_control_on_the_way_of_the_tabulator_shows_that_it_has_the_focus(visit, large):
    opened = visit(large)
    reached = []
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        reached.append(
            opened.page.evaluate(
                "() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return [e.id || e.dataset.row || e.className || e.tagName, e === document.body || s.outlineStyle !== 'none'"
                " || e.matches('input[type=range]')]; }"
            )
        )
    names = [name for name, _ in reached]
    for name in ("search", "png", "theme", "Company", "tab-graph", "fit", "graph", "from", "to"):
        assert name in names
    assert [name for name, ring in reached if not ring] == []


def test_a_choice_is_said_to_who_listens(visit, large):
    opened = visit(large)
    assert opened.page.get_attribute("#said", "aria-live") == "polite"
    opened.find("云州")
    opened.page.keyboard.press("Enter")
    chosen = opened.text("#panel h2")
    assert opened.page.text_content("#said").startswith(chosen)
    assert "条证据" in opened.page.text_content("#said")
