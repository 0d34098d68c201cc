import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import COMMANDS, cli
from kg.graph import Store
from kg.views import views


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(name):
    command = cli.get_command(None, name)
    assert command.name == name
    assert f"Example: kg {name} " in " ".join(command.help.split())


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom kg.cli import cli\ncli.main(['--help'], standalone_mode=False)\n"
        "print([m for m in ('pyoxigraph', 'spacy', 'networkx', 'rich', 'opencc') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_a_query_imports_nothing_but_the_engine(store):
    code = (
        "import sys\nfrom kg.cli import cli\n"
        f"cli.main(['query', 'builds-on', '-f', 'csv', '--store', {str(store)!r}], standalone_mode=False)\n"
        "print([m for m in ('spacy', 'networkx', 'rdflib', 'rich', 'opencc') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    "command", ["articles", "stats", "validate", "show x", "forget x", "query partners"]
)
def test_no_store_is_one_line_that_says_what_to_do(kg, command):
    done = kg(*command.split())
    assert done.returncode == 1
    assert (
        done.stderr
        == "kg: kg-store: no store there; kg ingest SOURCES --store kg-store makes one\n"
    )


def test_wrong_usage_is_2(kg):
    assert kg("nonsense").returncode == 2
    assert kg("query").returncode == 2
    assert kg("query", "partners", "-p", "org").returncode == 2


def test_articles(kg, store):
    lines = kg("articles", store=store).stdout.splitlines()
    assert [line.split("\t")[1:] for line in lines] == [
        ["2025-02-01", "zh-Hans", "新品 2025-02-01", "2025-02-01.txt"],
        ["2025-03-01", "zh-Hans", "新品 2025-03-01", "2025-03-01.txt"],
    ]


def test_stats(kg, store):
    lines = [line.split() for line in kg("stats", store=store).stdout.splitlines()]
    assert ["2", "articles"] in lines
    assert ["1", "Hospital"] in lines
    assert ["2", "statements"] in lines
    assert ["1", "Planned"] in lines


def test_forget(kg, store):
    wrong = kg("forget", "2025-02-01.txt", "zzz", store=store)
    assert wrong.returncode == 1
    assert "no article has the id or source 'zzz'" in wrong.stderr
    assert len(kg("articles", store=store).stdout.splitlines()) == 2
    assert kg("forget", "2025-02-01.txt", store=store).stdout.startswith("forgot ")
    assert len(kg("articles", store=store).stdout.splitlines()) == 1


@pytest.mark.parametrize("name", ["bencao", "本草大模型", "本草大模型 "])
def test_show_keeps_plans_apart(kg, store, name):
    stated, _, planned = kg("show", name, store=store).stdout.partition("\nPlanned\n")
    assert "灵枢科技 develops 本草大模型" in stated
    assert "“平湖医院已用上本草大模型。”" in stated
    assert "2025-03-01, 新品 2025-03-01 <2025-03-01.txt>" in stated
    assert "“平湖医院将部署本草大模型。”\n      2025-02-01, " in planned


def test_show_in_the_other_script(kg, store):
    assert "\nDenied\n  灵枢科技 acquires 平湖医院\n" in kg("show", "靈樞科技", store=store).stdout


def test_show_says_what_there_is_instead(kg, store):
    several = kg("show", "灵枢", store=store)
    assert several.stderr == "kg: '灵枢' names several: bencao, pinghu; say which\n"
    assert "did you mean 本草大模型?" in kg("show", "本草模型", store=store).stderr


def test_query_forms(kg, store):
    ask = "SELECT ?name { ?h a mlk:Hospital ; skos:prefLabel ?name }"
    assert kg("query", ask, store=store).stdout == "name\n平湖医院\n"
    assert kg("query", ask, "-f", "csv", store=store).stdout.split() == ["name", "平湖医院"]
    assert kg("query", ask, "-f", "tsv", store=store).stdout == '?name\n"平湖医院"@zh-Hans\n'
    found = json.loads(kg("query", ask, "-f", "json", store=store).stdout)
    assert found["results"]["bindings"][0]["name"]["xml:lang"] == "zh-Hans"
    assert kg("query", "ASK { ?h a mlk:Hospital }", store=store).stdout == "yes\n"
    assert kg("query", "SELECT * { ?h a ent:nothing }", store=store).stdout == "no answer\n"


