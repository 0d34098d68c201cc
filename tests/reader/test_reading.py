import itertools
import json
import shutil

import pytest

from kg.errors import DataError
from kg.reader import Reader
from kg.resources import folder
from kg.vocab import Kind, Relation, admits

MODEL = folder("data") / "model"
pytestmark = pytest.mark.skipif(not (MODEL / "reader.json").exists(), reason="no model here")

ZH = (
    "华为与上海瑞金医院联合发布瑞智病理大模型。该模型已在瑞金医院部署,用于病理诊断。\n责任编辑:王静"
)
EN = "Mayo Clinic has deployed DAX Copilot. Abridge raised $30 million in a round led by Spark Capital."


def spelled(text, found):
    return {(text[f.start : f.end], f.kind) for f in found}


def asked(text):
    reading = Reader.load().read(text)
    named = {}
    for f in reading.mentions:
        named.setdefault((text[f.start : f.end], f.kind), []).append((f.start, f.end))
    entities = [(kind, spans) for (_, kind), spans in named.items()]
    return list(named), entities, reading.relations(entities)


def test_names_and_their_classes():
    assert ("华为", Kind.COMPANY) in spelled(ZH, Reader.load().read(ZH).mentions)
    assert ("Mayo Clinic", Kind.HOSPITAL) in spelled(EN, Reader.load().read(EN).mentions)


def test_relations_between_the_names_that_the_caller_gives():
    names, _, related = asked(EN)
    said = {(names[r.subject][0], r.relation, names[r.object][0]) for r in related}
    assert ("Spark Capital", Relation.INVESTS_IN, "Abridge") in said


@pytest.mark.parametrize("text", [ZH, EN, ZH * 12 + EN * 12])
def test_what_is_found_keeps_the_contract(text):
    _, entities, related = asked(text)
    for r in related:
        assert admits(entities[r.subject][0], r.relation, entities[r.object][0])
        assert 0 <= r.confidence <= 1
        assert {r.at[0], r.at[1]} <= {s for _, spans in entities for s in spans}
    outer = [f for f in Reader.load().read(text).mentions if not f.inner]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))


def test_reading_again_gives_the_same():
    assert asked(ZH * 12) == asked(ZH * 12)


@pytest.mark.parametrize("text", ["", " \n", "。"])
def test_a_text_without_words_names_nothing(text):
    assert Reader.load().read(text).mentions == ()


def test_another_file_than_the_one_it_was_made_with_is_refused(tmp_path):
    shutil.copytree(MODEL, tmp_path / "model")
    pieces = tmp_path / "model" / "pieces.tsv"
    pieces.write_text(pieces.read_text() + "x\t-1.0\n")
    with pytest.raises(DataError, match="hash"):
        Reader.load(tmp_path / "model")


def test_other_thresholds_than_it_was_made_with_are_refused(tmp_path):
    shutil.copytree(MODEL, tmp_path / "model")
    path = tmp_path / "model" / "reader.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"name": "other"}))
    with pytest.raises(DataError, match="hash"):
        Reader.load(tmp_path / "model")


def test_a_folder_without_a_model_is_one_line_of_error(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        Reader.load(tmp_path)
