"""Markdown, rendered to plain text: headings, list items and table rows each on their line."""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kg.articles import front
from kg.articles.furniture import clean
from kg.articles.page import Draft, Page, Reader

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# A line break in Chinese text is no space.
_CHINESE_BREAK = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")
_UNSEEN = re.compile(r"<(script|style|template)\b", re.IGNORECASE)


def read(page: Page) -> Iterator[Draft]:
    """The article of a Markdown text; its HTML is left out."""
    fields, text = front.split(page.text)
    found = clean(plain(text), dump=False)
    yield front.applied(fields, Draft(found.text, found.title, found.issued))


def plain(markdown: str) -> str:
    """Markdown as plain text."""
    return "\n\n".join(filter(None, _blocks(_PARSER.parse(markdown))))


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    mark = ""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            mark = "- "
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield " | ".join(row or ())
            row = None
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "inline" and row is not None:
            row.append(_inline(token.children or ()))
        elif token.type == "inline":
            yield mark + _inline(token.children or ())
            mark = ""


def _inline(tokens: Iterable[Token]) -> str:
    pieces = []
    unseen = False
    for token in tokens:
        if token.type == "html_inline":
            unseen = bool(_UNSEEN.match(token.content))
        elif token.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif token.type in ("text", "code_inline") and not unseen:
            pieces.append(token.content)
    return _CHINESE_BREAK.sub("", "".join(pieces)).replace("\n", " ")


READER = Reader((".md", ".markdown", "text/markdown"), read)