def test_query_of_rdf(kg, store):
    ask = "CONSTRUCT { ?m mlk:partOf ?c } WHERE { ?c mlk:develops ?m }"
    assert "ent:bencao mlk:partOf ent:lingshu ." in kg("query", ask, store=store).stdout
    assert json.loads(kg("query", ask, "-f", "json-ld", store=store).stdout)
    assert "zh-Hans" in kg("query", "DESCRIBE ent:bencao", store=store).stdout
    assert "use -f turtle" in kg("query", ask, "-f", "csv", store=store).stderr
    assert "use -f table" in kg("query", "ASK {}", "-f", "turtle", store=store).stderr


def test_query_from_name_file_and_standard_input(kg, store, tmp_path):
    named = kg("query", "timeline", "-p", "entity=靈樞科技", store=store)
    assert named.stdout.splitlines()[1].split()[:4] == [
        "2025-02-01",
        "灵枢科技",
        "acquires",
        "平湖医院",
    ]
    text = "# One.\n# param e (entity): a thing\n\nSELECT ?o { ?e mlk:develops/skos:prefLabel ?o }"
    (tmp_path / "mine.rq").write_text(text)
    for done in (
        kg("query", "mine.rq", "-p", "e=lingshu", store=store),
        kg("query", "-", "-p", "e=lingshu", store=store, stdin=text),
    ):
        assert done.stdout == "o\n本草大模型\n"
    (tmp_path / "my own.rq").write_text(text)
    assert kg("query", "my own.rq", "-p", "e=lingshu", store=store).stdout == "o\n本草大模型\n"
    assert "no query is called 'theirs.rq'" in kg("query", "theirs.rq", store=store).stderr


def test_query_lists_every_question(kg):
    listed = kg("query", "--list").stdout
    assert "\npartners\n    The partners of an organisation" in listed
    assert "-p org=…" in listed


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT {",
    ],
)
def test_a_query_refused_is_one_line(kg, store, text):
    done = kg("query", text, store=store)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["asked", "self", "nothing"])
def test_a_parameter_that_a_query_lacks_is_one_line(kg, store, name):
    done = kg("query", "partners", "-p", "org=华为", "-p", f"{name}=x", store=store)
    assert done.returncode == 1
    assert name in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", views())
def test_every_format_is_written_and_twice_the_same(kg, store, tmp_path, form):
    outputs = [tmp_path / f"{n}.{form}" for n in "ab"]
    for output in outputs:
        assert kg("export", "-f", form, "-o", output, store=store).returncode == 0
    one, two = ([f.read_bytes() for f in sorted(tmp_path.glob(f"{n}*.*"))] for n in "ab")
    assert one
    assert one == two


def test_export_to_standard_output_is_clean(kg, store):
    done = kg("export", "-f", "nquads", store=store)
    assert done.stdout.startswith("<https://w3id.org/medllm-kg/")
    assert done.stderr == ""
    tables = kg("export", "-f", "csv", store=store)
    assert (tables.returncode, tables.stdout) == (1, "")
    assert "name a folder with -o" in tables.stderr


def test_export_of_tables_into_a_folder(kg, store, tmp_path):
    kg("export", "-f", "csv", "-o", "tables", store=store)
    with (tmp_path / "tables" / "edges.csv").open(encoding="utf-8-sig", newline="") as file:
        edges = list(csv.DictReader(file))
    assert {edge["modality"] for edge in edges} == {"Asserted", "Planned", "Negated"}
    assert edges[0]["source"] in {"lingshu", "pinghu"}


def test_export_of_what_is_unknown_or_cannot_be_written(kg, store, tmp_path):
    assert "there are csv, gexf" in kg("export", "-f", "xls", store=store).stderr
    nowhere = kg("export", "-f", "turtle", "-o", tmp_path / "no" / "x.ttl", store=store)
    assert nowhere.returncode == 1
    assert "cannot be written (No such file or directory)" in nowhere.stderr


def test_validate(kg, store):
    done = kg("validate", store=store)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "the graph conforms to its shapes\n"


