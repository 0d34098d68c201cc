"""The block between two ``---`` lines at the top of a text: ``title: …``, ``date: …``."""

import re
from dataclasses import replace

from kg.articles import dates, language
from kg.articles.page import Draft

_BLOCK = re.compile(r"\s*---[ \t]*\r?\n(?P<fields>(?:[^\n]*\n){0,60}?)---[ \t]*(?:\r?\n|$)")
# A field, what goes on with one, a comment, nothing. A block with other lines is text in rules.
_KEY = r"[\"']?[\w.-]+(?: [\w.-]+){0,2}[\"']?"
_LINE = re.compile(rf"{_KEY}\s*[:：].*|\s.*|-(?: .*)?|[\]}}],?|#.*|")
_FIELD = re.compile(r"^([A-Za-z_]+)\s*:[ \t]*(.*?)\s*$", re.MULTILINE)


def split(text: str) -> tuple[dict[str, str], str]:
    """The fields of the block (names in small letters, values without quotes) and the rest."""
    block = _BLOCK.match(text)
    if not block or not all(map(_LINE.fullmatch, block["fields"].splitlines())):
        return {}, text
    fields = {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(block["fields"])}
    return (fields, text[block.end() :]) if fields else ({}, text)


def applied(fields: dict[str, str], draft: Draft) -> Draft:
    """``draft`` with what the fields say; they know better than the text."""
    source = fields.get("source", "")
    return replace(
        draft,
        title=fields.get("title") or draft.title,
        issued=dates.in_text(fields.get("date", "")) or draft.issued,
        language=language.named(fields.get("lang") or fields.get("language") or ""),
        url=source if source.startswith(("http://", "https://")) else "",
    )
