"""Exports: whole, readable by others, with the standard's language tags."""

import io
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.errors import NotFoundError
from kg.graph import Store
from kg.graph.dump import with_json_tags, with_tags

FORMS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "json-ld": ox.RdfFormat.JSON_LD}


def export(store: Store, form: str) -> bytes:
    out = io.BytesIO()
    store.export(form, out)
    return out.getvalue()


def test_dataset_formats_say_the_same(field):
    parsed = [set(ox.parse(export(field, name), format=form)) for name, form in FORMS.items()]
    assert len(parsed[0]) > 100
    assert parsed[0] == parsed[1] == parsed[2]


def test_turtle_is_one_graph_that_calls_an_entity_by_one_name(field):
    graph = Graph().parse(export(field, "turtle"), format="turtle")
    labels = "SELECT ?e { ?e skos:prefLabel ?a, ?b FILTER(?a != ?b) }"
    assert len(graph) > 100
    assert not list(graph.query(labels))
    assert not list(graph.query("SELECT ?e { ?e skos:prefLabel ?name ; skos:altLabel ?name }"))


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "json-ld"])
def test_language_tags_are_as_the_standard_writes_them(field, form):
    body = export(field, form)
    assert b"zh-Hans" in body
    assert b"zh-hans" not in body


def test_text_that_looks_like_a_tag_stays_as_it_is(store, tell):
    tricky = 'mingqi "x"@zh-hans develops qiji \\"@zh-hans . "@language":"zh-hans"'
    told = tell("mingqi develops qiji", title=tricky, source=tricky)
    store.add(told)
    for name, form in FORMS.items():
        texts = {getattr(q.object, "value", "") for q in ox.parse(export(store, name), format=form)}
        assert tricky in texts


def test_tags_change_and_nothing_else():
    assert with_tags(b'"a\\\\"@zh-hans , "b\\"@zh-hant"@zh-hant .') == (
        b'"a\\\\"@zh-Hans , "b\\"@zh-hant"@zh-Hant .'
    )
    assert with_json_tags(b'{"@language":"zh-hans","@value":"\\"@language\\":\\"zh-hans\\""}') == (
        b'{"@language":"zh-Hans","@value":"\\"@language\\":\\"zh-hans\\""}'
    )


def test_an_unknown_format_names_the_known(store):
    with pytest.raises(NotFoundError, match="json-ld, nquads, trig, turtle"):
        export(store, "rdf/xml")


_OTHER = """
import sys
sys.path[:0] = [{tests!r}]
from conftest import tell
from kg.graph import Store

with Store.open({store!r}, create=True) as store:
    for number in ({numbers}):
        store.add(tell("mingqi develops qiji", f"first deploys qiji 202{{number}}",
                       source=f"{{number}}.txt", title=str(number)))
    for form in ("nquads", "trig", "turtle", "json-ld"):
        store.export(form, sys.stdout.buffer)
"""


def test_two_processes_with_other_hashes_write_the_same_bytes(tmp_path):
    def other(numbers: str, seed: str) -> bytes:
        script = _OTHER.format(
            tests=str(Path(__file__).parent), store=str(tmp_path / seed), numbers=numbers
        )
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, check=True
        )
        return done.stdout

    assert other("1, 2, 3, 4", "1") == other("4, 1, 3, 2, 1", "2")