def test_ingest_tells_what_failed_and_goes_on(kg, tmp_path):
    text = (
        "华为与瑞金医院合作\n\n华为与瑞金医院于2025年2月18日发布瑞智病理大模型，双方将继续合作。\n"
    )
    (tmp_path / "good.txt").write_text(text, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("ingest", "empty.txt", "good.txt", "nowhere.txt", "--store", "s")
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in lines[:-1]] == ["empty.txt", "nowhere.txt"]
    assert lines[-1] == "1 added, 0 replaced, 0 unchanged, 2 failed"
    again = kg("ingest", "good.txt", "--store", "s")
    assert again.stderr == "0 added, 0 replaced, 1 unchanged, 0 failed\n"
    assert again.returncode == 0


def test_a_reader_that_goes_away_is_no_error(store):
    code = "from kg.cli import main; main()"
    command = [sys.executable, "-c", code, "export", "-f", "nquads", "--store", str(store)]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert done.stderr == b""


def test_ctrl_c_ends_a_long_query_in_one_line(store):
    endless = (
        "SELECT (COUNT(*) AS ?n) { "
        + " ".join(f"GRAPH ?g{i} {{ ?a{i} ?b{i} ?c{i} }}" for i in range(9))
        + " }"
    )
    # A shell's background job, as tests may be, ignores Ctrl-C and so do its children.
    code = (
        "import threading, os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "from kg.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "query", endless, "--store", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 130
    assert done.stderr.strip() == "kg: interrupted"


def test_a_store_in_use_says_so(kg, store):
    with Store.open(store):
        done = kg("stats", store=store)
    assert "another process is writing to this store; try again" in done.stderr


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("DESCRIBE ent:bencao", "csv"),
        ("SELECT * { ?s ?p ?o }", "turtle"),
        ("SELECT * { SERVICE:x { } }", "csv"),
        ("SELECT {", "csv"),
    ],
)
def test_a_query_that_cannot_be_answered_so_is_one_line(kg, store, query, form):
    done = kg("query", query, "-f", form, store=store)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command", ["stats", "articles", "query deployments", "export -f nquads", "--help"]
)
def test_standard_output_that_is_full_is_one_line(store, command):
    code = "from kg.cli import main; main()"
    arguments = [sys.executable, "-c", code, *command.split()]
    environment = {**os.environ, "KG_STORE": str(store)}
    with FULL.open("wb") as full:
        done = subprocess.run(
            arguments, stdout=full, stderr=subprocess.PIPE, text=True, env=environment
        )
    assert done.returncode == 1
    assert done.stderr == "kg: standard output: No space left on device\n"


def test_a_damaged_store_is_one_line(kg, store):
    (manifest,) = (store / "graph").glob("MANIFEST-*")
    manifest.write_bytes(manifest.read_bytes()[:100])
    done = kg("stats", store=store)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"kg: {store}: the store cannot be opened (Corruption")
    assert done.stderr.endswith("; restore it, or build it again\n")


