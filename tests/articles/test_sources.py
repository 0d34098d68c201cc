"""Files, folders and standard input, good and bad."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import Draft, Page, Reader, html, markdown, read, read_all, text
from kg.articles.normalise import normalise
from kg.errors import ReadError
from kg.types import Article

BODY = "瑞金医院与华为合作开发了瑞智病理大模型，首批在三家医院试用。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.md").write_text(f"# 二\n\n{BODY}", encoding="utf-8")
    (tmp_path / "a.TXT").write_text(f"一\n{BODY}", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_folder_is_walked_in_order_and_sources_are_relative(folder: Path) -> None:
    assert [article.sources for article in read(str(folder))] == [("a.TXT",), ("b/two.md",)]


def test_failing_sources_yield_one_line_each_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b" \n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\0\0\0\0")
    (folder / "menu.txt").write_text("首页\n新闻\n登录\n", encoding="utf-8")
    (folder / "report.docx").write_bytes(b"PK")
    (folder / "void").mkdir()
    given_sources = [
        *(str(folder / name) for name in ("empty.txt", "picture.txt", "menu.txt", "report.docx")),
        *(str(folder / name) for name in ("void", "missing.txt")),
        "ftp://example.org/a.txt",
        "nul\0.txt",
        str(folder / "a.TXT"),
    ]
    *errors, article = read_all(given_sources)
    for source, error in zip(given_sources, errors, strict=False):
        assert isinstance(error, ReadError)
        assert str(error).startswith(source.replace("\0", "\\x00") + ": ")
        assert "\n" not in str(error)
    assert len(errors) == len(given_sources) - 1
    assert isinstance(article, Article)


@pytest.mark.parametrize("source", ["", " ", "\n"])
def test_a_blank_source_is_not_the_folder_we_are_in(source: str) -> None:
    (error,) = read_all([source])
    assert str(error) == f"{source!r}: names no file, folder or URL"


def test_what_kg_has_drawn_is_no_article(folder: Path) -> None:
    head = '<head><meta name="generator" content="medllm-kg"></head>'
    drawn = folder / "graph.html"
    drawn.write_text(f"<html>{head}<body><p>{BODY * 9}</p></body></html>", encoding="utf-8")
    assert [article.sources for article in read(str(folder))] == [("a.TXT",), ("b/two.md",)]
    with pytest.raises(ReadError, match="drawn by kg"):
        next(read(str(drawn)))
    with pytest.raises(ReadError, match="stdin: is drawn by kg"):
        next(read("-", stdin=io.BytesIO(drawn.read_bytes())))


def test_errors_inside_a_folder_stand_in_their_place(folder: Path) -> None:
    (folder / "b" / "bad.txt").write_bytes(b"\0\0")
    kinds = [type(found) for found in read_all([str(folder)])]
    assert kinds == [Article, ReadError, Article]


def test_a_link_that_leads_nowhere_is_told_where_an_article_would_be(folder: Path) -> None:
    (folder / "b" / "gone.txt").symlink_to("nowhere.txt")
    (folder / "b" / "long.txt").symlink_to("x" * 999)  # more than a file system can look up
    (folder / "b" / "gone.png").symlink_to("nowhere.png")
    (folder / "b" / "up.txt").symlink_to(folder, target_is_directory=True)
    first, *errors, last = read_all([str(folder)])
    assert [str(error).split(" (")[0] for error in errors] == [
        f"{folder / 'b' / name}: cannot be read" for name in ("gone.txt", "long.txt")
    ]
    assert [a.sources for a in (first, last) if isinstance(a, Article)] == [
        ("a.TXT",),
        ("b/two.md",),
    ]


def test_a_folder_that_may_not_be_searched_is_one_line_and_the_rest_is_read(folder: Path) -> None:
    (folder / "aa").mkdir()
    for name in ("one.txt", "two.txt"):
        (folder / "aa" / name).write_text(BODY, encoding="utf-8")
    code = "import sys; from kg.articles import read_all; print(*read_all(sys.argv[1:]), sep='\\n')"
    command = [sys.executable, "-c", code, str(folder)]
    if os.geteuid() == 0:  # root may search every folder, unless we take that from it
        if not shutil.which("setpriv"):
            pytest.skip("root searches every folder")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    (folder / "aa").chmod(0o644)
    try:
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    finally:
        (folder / "aa").chmod(0o755)
    first, error, last = done.stdout.splitlines()
    assert "'a.TXT'" in first
    assert error == f"{folder / 'aa'}: cannot be read (Permission denied)"
    assert "'b/two.md'" in last


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(ReadError, match="larger than 10 MB"):
        list(read(str(tmp_path / "large.txt")))


@pytest.mark.parametrize(
    "page", [f"标题甲乙\n{BODY}", f"<html><body><p>{BODY * 3}</p></body></html>"]
)
def test_standard_input_is_text_or_html(page: str) -> None:
    (article,) = read("-", stdin=io.BytesIO(page.encode("gb18030")))
    assert BODY in article.text
    assert "<" not in article.text
    assert article.sources == ("stdin",)


def test_front_matter_wins_and_its_url_is_a_second_source(tmp_path: Path) -> None:
    head = "---\ntitle: 我的标题\ndate: 2024年5月1日\nsource: https://x.org/a?utm_source=b&id=3#top\n---\n"
    (tmp_path / "note.txt").write_text(f"{head}2025-01-01\n{BODY}", encoding="utf-8")
    (article,) = read(str(tmp_path / "note.txt"))
    assert article.text == f"我的标题\n{BODY}"
    assert str(article.issued) == "2024-05-01"
    assert article.sources == ("https://x.org/a?id=3", "note.txt")


def test_front_matter_may_have_lists_and_keys_of_two_words(tmp_path: Path) -> None:
    head = '---\ntitle: 我的标题\ntags: [\n  ai,\n]\n"lead author": x\nPublished date: 2024\n---\n'
    (tmp_path / "note.txt").write_text(f"{head}{BODY}", encoding="utf-8")
    (article,) = read(str(tmp_path / "note.txt"))
    assert article.text == f"我的标题\n{BODY}"


def test_text_between_two_rules_is_text(tmp_path: Path) -> None:
    told = "备注: 瑞智上线。\n华为与瑞金医院昨天签约，双方将在病理与影像两个方向上开展长期合作。"
    (tmp_path / "note.txt").write_text(f"---\n{told}\n---\n{BODY}", encoding="utf-8")
    (article,) = read(str(tmp_path / "note.txt"))
    assert told in article.text


def test_date_in_a_file_name_is_used_where_the_text_has_none(tmp_path: Path) -> None:
    (tmp_path / "2025-03-13-rui.txt").write_text(BODY, encoding="utf-8")
    (article,) = read(str(tmp_path / "2025-03-13-rui.txt"))
    assert str(article.issued) == "2025-03-13"
    assert article.title == BODY


def test_nothing_of_scripts_styles_or_comments_gets_into_the_text(tmp_path: Path) -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><head><title>题目甲乙</title>'
        "<script>LEAK1</script><style>LEAK2</style></head><body><!-- LEAK3 --><article>"
        f"<p>{BODY}</p><script>LEAK4</script><p onclick='LEAK5'>{BODY[::-1]}</p>"
        "<noscript>LEAK6</noscript><template>LEAK7</template></article></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "page.md").write_text(
        f"{BODY}\n\n<script>\nLEAK\n\nLEAK\n</script>\n\na <script>LEAK</script> <b>b</b>", "utf-8"
    )
    for article in read(str(tmp_path)):
        assert BODY in article.text
        assert "LEAK" not in article.text


def test_a_page_of_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    deep = "<div>" * 20_000 + BODY + "</div>" * 20_000
    (tmp_path / "deep.html").write_text(f"<html><body>{deep}</body></html>", encoding="utf-8")
    (found,) = read_all([str(tmp_path / "deep.html")])
    assert isinstance(found, Article | ReadError)


@given(st.text())
def test_normalising_twice_changes_nothing(given_text: str) -> None:
    once = normalise(given_text)
    assert normalise(once) == once
    assert once == once.strip()
    once.encode()


@pytest.mark.parametrize("icon", ["\ue000", "\U000f0493", "\U0010fffd"])
def test_an_icon_of_a_font_is_no_text(icon: str) -> None:
    assert normalise(f"华为{icon}瑞金医院") == "华为瑞金医院"


PIECES = ["<p>", "</div>", "<table><td>", "<li>", "\0", "&#xD800;", "<![CDATA[", "<script", "-->"]
PIECES += [
    "华为。",
    "---\n",
    "|a|b|\n|-|-|\n",
    "```\n",
    "2025-13-01 ",
    "[x](",
    "<html><body>",
    "\n",
]
BYTES = st.one_of(
    st.binary(),
    st.text().map(lambda text: text.encode("utf-16")),
    st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: "".join(pieces).encode()),
)


@pytest.mark.parametrize("reader", [text.READER, markdown.READER, html.READER])
@given(data=BYTES)
@settings(deadline=None, max_examples=60)
def test_readers_read_any_bytes_or_refuse_them(reader: Reader, data: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert all(isinstance(draft, Draft) for draft in reader.read(Page("x", "x", data)))


@given(data=BYTES)
@settings(deadline=None, max_examples=60)
def test_any_standard_input_is_an_article_or_one_error(data: bytes) -> None:
    (found,) = read_all(["-"], stdin=io.BytesIO(data))
    assert isinstance(found, Article | ReadError)


def test_an_article_that_is_too_long_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.txt").write_text(f"---\ntitle: 书\n---\n{BODY * 40_000}", encoding="utf-8")
    with pytest.raises(ReadError, match="more than 1,000,000 characters; split it") as caught:
        list(read(str(tmp_path / "book.txt")))
    assert str(caught.value).startswith(str(tmp_path / "book.txt"))


@pytest.mark.parametrize("url", ["http://[bad", "https://a]/x", "http://\u2100.org/"])
def test_front_matter_with_an_address_that_is_none_is_read_without_it(
    tmp_path: Path, url: str
) -> None:
    (tmp_path / "note.txt").write_text(f"---\nsource: {url}\n---\n{BODY}", encoding="utf-8")
    (article,) = read(str(tmp_path / "note.txt"))
    assert article.sources == ("note.txt",)
