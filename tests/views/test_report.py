"""The written brief: every finding cites, the same graph gives the same bytes, nothing runs."""

import re

import pytest

from kg.articles import read
from kg.errors import NotFoundError, ReadError
from kg.types import Entity, Name
from kg.views import report
from kg.vocab import AI_SYSTEMS, ORGANIZATIONS, Kind, Modality, Relation


@pytest.fixture
def written(large, tmp_path):
    def write(suffix, lang="zh", landscape=None):
        path = tmp_path / f"brief-{lang}{suffix}"
        report.write(landscape or large, path, lang=lang)
        return path.read_text(encoding="utf-8")

    return write


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_finding_about_an_entity_cites_sentences_that_stand_at_the_end(written, large, lang):
    text = written(".md", lang)
    # White space (scenarios, stages) has no source.
    told = (e for e in large.entities.values() if e.kind in ORGANIZATIONS | AI_SYSTEMS)
    names = {n.text for e in told for n in (e.label, *e.names)}
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    findings = [line for line in lines if any(name in line for name in names)]
    assert len(findings) > 20
    assert [line for line in findings if "[^" not in line] == []
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert cited
    assert cited <= set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_the_same_landscape_gives_the_same_bytes(written, suffix):
    assert written(suffix) == written(suffix)


def test_plots_are_drawings_and_the_page_asks_nothing_of_a_network(written, browser, tmp_path):
    text = written(".html")
    assert text.count("<svg") >= 3
    assert "<img" not in text
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "brief-zh.html").as_uri())
    assert [url for url in asked if not url.startswith("file:")] == []
    assert said == []
    page.close()


def test_what_an_article_says_stays_text(written, tell):
    evil = Entity("evil", Kind.COMPANY, Name("<script>alert(1)</script>", "en"))
    clinic = Entity("clinic", Kind.HOSPITAL, Name("江陵医院", "zh-Hans"))
    sentence = "<img src=x onerror=alert(1)> partners"
    said = tell((evil, Relation.PARTNERS_WITH, clinic, sentence, Modality.ASSERTED))
    text = written(".html", landscape=said)
    assert "<script" not in text
    assert "<img" not in text


def test_another_suffix_names_the_two_there_are(large, tmp_path):
    with pytest.raises(NotFoundError, match=r"\.html"):
        report.write(large, tmp_path / "brief.pdf")


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_brief_is_no_article(written, tmp_path, suffix):
    written(suffix)
    with pytest.raises(ReadError, match="drawn by kg"):
        next(read(str(tmp_path / f"brief-zh{suffix}")))
