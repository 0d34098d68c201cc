"""Files for other graph programs and for spreadsheets, read back by what reads them."""

import csv
from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from kg.errors import NotFoundError, StoreError
from kg.graph import Store
from kg.types import Article, Claim, Entity, Extraction, Name, Run
from kg.views import views, write
from kg.vocab import Kind, Modality, Relation

HUARUI = Entity("huarui", Kind.COMPANY, Name("华睿", "zh-Hans"), (Name("華睿", "zh-Hant"),))
ALONE = Entity("alone", Kind.HOSPITAL, Name("=独院\x0b", "zh-Hans"))
MODEL = Entity("model", Kind.MODEL, Name("华睿大模型", "zh-Hans"))


@pytest.fixture
def store(tmp_path: Path):
    text = "-华睿发布<华睿大模型>\x00 & “训练”了它。"
    develops = Claim("huarui", Relation.DEVELOPS, "model", 0, len(text), 0.9)
    deploys = Claim("huarui", Relation.DEPLOYS, "model", 3, 9, 0.5)
    planned = Claim("alone", Relation.DEPLOYS, "model", 0, 5, 0.5, Modality.PLANNED)
    with Store.open(tmp_path / "store", create=True) as opened:
        for number in (1, 2):
            article = Article(
                text + str(number), "题", (f"{number}.txt",), "zh-Hans", date(2025, 1, number)
            )
            claims = (develops, deploys, planned)[: 4 - number]
            opened.add(Extraction(article, (ALONE, HUARUI, MODEL), (), claims, Run("t", "1")))
        yield opened


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_a_network_has_what_holds(store, tmp_path, form, read):
    (file,) = write(form, store, tmp_path / "graph.xml")
    graph = read(file)
    assert set(graph) == {"huarui", "alone", "model"}
    assert graph.nodes["huarui"]["class"] == "Company"
    edges = {data["label"]: data for _, _, data in graph.edges(data=True)}
    assert set(edges) == {"develops", "deploys"}
    assert edges["develops"]["weight"] == 2
    assert (edges["develops"]["first"], edges["develops"]["last"]) == ("2025-01-01", "2025-01-02")
    assert "<华睿大模型>" in edges["develops"]["evidence"]


def test_tables_have_every_claim(store, tmp_path):
    nodes, edges = (_rows(file) for file in write("csv", store, tmp_path / "tables"))
    assert {row["id"]: row["articles"] for row in nodes} == {
        "huarui": "2",
        "model": "2",
        "alone": "1",
    }
    assert sorted(row["modality"] for row in edges) == ["Asserted"] * 4 + ["Planned"]
    assert {row["url"] for row in edges} == {"1.txt", "2.txt"}


def test_no_cell_is_a_formula(store, tmp_path):
    nodes, edges = (_rows(file) for file in write("csv", store, tmp_path / "tables"))
    cells = [cell for row in (*nodes, *edges) for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_tables_stand_beside_a_name(store, tmp_path):
    files = write("csv", store, tmp_path / "graph.csv")
    assert [file.name for file in files] == ["graph-nodes.csv", "graph-edges.csv"]


def test_views_are_found_by_name(store, tmp_path):
    assert list(views()) == ["csv", "gexf", "graphml", "json-ld", "nquads", "trig", "turtle"]
    with pytest.raises(NotFoundError, match="there are csv, gexf"):
        write("excel", store, tmp_path / "x")
    with pytest.raises(StoreError, match="cannot be written"):
        write("graphml", store, tmp_path / "no" / "x")


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
