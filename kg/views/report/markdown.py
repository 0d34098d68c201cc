"""The brief as Markdown: sources are footnotes, plots are tables."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.views.report.brief import Brief
from kg.views.report.parts import (
    Finding,
    Findings,
    Plot,
    Reference,
    References,
    Section,
    Squares,
    Table,
    beyond,
)
from kg.views.report.words import plain

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&])")


_MADE = '<!-- name="generator" content="medllm-kg" -->'  # kg reads no article in it


def render(brief: Brief) -> str:
    """The text of the file."""
    return "\n\n".join(_Writer(brief).blocks()) + "\n"


class _Writer:
    """Writes a brief once, numbering its sources on the way."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.words = brief.words
        self.references = References()

    def blocks(self) -> Iterator[str]:
        """The paragraphs, lists and tables of the file."""
        yield f"# {_safe(self.words.text('title'))}\n\n{_MADE}"
        yield _safe(self.brief.dek + self.words.gap + self.words.text("how"))
        yield _table(["", ""], [[label, number] for number, label in self.brief.figures])
        yield f"## {_safe(self.words.text('glance'))}"
        yield self._list(f for section in self.brief.sections for f in section.glance)
        for number, section in enumerate(self.brief.sections, 1):
            yield from self._section(number, section)
        yield f"## {_safe(self.words.text('notes.title'))}"
        yield "\n".join(f"- {_safe(note)}" for note in self.brief.notes)
        yield f"## {_safe(self.words.text('refs.title'))}"
        yield from map(self._footnote, self.references.all())

    def _section(self, number: int, section: Section) -> Iterator[str]:
        yield f"## {number} {_safe(section.title)}"
        if section.lead:
            yield self.words.gap.join(map(self._sentence, section.lead))
        for block in section.blocks:
            yield from filter(None, self._block(block))

    def _block(self, block: Findings | Table | Plot | Squares) -> Iterator[str]:
        if isinstance(block, Findings):
            yield f"### {_safe(block.head)}" if block.head else ""
            yield _safe(block.note)
            yield self._list(block.items)
        elif isinstance(block, Table):
            yield _safe(block.note)
            yield _rows(block.head, [list(map(self._sentence, row)) for row in block.rows])
        elif isinstance(block, Plot):
            yield _safe(block.caption)
            yield _table(self._heads(), [[name, f"{value:,}"] for name, value in block.values])

    def _heads(self) -> list[str]:
        return [self.words.text("count.label"), self.words.text("count.value")]

    def _list(self, findings: Iterable[Finding]) -> str:
        return "\n".join(f"- {self._dated(finding)}" for finding in findings)

    def _dated(self, finding: Finding) -> str:
        return (
            f"**{_safe(finding.when)}** {self._sentence(finding)}"
            if finding.when
            else self._sentence(finding)
        )

    def _sentence(self, finding: Finding) -> str:
        marks = "".join(f"[^{mark.number}]" for mark in self.references.marks(finding))
        more = f" (+{beyond(finding)})" if beyond(finding) else ""
        return f"{_safe(plain(finding.body))}{marks}{more}{finding.stop}"

    def _footnote(self, reference: Reference) -> str:
        article = reference.said.article
        issued = self.words.date(article.issued) if article.issued else self.words.text("undated")
        about = " · ".join(map(_safe, (article.title or article.id, issued, *article.sources)))
        read = f"{self.words.text('refs.read')} {plain(self.brief.readings(reference))}"
        return f"[^{reference.number}]: “{_safe(reference.said.text)}” — {about} · {_safe(read)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return _rows(head, [list(map(_safe, row)) for row in rows])


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [list(map(_safe, head)), ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _safe(text: str) -> str:
    """A text on one line that Markdown leaves alone."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
