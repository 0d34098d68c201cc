"""Nothing that an article says runs: not as markup, not as script, not as an address."""

import dataclasses
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from kg.graph.landscape import Landscape
from kg.types import Article, Claim, Entity, Name
from kg.views import page as views_page
from kg.vocab import Kind, Modality, Relation

ACME = Entity("acme", Kind.COMPANY, Name("灵枢科技", "zh-Hans"))
MODEL = Entity("model", Kind.MODEL, Name("本草大模型", "zh-Hans"))
LAUNCH = (ACME, Relation.DEVELOPS, MODEL, "灵枢科技发布了本草大模型。", Modality.ASSERTED)


def middle(visit):
    box = visit.page.locator("#graph").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "\"><svg onload=alert('4')>",
    "'+alert(5)+'",
    "href='javascript:alert(6)'",
    "{{ 7*7 }}{% raw %}",
    "<!--<script>\u2028alert(8)\u2029",
    "${alert(9)}`",
    "</title></style><iframe src=javascript:alert(10)>",
    'dot{a->b[label="<img src=x onerror=alert(11)>"]}',
    '{"nodes":{"title":"<a href=\'javascript:alert(12)\'>"}}</script><script>alert(13)//',
    'var options = {}; "}});alert(14);//',
]


def hostile():
    """Payloads as names, slugs, sentences, titles, sources, roles and scores."""
    entities, articles, claims = {}, {}, []
    for i, payload in enumerate(HOSTILE):
        name = Name(payload, "zh-Hans")
        slug = f"x'-onclick=alert({i});-'&{i}"
        entities[slug] = Entity(slug, Kind.COMPANY, name, (Name(payload + "'\"", "en"),))
        entities[f"m{i}"] = Entity(f"m{i}", Kind.MODEL, Name(f"模型{i}{payload}", "zh-Hans"))
        text = f"{payload} released 模型{i}{payload} today \u2028 {payload}."
        sources = ("javascript:alert('link')", f"data:text/html,{payload}", payload)
        article = Article(text, payload, sources, "en", date(2025, 1 + i % 12, 1))
        articles[article.id] = article
        claim = Claim(slug, Relation.DEVELOPS, f"m{i}", 0, len(text), 0.5)
        claim = dataclasses.replace(claim, score=payload, role=payload)
        claims.append((article.id, claim))
    return Landscape(dict(sorted(entities.items())), dict(sorted(articles.items())), tuple(claims))


@pytest.mark.parametrize("policy", [True, False])
@pytest.mark.parametrize("much", [0, 200_000], ids=["packed", "plain"])
def test_nothing_an_article_says_becomes_markup_or_script(visit, policy, much, monkeypatch):
    monkeypatch.setattr(views_page, "_MUCH", much)
    opened = visit(hostile(), policy=policy)
    for i, payload in enumerate(HOSTILE):
        opened.find(f"模型{i}")
        opened.page.keyboard.press("Enter")
        assert opened.page.text_content("#panel h2") == f"模型{i}{payload}"
        assert payload in opened.page.text_content("#panel blockquote")
        for row in opened.page.locator("#panel summary").all():
            row.click()
            row.hover()
    opened.page.click("#tab-matrix")
    for tab in ("timeline", "flow", "table", "graph"):
        opened.page.click(f"#tab-{tab}")
        with opened.page.expect_download() as download:
            opened.page.click("#svg")
        tags = {e.tag.split("}")[1] for e in ElementTree.parse(download.value.path()).iter()}
        assert tags <= {
            "svg",
            "g",
            "rect",
            "text",
            "tspan",
            "title",
            "path",
            "line",
            "circle",
            "polygon",
        }
    opened.page.click("#language")
    x, y = middle(opened)
    for step in range(0, 200, 40):
        opened.page.mouse.move(x + step, y)
        opened.page.mouse.click(x + step, y)
    assert opened.page.locator("#panel a, #panel img, #panel script, #panel iframe").count() == 0
    assert opened.page.locator("script").count() == 5
    opened.page.wait_for_timeout(100)


def test_only_web_addresses_become_links(visit, tell):
    landscape = tell(LAUNCH)
    ((key, article),) = landscape.articles.items()
    sources = ("ftp://x/y", "javascript:alert(1)", "HTTP://ok.example/a")
    article = dataclasses.replace(article, sources=sources)
    opened = visit(dataclasses.replace(landscape, articles={key: article}))
    opened.page.mouse.click(*middle(opened))
    hrefs = [a.get_attribute("href") for a in opened.page.locator("#panel a").all()]
    assert hrefs == ["HTTP://ok.example/a"]


def test_the_policy_admits_our_two_scripts_and_no_load(large):
    html = views_page.html(large)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"'sha256-[^']+' 'sha256-[^']+'", rules["script-src"])
    assert "http" not in policy
