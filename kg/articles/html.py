"""HTML pages, through trafilatura; what furniture it lets through goes here."""

import re
from collections.abc import Iterator
from configparser import ConfigParser
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.articles import dates
from kg.articles.furniture import clean
from kg.articles.page import Draft, Page, Reader

if TYPE_CHECKING:
    from trafilatura.settings import Document

# No search in the text (it would take any date) and no clock in the answer.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}
_SHORTEST = 60  # characters of an article; Chinese says in 60 what trafilatura expects in 250
_IS_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--((?!-->).)*-->\s*)*<(!doctype html|html|head|body)\b", re.I | re.S
)
_SITE = re.compile(r"\s*[-–—_|｜]+\s*")
_SUFFIX = re.compile(r"\s*[_|｜]\s*[^_|｜]{1,24}$")


def looks_like_html(text: str) -> bool:
    """Whether ``text`` begins as an HTML page does."""
    return bool(_IS_HTML.match(text[:2000]))


def read(page: Page) -> Iterator[Draft]:
    """The article of an HTML page."""
    document = _extracted(page)
    if document is None:
        return
    found = clean(document.text or "", dump=False)
    title, text = _title(document, found.text.split("\n"))
    issued = dates.in_text(document.date or "") or dates.in_path(document.url or "")
    yield Draft(text, title, issued or found.issued)


def _extracted(page: Page) -> "Document | None":
    import trafilatura  # a quarter of a second that plain texts do not wait for
    from trafilatura.settings import Document

    text = page.text
    try:
        tree = trafilatura.load_html(text)
        if tree is None:
            return None
        _without_layout(tree)
        found = trafilatura.bare_extraction(
            tree,
            url=page.source if "://" in page.source else None,
            fast=True,  # its rivals drop short lists; what it takes too much of goes in clean()
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
            prune_xpath=["//template", "//*[@hidden]"],
            config=_config(),
        )
    except Exception as error:  # whatever a page does to the parsers below, it is the page's fault
        raise page.error(f"its HTML cannot be read ({type(error).__name__})") from error
    return found if isinstance(found, Document) else None


@cache
def _config() -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_SHORTEST)
    return config


def _without_layout(tree: Any) -> None:
    """Tables that only place things on the page become plain blocks (lxml has no types)."""
    for table in list(tree.iter("table")):
        rows = [[cell for cell in row.iter("td", "th") if _said(cell)] for row in table.iter("tr")]
        linked = sum(len(_said(link)) for link in table.iter("a"))
        nested = table.find(".//table") is not None
        if nested or all(len(row) < 2 for row in rows) or linked > 0.8 * len(_said(table)):
            for part in table.iter("table", "thead", "tbody", "tr", "td", "th"):
                part.tag = "div"


def _said(element: Any) -> str:
    return "".join(element.text_content().split())


def _title(document: "Document", lines: list[str]) -> tuple[str, str]:
    """The title, without its site where a line of the page says it so, and the text from it on."""
    whole = " ".join((document.title or "").split())
    site = document.sitename or ""
    if site and whole.endswith(site):
        whole = whole[: -len(site)].rstrip(" -–—_|｜·")
    first = _SITE.split(whole)[0]
    # AI is not the title of AI-assisted …
    shorter = [first] if len(first) * 2 >= len(whole) else []
    for title in (whole, *shorter):
        if title in lines[: len(lines) // 3 + 1]:
            return title, "\n".join(lines[lines.index(title) :])
    return _SUFFIX.sub("", whole) or whole, "\n".join(lines)


READER = Reader((".html", ".htm", ".xhtml", "text/html", "application/xhtml+xml"), read)