@pytest.mark.skipif(os.name != "posix", reason="shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_standard_stream_is_like_one_that_leads_nowhere(store, closed):
    def stats(redirected):
        kg = f"'{sys.executable}' -c 'from kg.cli import main; main()'"
        environment = {**os.environ, "KG_STORE": str(store)}
        command = f"{kg} stats {redirected}"
        return subprocess.run(
            ["sh", "-c", command], capture_output=True, text=True, env=environment
        )

    done, nowhere = stats(closed), stats(closed.replace("&-", "/dev/null"))
    assert nowhere.returncode == 0
    assert (done.returncode, done.stdout, done.stderr) == (0, nowhere.stdout, nowhere.stderr)


def test_a_query_file_may_begin_with_a_byte_order_mark(kg, store, tmp_path):
    text = "\ufeff# param e (entity): a thing\n\nSELECT ?o { ?e mlk:develops/skos:prefLabel ?o }"
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    for done in (
        kg("query", "mine.rq", "-p", "e=lingshu", store=store),
        kg("query", "-", "-p", "e=lingshu", store=store, stdin=text),
    ):
        assert (done.stdout, done.stderr) == ("o\n本草大模型\n", "")


def test_an_error_about_a_name_with_control_characters_is_one_line(kg, tmp_path):
    (tmp_path / "bad\n\x1b[31mname.txt").write_bytes(b"")
    done = kg("ingest", "bad\n\x1b[31mname.txt", "--store", "s")
    assert done.returncode == 1
    first, counts = done.stderr.splitlines()
    assert first.startswith(r"kg: bad\n\x1b[31mname.txt: ")
    assert counts.endswith("1 failed")


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_report_on_nothing_says_so(kg, store, tmp_path, suffix):
    kg("forget", "2025-02-01.txt", "2025-03-01.txt", store=store)
    for lang in ("zh", "en"):
        done = kg("report", "-o", f"brief{suffix}", "--lang", lang, store=store)
        assert (done.returncode, done.stderr) == (0, "")
    text = (tmp_path / f"brief{suffix}").read_text(encoding="utf-8")
    assert "The store holds no articles" in text
    assert "Surgical robot" not in text, "nothing read is no white space"


# No file may be as large here as any output is.
_SMALL = """
import resource, sys
from kg.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process")
@pytest.mark.parametrize(
    "command", ["render -o", "report -o", *(f"export -f {form} -o" for form in views())]
)
def test_an_output_that_does_not_fit_leaves_the_old_one(store, tmp_path, command):
    output = tmp_path / "out" / "old.html"
    names = ["old-nodes.html", "old-edges.html"] if "csv" in command else ["old.html"]
    output.parent.mkdir()
    for name in names:
        (output.parent / name).write_text("good")
    environment = {**os.environ, "KG_STORE": str(store), "MEDLLM_KG_CACHE": str(tmp_path / "kept")}
    done = subprocess.run(
        [sys.executable, "-c", _SMALL, *command.split(), str(output)],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert done.returncode == 1
    assert "cannot be written (File too large)" in done.stderr
    assert {f.name: f.read_text() for f in output.parent.iterdir()} == dict.fromkeys(names, "good")


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
def test_an_output_through_a_link_or_a_pipe_stays_one(kg, store, tmp_path):
    real, link, pipe = tmp_path / "real.nq", tmp_path / "link.nq", tmp_path / "pipe"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    assert kg("export", "-f", "nquads", "-o", link, store=store).returncode == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"<https://")
    assert real.stat().st_mode & 0o777 == 0o600
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert kg("export", "-f", "nquads", "-o", pipe, store=store).returncode == 0
        assert reader.communicate()[0] == real.read_bytes()
    assert pipe.is_fifo()


def test_forget_of_a_name_with_spaces_is_one_line(kg, store):
    done = kg("forget", "a name with spaces.txt", store=store)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: no article has the id or source 'a name with spaces.txt'")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_no_cell_of_an_answer_is_a_formula(kg, store, form):
    values = '"=1+1" "+x" "-x" "@x" "a=b" "=x"@zh-Hans -5 -2.5 "=2"^^xsd:integer'
    asked = kg("query", f"SELECT ?v {{ VALUES ?v {{ {values} }} }}", "-f", form, store=store)
    cells = [line.replace('"', "") for line in asked.stdout.splitlines()[1:]]
    expected = ["'=1+1", "'+x", "'-x", "'@x", "a=b", "'=x", "-5", "-2.5", "'=2"]
    assert [cell.split("@zh")[0].split("^^")[0] for cell in cells] == expected


def test_an_article_to_measure_on_is_the_file_of_that_name(kg, tmp_path):
    text = '{"id": "one", "entities": [], "triples": []}'
    (tmp_path / "one.json").write_text(text, encoding="utf-8")
    (tmp_path / "one.more.txt").write_text("另一篇文章，与此无关。", encoding="utf-8")
    (tmp_path / "one.png").write_bytes(b"x")
    done = kg("evaluate", ".", "--extractor", "rules")
    assert (done.returncode, done.stderr) == (
        1,
        "kg: .: no one.txt or the like for the annotation one; --articles\n",
    )
    (tmp_path / "one.md").write_text("一篇没有名字的文章。", encoding="utf-8")
    assert kg("evaluate", ".", "--extractor", "rules").stdout.startswith("1 articles")
