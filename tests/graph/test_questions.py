"""SPARQL that users write, and the questions that ship."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pyoxigraph as ox
import pytest

from kg.errors import NotFoundError, QueryError
from kg.graph.questions import question, questions, read
from kg.graph.sparql import bound, failing

GIVEN = {
    "partners": {"org": "明岐医疗"},
    "evidence": {"a": "mingqi", "b": "qiji"},
    "timeline": {"entity": "mingqi"},
}
ASKED_FOR = {
    "partners",
    "deployments",
    "coverage",
    "corroborated",
    "evidence",
    "newest-partnerships",
    "crowding",
    "builds-on",
    "timeline",
    "single-source",
}


def rows(answer):
    return [tuple(getattr(value, "value", None) for value in row) for row in answer]


def test_every_question_asked_for_is_there():
    assert set(questions()) >= ASKED_FOR


@pytest.mark.parametrize("name", questions())
def test_every_question_runs_and_says_what_it_answers(field, name):
    asked = question(name)
    assert asked.meaning.endswith(".")
    for parameter in asked.parameters:
        assert f"?{parameter.name}" in asked.text.split("\n\n", 1)[1]
    assert rows(field.ask(name, **GIVEN.get(name, {})))


@pytest.mark.parametrize("name", questions())
def test_every_question_is_standard_sparql_without_its_parameters(field, name):
    field.query(question(name).text)


@pytest.mark.parametrize("name", questions())
def test_every_optional_parameter_narrows(field, name):
    whole = rows(field.ask(name, **GIVEN.get(name, {})))
    for parameter in question(name).parameters:
        if parameter.optional:
            value = "2999" if parameter.kind == "date" else "triage"
            narrowed = rows(field.ask(name, **GIVEN.get(name, {}), **{parameter.name: value}))
            assert len(narrowed) < len(whole)


def test_partners(field):
    assert rows(field.ask("partners", org="雲州第一醫院")) == [
        ("明岐医疗", "1", "2025-02-18", "2025-02-18")
    ]
    assert rows(field.ask("partners", org="second")) == []


def test_deployments(field):
    assert rows(field.ask("deployments")) == [
        ("云州第一医院", "岐济大模型", "MedLyra-7B", "明岐医疗", "maker"),
        ("云州第一医院", "岐济大模型", "MedLyra-7B", "明岐医疗", "supplier"),
    ]
    assert rows(field.ask("deployments", hospital="second")) == []


def test_coverage_counts_uses_of_a_stage(field):
    assert rows(field.ask("coverage")) == [("岐济大模型", "2", "0", "0")]


def test_corroborated_and_single_source_share_out_the_statements(field):
    many = rows(field.ask("corroborated"))
    assert many == [("明岐医疗", "develops", "岐济大模型", "2")]
    assert len(rows(field.ask("single-source"))) == 8


def test_evidence_takes_a_pair_either_way_round_and_every_modality(field):
    one = rows(field.ask("evidence", a="lyra", b="mingqi"))
    assert one == rows(field.ask("evidence", a="mingqi", b="Lyra Health AI"))
    assert [(row[1], row[3], row[8]) for row in one] == [
        ("acquires", "Negated", "lyra acquires mingqi Negated")
    ]


def test_newest_partnerships_leave_out_what_has_ended(field):
    assert [row[:3] for row in rows(field.ask("newest-partnerships"))] == [
        ("2025-03", "云州第一医院", "明岐医疗")
    ]
    assert rows(field.ask("newest-partnerships", since="2025-04")) == []


def test_crowding_shows_empty_stages(field):
    found = {stage.strip(): counts for stage, *counts in rows(field.ask("crowding"))}
    assert found["pre-hospital"] == ["1", "1", "1"]
    assert found["post-hospital"] == ["0", "0", "0"]
    assert len(found) == 6


def test_builds_on(field):
    wanted = [("明岐医疗", "岐济大模型", "MedLyra-7B", "Lyra Health AI")]
    assert rows(field.ask("builds-on")) == rows(field.ask("builds-on", base="medlyra")) == wanted


def test_a_question_that_is_not_there_names_those_that_are(field):
    with pytest.raises(NotFoundError, match=r"no query is called 'partner'.*partners"):
        field.ask("partner")


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("partners", {}, "partners needs -p org=…"),
        ("partners", {"who": "x"}, "no parameter 'who'; it has org"),
        ("crowding", {"who": "x"}, "it has none"),
        ("newest-partnerships", {"since": "last year"}, "not a date like 2025"),
    ],
)
def test_wrong_parameters_say_what_is_right(field, name, given, message):
    with pytest.raises(QueryError, match=message):
        field.ask(name, **given)


def test_a_value_stays_a_value(field):
    asked = read(
        "mine",
        "# Who is called so.\n# param name (text): a name\n\nSELECT ?e { ?e ?p ?l . FILTER(STR(?l) = ?name) }",
    )
    assert len(rows(field.ask(asked, name="MedLyra-7B"))) == 1
    assert rows(field.ask(asked, name='x" || true || "')) == []


def test_terms_replace_variables_and_nothing_else():
    text = 'SELECT * { ?a ?ab "?a" . # ?a\n <http://x/?a> ?p $a }'
    assert bound(text, {"a": "<b>"}) == 'SELECT * { <b> ?ab "?a" . # ?a\n <http://x/?a> ?p <b> }'


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service SILENT ?x { ?s ?p ?o } }",
        "SELECT * { VALUES ?a { 1 } FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{?s ?p ?o}}",
        "SELECT * { ?s ?p '''\\'''' . SERVICE ?x { } }",
        'SELECT * { ?s ?p "#" . SERVICE ?x { } }',
        "SELECT * { ?s ?p <http://x/#> . SERVICE ?x { } }",
        "# '\nSELECT * { SERVICE ?x { } } # '",
    ],
)
def test_no_query_reaches_the_network(field, text):
    with pytest.raises(QueryError, match="SERVICE is refused"):
        field.query(text)


class Elsewhere(ThreadingHTTPServer):
    """Another store; it keeps what it is asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}/"


