"""Pages from the web: http and https, within limits of size, time and redirects."""

import time
from functools import cache
from urllib.parse import urlsplit, urlunsplit

import httpx

from kg.articles.page import Page
from kg.errors import FetchError
from kg.resources import folder, read_table

LIMIT = 10 * 2**20  # bytes, of files as well
_SECONDS = 15.0  # for each answer of the server
_DEADLINE = 60.0  # seconds for the whole body
_REDIRECTS = 5
_HEADERS = {
    "User-Agent": "medllm-kg (+https://w3id.org/medllm-kg)",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain, */*;q=0.1",
}


def fetch(url: str, kinds: frozenset[str]) -> Page:
    """The page at ``url``, if its content type is one of ``kinds``. Raises FetchError."""
    try:
        with (
            httpx.Client(
                follow_redirects=True, max_redirects=_REDIRECTS, timeout=_SECONDS, headers=_HEADERS
            ) as client,
            client.stream("GET", url) as response,
        ):
            kind = _checked(url, response, kinds)
            data = _body(url, response)
    except httpx.TooManyRedirects:
        raise FetchError(url, f"redirects more than {_REDIRECTS} times") from None
    except httpx.TimeoutException:
        raise FetchError(url, f"no answer within {_SECONDS:.0f} seconds; try again later") from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise FetchError(url, f"cannot be fetched ({reason})") from error
    return Page(plain_url(str(response.url)), url, data, kind, response.charset_encoding)


def plain_url(url: str) -> str:
    """``url`` without fragment and tracking parameters; two ways to one page look the same."""
    parts = urlsplit(url)
    query = "&".join(p for p in parts.query.split("&") if not _tracks(p.split("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", query, ""))


def _checked(url: str, response: httpx.Response, kinds: frozenset[str]) -> str:
    """The kind of a page that we want to read."""
    if response.status_code != httpx.codes.OK:
        phrase = response.reason_phrase or "an error"
        raise FetchError(url, f"the server answers {response.status_code} {phrase}")
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    suffix = "." + response.url.path.rpartition(".")[2].lower()
    if kind not in kinds:
        raise FetchError(url, f"is {kind}, which no reader reads")
    # Servers send Markdown as plain text.
    return suffix if kind == "text/plain" and suffix in kinds else kind


def _body(url: str, response: httpx.Response) -> bytes:
    started = time.monotonic()
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > LIMIT:
            raise FetchError(url, f"is larger than {LIMIT >> 20} MB")
        if time.monotonic() - started > _DEADLINE:
            raise FetchError(url, f"takes longer than {_DEADLINE:.0f} seconds; try again later")
    return bytes(data)


def _tracks(parameter: str) -> bool:
    exact, beginnings = _tracking()
    return parameter.lower() in exact or parameter.lower().startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = read_table(folder("data") / "furniture" / "tracking.tsv", ("parameter",))
    names = [row["parameter"] for row in rows]
    return (
        frozenset(n for n in names if not n.endswith("*")),
        tuple(n.rstrip("*") for n in names if n.endswith("*")),
    )
