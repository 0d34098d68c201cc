"""From files to a store: repeats change nothing, order and process do not matter."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.forget import forget
from kg.errors import KGError, NotFoundError
from kg.extract import Extractor
from kg.graph import Store
from kg.ingest import ingest
from kg.types import Article, Extraction, Run

SAMPLES = sorted((Path(__file__).parents[1] / "examples" / "articles").iterdir())
SOME = [str(path) for path in SAMPLES[:4]]


def exported(store: Path) -> bytes:
    out = store.parent / f"{store.name}.nq"
    with Store.open(store, read_only=True) as opened, out.open("wb") as file:
        opened.export("nquads", file)
    return out.read_bytes()


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    first = ingest(SOME, tmp_path / "store")
    before = exported(tmp_path / "store")
    again = ingest(SOME, tmp_path / "store")
    assert (first.added, again.added, again.unchanged) == (4, 0, 4)
    assert exported(tmp_path / "store") == before


def test_order_repeats_and_process_do_not_matter(tmp_path: Path) -> None:
    ingest(SOME, tmp_path / "here")
    sources = [*reversed(SOME), SOME[1], SOME[2]]
    code = "import sys; from pathlib import Path; from kg.ingest import ingest; ingest(sys.argv[2:], Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there"), *sources], check=True)
    assert exported(tmp_path / "here") == exported(tmp_path / "there")


def test_the_same_text_from_two_places_is_one_article(tmp_path: Path) -> None:
    text = (
        "华为与瑞金医院合作\n\n华为与瑞金医院于2025年2月18日发布瑞智病理大模型，双方将继续合作。\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b-2025-02-19.txt").write_text(text, encoding="utf-8")
    sources = [str(tmp_path / "a.txt"), str(tmp_path / "b-2025-02-19.txt")]
    for name, order in (("one", sources), ("other", sources[::-1])):
        ingest(order, tmp_path / name)
        with Store.open(tmp_path / name, read_only=True) as store:
            (article,) = store.articles()
            assert len(article.sources) == 2
    assert exported(tmp_path / "one") == exported(tmp_path / "other")


def test_a_source_that_fails_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    heard: list[str] = []
    outcome = ingest(
        [str(tmp_path / "empty.txt"), SOME[0], "nowhere.txt"], tmp_path / "s", heard.append
    )
    assert outcome.added == 1
    assert [str(e).split(":")[0].rsplit("/", 1)[-1] for e in outcome.failed] == [
        "empty.txt",
        "nowhere.txt",
    ]
    assert heard == [SAMPLES[0].name]


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hash_seeds_do_not_show(seed: str) -> None:
    code = (
        "import sys; from kg.articles import read; from kg.extract import extract;"
        "print(extract(next(iter(read(sys.argv[1])))))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, SOME[0]],
            check=True, capture_output=True, env={"PYTHONHASHSEED": s, "PATH": ""},
        ).stdout
        for s in (seed, "7")
    ]  # fmt: skip
    assert runs[0] == runs[1]


class Odd:
    """An extractor that one text is too much for."""

    run = Run("odd", "1")

    def __call__(self, article: Article) -> Extraction:
        if "奇怪" in article.text:
            raise IndexError("list index\nout of range")
        return Extraction(article, (), (), (), self.run)


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(_: str) -> Extractor:
        return Odd()

    monkeypatch.setattr("kg.ingest.extractor", found)


@pytest.mark.usefixtures("odd")
def test_a_text_that_an_extractor_fails_on_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, text in (("a", "第一篇。"), ("b", "奇怪的一篇。"), ("c", "第三篇。")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    outcome = ingest([str(tmp_path)], tmp_path / "s")
    assert outcome.added == 2
    (error,) = outcome.failed
    assert isinstance(error, KGError)
    assert str(error) == "b.txt: the extractor fails on it (IndexError list index out of range)"


@pytest.mark.usefixtures("odd")
def test_a_file_name_that_is_no_utf_8_is_stored_as_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_text("第一篇。", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 alone")
    assert ingest([os.fsdecode(path)], tmp_path / "s").added == 1
    with Store.open(tmp_path / "s", read_only=True) as store:
        (article,) = store.articles()
        assert article.sources == ("caf\ufffd.txt",)
        assert store.article("caf\udce9.txt") == article


@pytest.mark.usefixtures("odd")
def test_forget_takes_the_path_that_ingest_was_given(tmp_path: Path) -> None:
    news = tmp_path / "news"
    (news / "may").mkdir(parents=True)
    for name, text in (("a.txt", "第一篇。"), ("may/a.txt", "第二篇。"), ("may/b.txt", "第三篇。")):
        (news / name).write_text(text, encoding="utf-8")
    store = tmp_path / "s"
    ingest([str(news), str(news / "may" / "b.txt")], store)

    def forgotten(*names: object) -> str:
        done = CliRunner().invoke(forget, [*map(str, names), "--store", str(store)])
        return done.output if done.exception is None else type(done.exception).__name__

    with Store.open(store, read_only=True) as opened:
        ids = {article.text: article.id for article in opened.articles()}
    for name in (news / "may" / "c.txt", "http://x.org/a.txt", f"x/{ids['第一篇。']}"):
        assert forgotten(name) == NotFoundError.__name__
    assert forgotten(news / "may" / "a.txt") == f"forgot {ids['第二篇。']} 第二篇。\n"
    third = ids["第三篇。"]
    assert forgotten(third, "b.txt", news / "may" / "b.txt") == f"forgot {third} 第三篇。\n"
    assert forgotten(news / "a.txt") == f"forgot {ids['第一篇。']} 第一篇。\n"
