"""The written brief: what a landscape says, in sentences that each cite their sources.

facts (statements) → sections (opening, network, coverage, systems, events, doubts), built of
``parts`` in the words of ``data/report/`` → HTML or Markdown. References are numbered while the
text is written, in the order of the text.
"""

from collections.abc import Callable
from pathlib import Path

from kg.errors import NotFoundError, StoreError
from kg.graph.landscape import Landscape
from kg.views.files import replacing
from kg.views.report import html, markdown
from kg.views.report.brief import Brief, brief

FORMATS: dict[str, Callable[[Brief], str]] = {
    ".html": html.render,
    ".md": markdown.render,
}


def write(landscape: Landscape, path: Path, *, lang: str = "zh") -> None:
    """Writes the brief in ``lang`` ("zh" or "en"), in the format that the suffix of ``path`` names.

    The same landscape gives the same bytes. Raises NotFoundError for another suffix, StoreError
    where the file cannot be written.
    """
    render = FORMATS.get(path.suffix.lower())
    if render is None:
        raise NotFoundError(f"{path}: a brief ends in {' or '.join(FORMATS)}")
    text = render(brief(landscape, lang))
    try:
        with replacing(path) as file:
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written ({error.strerror or error})") from error
