"""URLs, against a real server on the loopback interface."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from kg.articles import fetch, read, read_all
from kg.cli.forget import forget
from kg.errors import FetchError, NotFoundError, ReadError
from kg.ingest import ingest

BODY = "台中榮總與鴻海合作開發護理協作機器人，首批在兩個病房使用。"
PAGE = f"<html><head><title>護理機器人上線</title></head><body><article><p>{BODY}</p></article></body></html>"

DRAWN = PAGE.replace("<head>", '<head><meta name="generator" content="medllm-kg">')


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path.split("?")[0]:
            case "/2025/03/13/page" | "/%E6%96%B0%E9%97%BB":
                self.answer(PAGE.encode("big5"), "text/html; charset=big5")
            case "/notes.md":
                self.answer(f"# 標題\n\n**{BODY}**".encode(), "text/plain")
            case "/moved":
                self.redirect("/2025/03/13/page?utm_source=x&id=1")
            case "/loop":
                self.redirect("/loop")
            case "/away":
                self.redirect("ftp://localhost/x")
            case "/picture":
                self.answer(b"\x89PNG", "image/png")
            case "/endless":
                self.answer(b"a" * (fetch.LIMIT + 1), "text/plain")
            case "/broken":
                self.answer(b"not gzip", "text/html", encoding="gzip")
            case "/empty":
                self.answer(b"", "text/html")
            case "/drawn":
                self.answer(DRAWN.encode(), "text/html")
            # What a proxy is asked for: two servers out there, at addresses of no one's network.
            case "http://1.1.1.1/moved":
                self.redirect("http://8.8.8.8/page")
            case "http://8.8.8.8/page":
                self.answer(PAGE.encode("big5"), "text/html; charset=big5")
            case "http://1.1.1.1/inside":
                self.redirect(f"http://127.0.0.1:{self.server.server_address[1]}/notes.md")
            case "http://1.1.1.1/metadata":
                self.redirect("http://169.254.169.254/latest")
            case "http://1.1.1.1/round":
                self.redirect("//8.8.8.8/home")
            case "http://8.8.8.8/home":
                self.redirect("http://[::1]/")
            case _:
                self.send_error(404)

    def answer(self, body: bytes, kind: str, encoding: str = "identity") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """A client that has read enough hangs up."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


def test_page_is_read_under_its_final_address(server: str) -> None:
    (article,) = read(f"{server}/moved")
    assert article.text == f"護理機器人上線\n{BODY}"
    assert article.sources == (f"{server}/2025/03/13/page?id=1",)
    assert str(article.issued) == "2025-03-13"


def test_markdown_served_as_plain_text_is_markdown(server: str) -> None:
    (article,) = read(f"{server}/notes.md")
    assert article.text == f"標題\n{BODY}"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "404"),
        ("/loop", "more than 5"),
        ("/away", "ftp"),
        ("/picture", "image/png"),
        ("/endless", "larger than 10 MB"),
        ("/broken", "cannot be fetched"),
    ],
)
def test_what_cannot_be_fetched_says_why_in_one_line(server: str, path: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as caught:
        list(read(server + path))
    assert str(caught.value).startswith(f"{server}{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://", "http://a..b/", "https://[::1/x"]
)
def test_addresses_that_lead_nowhere(url: str) -> None:
    with pytest.raises(FetchError):
        list(read(url))


def test_a_page_that_kg_has_drawn_is_no_article(server: str) -> None:
    with pytest.raises(ReadError, match="/drawn: is drawn by kg"):
        list(read(f"{server}/drawn"))


def test_a_public_page_leads_to_other_public_pages_and_not_inside(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server)
    (article,) = read("http://1.1.1.1/moved")
    assert article.sources == ("http://8.8.8.8/page",)
    for path, host in (("inside", "127.0.0.1"), ("metadata", "169.254.169.254"), ("round", "::1")):
        (error,) = read_all([f"http://1.1.1.1/{path}"])
        assert str(error).startswith(
            f"http://1.1.1.1/{path}: cannot be fetched (redirects to {host},"
        )


def test_forget_takes_the_url_that_ingest_was_given(server: str, tmp_path: Path) -> None:
    url = server.replace("http://127.0.0.1", "HTTP://bob:secret@LOCALHOST")
    url += "/新闻?utm_source=x&id=1#end"
    assert ingest([url], tmp_path / "s", by="rules").added == 1
    done = CliRunner().invoke(forget, [url, "--store", str(tmp_path / "s")])
    assert done.output.startswith("forgot ")
    for unknown in ("http://localhost/", "http://[bad", "http://a..b/"):
        done = CliRunner().invoke(forget, [unknown, "--store", str(tmp_path / "s")])
        assert isinstance(done.exception, NotFoundError)


def test_a_user_and_password_are_neither_stored_nor_printed(server: str) -> None:
    url = server.replace("//", "//bob:secret@") + "/moved"
    (article,) = read(url)
    assert article.sources == (f"{server}/2025/03/13/page?id=1",)
    wrong = (
        url.replace("moved", "missing"),
        "http://bob:secret@127.0.0.1:1/",
        "http://bob:secret@a..b/",
        "ftp://bob:secret@a/b",
        "http://bob:secret@[bad",
        "http://bob:secret@127.0.0.1:port/",
    )
    for error in read_all(wrong):
        assert "secret" not in str(error)
        assert "bob" not in str(error)


def test_a_user_and_password_that_a_page_names_are_not_stored() -> None:
    assert fetch.plain_url("https://bob:secret@A.org/@me?x=1") == "https://a.org/@me?x=1"


def test_a_proxy_that_needs_another_package_is_one_line_for_each_url(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if find_spec("socksio"):
        pytest.skip("httpx can use SOCKS here")
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    errors = list(read_all([f"{server}/notes.md", f"{server}/moved"]))
    assert [str(error).split(": ")[0] for error in errors] == [
        f"{server}/notes.md",
        f"{server}/moved",
    ]
    assert all("socksio" in str(error) and "\n" not in str(error) for error in errors)
