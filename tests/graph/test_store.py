import io
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import NotFoundError, StoreError
from kg.graph import Store
from kg.types import Entity, Extraction, Name, Run
from kg.vocab import ENTITIES_GRAPH, STATEMENTS_GRAPH, Kind


def statements(store: Store) -> list[str]:
    answer = store.query(f"SELECT ?s ?p ?o {{ GRAPH <{STATEMENTS_GRAPH}> {{ ?s ?p ?o }} }}")
    return sorted(
        " ".join(term.value.rsplit("/")[-1].split("#")[-1] for term in row) for row in answer
    )


def nquads(store: Store) -> bytes:
    out = io.BytesIO()
    store.export("nquads", out)
    return out.getvalue()


def test_what_goes_in_comes_out(store, tell):
    told = tell("mingqi develops qiji", "first deploys qiji Planned 2025-03")
    assert store.add(told)
    landscape = store.landscape()
    assert landscape.articles == {told.article.id: told.article}
    assert tuple(claim for _, claim in landscape.claims) == told.claims
    assert tuple(landscape.entities.values()) == told.entities
    sentences = [landscape.evidence(*claim) for claim in landscape.claims]
    assert sentences == ["mingqi develops qiji", "first deploys qiji Planned 2025-03"]


def test_the_same_article_again_changes_nothing(store, tell):
    told = tell("mingqi develops qiji")
    store.add(told)
    before = nquads(store)
    assert not store.add(told)
    assert nquads(store) == before


def test_only_what_holds_is_a_statement(field):
    found = statements(field)
    assert "mingqi develops qiji" in found
    assert "second deploys qiji" not in found
    assert not any("acquires" in statement for statement in found)
    assert len(found) == len(set(found)) == 9


def test_a_new_reading_takes_the_place_of_the_old(store, tell):
    old = tell("mingqi develops qiji", run=Run("test", "1"))
    new = Extraction(old.article, old.entities, old.mentions, (), Run("test", "2"))
    store.add(old)
    assert store.add(new)
    assert statements(store) == []
    assert store.has(new.article.id, new.run)
    assert not store.has(old.article.id, old.run)


def test_forgetting_takes_what_only_that_article_says(store, tell):
    one = tell("mingqi develops qiji", "first deploys qiji")
    two = tell("mingqi develops qiji", "lyra develops medlyra", source="b.txt")
    store.add(two)
    alone = nquads(store)
    store.add(one)
    assert store.forget(one.article.id)
    assert nquads(store) == alone
    assert not store.forget(one.article.id)
    assert store.forget(two.article.id)
    assert nquads(store) == b""


def test_an_entity_has_the_names_that_any_article_gives_it(store, tell):
    label, other = Name("明岐医疗", "zh-Hans"), Name("Mingqi Medical", "en")
    plain = Entity("mingqi", Kind.COMPANY, label)
    named = Entity(
        "mingqi", Kind.COMPANY, other, (Name("明岐", "zh-Hans"),), ("http://a.example/1",)
    )
    base = {"qiji": Entity("qiji", Kind.MODEL, Name("岐济", "zh-Hans"))}
    one = tell("mingqi develops qiji", entities=base | {"mingqi": plain})
    two = tell("mingqi develops qiji 2025", source="b.txt", entities=base | {"mingqi": named})
    store.add(one)
    store.add(two)
    assert store.entity("mingqi") == plain.merged(named)
    store.forget(two.article.id)
    assert store.entity("mingqi") == plain


def test_the_care_stages_keep_the_iris_of_the_ontology(field):
    answer = field.query("SELECT ?stage { ?system mlk:coversStage ?stage }")
    assert [row["stage"].value.split("#")[-1] for row in answer] == ["PreHospital"]
    assert field.entity("院前").iri.endswith("ontology#PreHospital")


def test_an_article_is_found_by_id_beginning_and_source(store, tell):
    told = tell("mingqi develops qiji", source="https://example.org/a.html")
    store.add(told)
    for key in (told.article.id, told.article.id[:5], "https://example.org/a.html"):
        assert store.article(key) == told.article


@pytest.mark.parametrize(
    "key",
    [
        "",
        "zzz",
        "0" * 16,
        "nowhere.html",
        "\u0000 <>",
        "a name with spaces.txt",
        "<>" * 9,
        "\udcff.txt",
    ],
)
def test_an_article_that_is_not_there_is_one_clear_line(store, tell, key):
    store.add(tell("mingqi develops qiji"))
    with pytest.raises(NotFoundError, match="kg articles lists them"):
        store.article(key)


def test_two_versions_of_a_page_have_one_source(store, tell):
    for line in ("mingqi develops qiji", "first deploys qiji"):
        store.add(tell(line, source="page.html"))
    ids = [article.id for article in store.articles()]
    wanted = f"'page.html' is 2 articles: {ids[0]}, {ids[1]} .*: kg forget {ids[0]}$"
    with pytest.raises(NotFoundError, match=wanted):
        store.article("page.html")
    assert store.forget(store.article(ids[0]).id)
    assert store.article("page.html").id == ids[1]


def test_the_default_graph_is_what_holds_and_who_it_is_about(field):
    answer = field.query("SELECT DISTINCT ?name { ?h a mlk:Hospital ; skos:prefLabel ?name }")
    assert sorted(row["name"].value for row in answer) == ["云州第一医院", "云州第二医院"]
    count = next(iter(field.query("SELECT (COUNT(*) AS ?n) { ?s mlk:develops ?o }")))
    assert count["n"].value == "2"


