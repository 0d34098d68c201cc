"""Plain text: articles, and dumps of whole pages."""

from collections.abc import Iterator

from kg.articles import front, html
from kg.articles.furniture import clean
from kg.articles.page import Draft, Page, Reader


def read(page: Page) -> Iterator[Draft]:
    """The article of a text; HTML that was saved as text is read as HTML."""
    if html.looks_like_html(page.text):
        yield from html.read(page)
        return
    fields, text = front.split(page.text)
    found = clean(text, dump=not fields)
    yield front.applied(fields, Draft(found.text, found.title, found.issued))


READER = Reader((".txt", ".text", "text/plain", ""), read)
