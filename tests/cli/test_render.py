import subprocess
import sys

import pytest

from kg.articles import read
from kg.errors import ReadError
from kg.graph import Store
from kg.types import Article, Claim, Entity, Extraction, Mention, Name, Run
from kg.vocab import Kind, Relation

TEXT = "灵枢科技发布了本草大模型。"


def kg(*arguments):
    command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def extraction():
    article = Article(TEXT, "新品", ("a.txt",), "zh-Hans")
    acme = Entity("acme", Kind.COMPANY, Name("灵枢科技", "zh-Hans"))
    model = Entity("bencao", Kind.MODEL, Name("本草大模型", "zh-Hans"))
    claim = Claim("acme", Relation.DEVELOPS, "bencao", 0, len(TEXT), 0.9)
    return Extraction(article, (acme, model), (Mention(0, 4, "acme"),), (claim,), Run("test", "1"))


def test_render_writes_the_page_of_a_store(tmp_path):
    with Store.open(tmp_path / "store", create=True) as store:
        store.add(extraction())
    done = kg("render", "--store", tmp_path / "store", "-o", tmp_path / "g.html", "--lang", "en")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "g.html").read_text(encoding="utf-8")
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert TEXT in page
    with pytest.raises(ReadError, match="drawn by kg"):
        next(read(str(tmp_path / "g.html")))


def test_render_says_in_one_line_what_is_wrong(tmp_path):
    missing = kg("render", "--store", tmp_path / "none")
    assert missing.returncode == 1
    assert missing.stderr.count("\n") == 1
    with Store.open(tmp_path / "store", create=True) as store:
        store.add(extraction())
    nowhere = kg("render", "--store", tmp_path / "store", "-o", tmp_path / "no" / "g.html")
    assert nowhere.returncode == 1
    assert "cannot be written" in nowhere.stderr