def test_from_chooses_other_graphs(field):
    answer = field.query(f"SELECT ?s FROM <{ENTITIES_GRAPH}> {{ ?s mlk:develops ?o }}")
    assert list(answer) == []


def test_one_process_writes(tmp_path, tell):
    with Store.open(tmp_path / "s", create=True) as store:
        store.add(tell("mingqi develops qiji"))
        for read_only in (True, False):
            with pytest.raises(StoreError, match="try again when it has finished"):
                Store.open(tmp_path / "s", read_only=read_only)


def test_several_read(tmp_path, tell):
    with Store.open(tmp_path / "s", create=True) as store:
        store.add(tell("mingqi develops qiji"))
    with Store.open(tmp_path / "s", read_only=True) as one:
        with Store.open(tmp_path / "s", read_only=True) as two:
            assert one.articles() == two.articles()
        with pytest.raises(StoreError, match="is using this store"):
            Store.open(tmp_path / "s")


def test_what_is_no_store_says_so(tmp_path):
    with pytest.raises(StoreError, match="no store there; kg ingest"):
        Store.open(tmp_path / "none")
    with pytest.raises(StoreError, match="not a store"):
        Store.open(tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty; name a new folder"):
        Store.open(tmp_path, create=True)
    with pytest.raises(StoreError, match="not a store"):
        Store.open(tmp_path / "notes.txt")
    with pytest.raises(StoreError, match="cannot be used"):
        Store.open(tmp_path / "notes.txt", create=True)
    assert [f.name for f in tmp_path.iterdir()] == ["notes.txt"]


def test_a_store_of_a_newer_kg_is_left_alone(tmp_path):
    Store.open(tmp_path / "s", create=True).close()
    (tmp_path / "s" / "medllm-kg-store").write_text("99\n")
    with pytest.raises(StoreError, match="format 99, this kg knows 1"):
        Store.open(tmp_path / "s", create=True)


@pytest.mark.parametrize("marker", [b"\xff\xfe\x00", b"", b"1\n\n2\n"])
def test_a_store_with_a_broken_marker_is_one_line(tmp_path, marker):
    Store.open(tmp_path / "s", create=True).close()
    (tmp_path / "s" / "medllm-kg-store").write_bytes(marker)
    with pytest.raises(StoreError, match=r"^[^\n]*format \?, this kg knows 1[^\n]*$"):
        Store.open(tmp_path / "s")


def _big(path):
    return [f for f in (path / "graph").glob("*.sst") if f.stat().st_size > 5000]


def test_a_damaged_store_is_one_line(tmp_path, tell):
    with Store.open(tmp_path / "s", create=True) as store:
        store.add(tell("mingqi develops qiji"))
    (manifest,) = (tmp_path / "s" / "graph").glob("MANIFEST-*")
    manifest.write_bytes(manifest.read_bytes()[:100])
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"^[^\n]*cannot be opened[^\n]*or build it again$"):
            Store.open(tmp_path / "s", read_only=read_only)


def test_a_store_whose_contents_are_damaged_is_one_line(tmp_path, tell):
    with Store.open(tmp_path / "s", create=True) as store:
        for number in range(60):
            store.add(tell("mingqi develops qiji", f"first deploys qiji {1000 + number}"))
    damaged = _big(tmp_path / "s")
    assert damaged
    for file in damaged:
        data = file.read_bytes()
        file.write_bytes(data[:20] + bytes(b ^ 255 for b in data[20:60]) + data[60:])
    with Store.open(tmp_path / "s") as store:
        for use in (
            store.articles,
            store.landscape,
            lambda: store.entity("mingqi"),
            lambda: list(store.faults()),
            lambda: nquads(store),
            lambda: store.add(tell("lyra develops medlyra")),
        ):
            with pytest.raises(StoreError, match=r"^[^\n]*\(Corruption[^\n]*or build it again$"):
                use()


def test_a_closed_store_says_so(tmp_path):
    store = Store.open(tmp_path / "s", create=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.articles()


_WRITER = """
import sys
sys.path[:0] = [{tests!r}]
from conftest import tell
from kg.graph import Store

names = ["mingqi", "lyra", "first", "second"]
with Store.open({store!r}, create=True) as store:
    for number in range(100_000):
        a, b = names[number % 4], names[(number + 1) % 4]
        store.add(tell(f"{{a}} partnersWith {{b}}", f"{{a}} deploys qiji {{1000 + number % 9000}}",
                       f"{{b}} deploys medlyra", source=f"{{number}}.txt", title=str(number)))
        print(number, flush=True)
"""


@pytest.mark.parametrize("until", [0, 1, 2, 5, 9, 17, 31, 64, 99, 101])
def test_a_killed_writer_leaves_whole_articles(tmp_path, until):
    path = str(tmp_path / "store")
    script = _WRITER.format(tests=str(Path(__file__).parent), store=path)
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    ) as writer:
        for line in writer.stdout:
            if int(line) >= until:
                break
        writer.kill()
    with Store.open(path) as store:
        landscape = store.landscape()
        assert len(landscape.articles) > until
        assert len(landscape.claims) == 3 * len(landscape.articles)
        said = {(c.subject, c.relation, c.object) for _, c in landscape.claims}
        assert len(statements(store)) == len(said)
        for article in list(landscape.articles):
            store.forget(article)
        assert nquads(store) == b""
