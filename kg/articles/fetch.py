"""Pages from the web: http and https, within limits of size, time and redirects."""

import re
import socket
import time
from functools import cache
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from kg.articles.page import Page
from kg.errors import FetchError
from kg.resources import folder, read_table

if TYPE_CHECKING:
    import httpx

LIMIT = 10 * 2**20  # bytes, of files as well
_SECONDS = 15.0  # for each answer of the server
_DEADLINE = 60.0  # seconds for the whole body
_REDIRECTS = 5
_HEADERS = {
    "User-Agent": "medllm-kg (+https://w3id.org/medllm-kg)",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain, */*;q=0.1",
}
_USER = re.compile(r"(?<=://)[^/?#\s]*@")


def fetch(url: str, kinds: frozenset[str]) -> Page:
    """The page at ``url``, if its content type is one of ``kinds``. Raises FetchError.

    A user and password in ``url`` go to its server, and into no source and no message.
    """
    import httpx  # a tenth of a second that files do not wait for

    given = without_user(url)
    try:
        with (
            httpx.Client(
                follow_redirects=True,
                max_redirects=_REDIRECTS,
                timeout=_SECONDS,
                headers=_HEADERS,
                event_hooks={"response": [_stays_outside]},
            ) as client,
            client.stream("GET", url) as response,
        ):
            kind = _checked(given, response, kinds)
            data = _body(given, response)
    except httpx.TooManyRedirects:
        raise FetchError(given, f"redirects more than {_REDIRECTS} times") from None
    except httpx.TimeoutException:
        late = f"no answer within {_SECONDS:.0f} seconds; try again later"
        raise FetchError(given, late) from None
    # ImportError: a proxy of a kind that httpx needs another package for.
    except (httpx.HTTPError, httpx.InvalidURL, ImportError, ValueError) as error:
        reason = " ".join(without_user(str(error)).split()) or type(error).__name__
        raise FetchError(given, f"cannot be fetched ({reason})") from error
    return Page(plain_url(str(response.url)), given, data, kind, response.charset_encoding)


def is_url(source: str) -> bool:
    """Whether a source is an address that ``fetch`` takes."""
    return source.lower().startswith(("http://", "https://"))


def as_stored(source: str) -> str:
    """The source that the page at a URL is stored under; what is no URL comes back as it is."""
    import httpx

    try:
        return plain_url(str(httpx.URL(source))) if is_url(source) else source
    except (httpx.InvalidURL, ValueError):
        return source


def plain_url(url: str) -> str:
    """``url`` without user, fragment and tracking parameters: ways to one page look the same.

    Raises ValueError if it is no URL.
    """
    parts = urlsplit(without_user(url))
    query = "&".join(p for p in parts.query.split("&") if not _tracks(p.split("=")[0]))
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path or "/", query, ""))


def without_user(text: str) -> str:
    """A URL, or a message, without the user and password that stand before a host."""
    return _USER.sub("", text)


def _stays_outside(response: "httpx.Response") -> None:
    """Raises ValueError if a public server redirects to an address inside our network."""
    if response.has_redirect_location:
        to = response.url.join(response.headers["Location"])
        if _is_inside(to.host) and not _is_inside(response.url.host):
            reason = "inside your network; name that address itself if you mean it"
            raise ValueError(f"redirects to {to.host}, {reason}")


def _is_inside(host: str) -> bool:
    """Whether a host is this machine or one of its networks; one that is not found is not."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return any(not ip_address(address[0]).is_global for *_, address in found)


def _checked(url: str, response: "httpx.Response", kinds: frozenset[str]) -> str:
    """The kind of a page that we want to read."""
    if response.status_code != HTTPStatus.OK:
        phrase = response.reason_phrase or "an error"
        raise FetchError(url, f"the server answers {response.status_code} {phrase}")
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    suffix = "." + response.url.path.rpartition(".")[2].lower()
    if kind not in kinds:
        raise FetchError(url, f"is {kind}, which no reader reads")
    # Servers send Markdown as plain text.
    return suffix if kind == "text/plain" and suffix in kinds else kind


def _body(url: str, response: "httpx.Response") -> bytes:
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
