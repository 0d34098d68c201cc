"""The page from a hundred to ten thousand nodes: quiet (see ``visit``), small enough, and complete."""

import re

import pytest

COUNTS = [100, 500, 2000, 10000]


@pytest.mark.parametrize("count", COUNTS)
def test_no_error_and_no_request_at_any_size(visit, synthetic, count):
    opened = visit(synthetic(count, 2.5))
    shown, all_, lines = opened.shown()
    assert all_ == count
    assert min(count, 90) <= shown <= 153
    assert lines > 100
    for tab in ("matrix", "timeline", "flow", "table", "graph"):
        opened.page.click(f"#tab-{tab}")
        assert opened.page.is_visible("#graph" if tab == "graph" else "#headline")


def test_the_file_of_2000_nodes_keeps_within_its_size_and_holds_every_sentence(
    visit, synthetic, drawn
):
    landscape = synthetic(2000, 2.5, width=180)
    size = len(drawn(landscape, "zh").encode())
    assert size <= 3_500_000
    opened = visit(landscape)
    opened.page.click("#tab-table")
    said = re.findall(r"\d+", opened.text("#headline"))
    assert int(said[0]) > 4500
    opened.page.click("#statements td.evidence >> nth=0")
    sentence = opened.page.locator("#panel blockquote").first.inner_text()
    assert any(sentence in article.text for article in landscape.articles.values())
    assert len(sentence) == 180