class Asked(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.server.asked.append(self.path)
        self.send_error(500)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    with Elsewhere() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


PASSED = [
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <URL> PREFIX service: <x:> SELECT * { service:x{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { SERVICEx:a { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:a\\#b { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:\u1680x\u1680y { ?s ?p ?o } }",
    "PREFIX a: <x:> SELECT * { OPTIONAL{?s a:b\\#c ?o} SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX a: <x:> SELECT * { OPTIONAL{?s a:b\\'c ?o} SERVICE <URL> { ?s ?p ?o } } # '",
    "SELECT * { { ?a ?b ?c } { OPTIONAL {?a ?b 1}SERVICE<URL>{?s ?p ?o} } }",
    "SELECT * { { SELECT * { OPTIONAL { ?x ?y 1SERVICE <URL> { ?s ?p ?o } } } } }",
    "SELECT * { OPTIONAL { ?x ?y trueSERVICE <URL> { ?s ?p ?o } } }",
    "PREFIX : <URL> SELECT * { FILTER(1<2)SERVICE:x#>\n{ ?s ?p ?o } }",
    'SELECT * { VALUES ?x { """abc" } SERVICE <URL> { ?s ?p ?o } } # \\x """',
    "BASE <URL> SELECT * { SERVICE # {\n # '\r <\\u0041># }\n{ ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", PASSED)
def test_no_way_of_writing_it_reaches_a_server(field, elsewhere, text):
    with pytest.raises(QueryError, match="SERVICE is refused"):
        rows(field.query(text.replace("URL", elsewhere.url)))
    assert elsewhere.asked == []


def test_what_fails_while_rows_are_read_is_one_line(elsewhere):
    answer = ox.Store().query(f"SELECT * {{ SERVICE <{elsewhere.url}> {{ ?s ?p ?o }} }}")
    with pytest.raises(QueryError, match=r"^the query failed: [^\n]+$"), failing():
        rows(answer)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?service ?p "SERVICE <http://x/>" } # SERVICE',
        "SELECT * { ?s <http://x/service> $SERVICE }",
        "PREFIX service: <http://x/> SELECT * { ?s service:service ?o }",
        "SELECT * { ?s ?service ?o { ?o ?p <x:service> } } # no SERVICE { }",
        "SELECT * { ?s a 'SERVICE', \"SERVICE\" . { ?service ?p ?o . ?o a ?service } }",
        "PREFIX a: <x:service#> SELECT * { ?s a:service ?o . OPTIONAL { ?s a:x.service ?o } }",
    ],
)
def test_the_word_alone_is_no_offence(field, text):
    assert rows(field.query(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { ent:a ent:b ent:c }",
        "drop all",
        "LOAD <http://x/>",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_a_query_changes_nothing(field, text):
    with pytest.raises(QueryError, match="updates are refused"):
        field.query(text)


@pytest.mark.parametrize("text", ["", "hello", "SELECT * { ?s", "SELECT ?x { ?s nope:p ?x }"])
def test_a_query_that_does_not_parse_is_one_line(field, text):
    with pytest.raises(QueryError, match=r"^not a SPARQL query: [^\n]{5,200}$"):
        field.query(text)
