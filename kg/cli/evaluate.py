"""kg evaluate: extraction against annotations of one's own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import extractor_option
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.evaluate import Gold, Report
    from kg.tally import Tally
    from kg.types import Extraction


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--articles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the articles; by default they stand beside their annotations.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--faults", is_flag=True, help="List what was missed and what is wrong, with sentences."
)
@extractor_option
def evaluate(
    gold: tuple[Path, ...], articles: Path | None, as_json: bool, faults: bool, extractor: str
) -> None:
    """Measure extraction against GOLD: annotation files (JSON), or folders of them.

    The article of an annotation is the file named by its id (ID.txt, ID.html, ID.md). Passages in
    the corpus's markup (.txt) bring their text along, and are measured on mentions too.

    \b
    Example:
      kg evaluate examples/gold --articles examples/articles
      kg evaluate data/corpus/en.funding.01.txt
    """
    from kg.evaluate import evaluate as judge

    report = judge(pair for path in gold for pair in _pairs(path, articles, extractor))
    if as_json:
        _print_json(report, faults=faults)
        return
    _print_tables(report)
    if faults:
        for fault in report.faults:
            click.echo(f"{fault.article}\t{fault.sort}\t{fault.what}\t{fault.sentence}")


def _pairs(path: Path, articles: Path | None, by: str) -> "Iterator[tuple[Gold, Extraction]]":
    from kg.articles import read
    from kg.evaluate import read_gold
    from kg.extract import extractor

    reads = extractor(by)
    folder = articles or (path if path.is_dir() else path.parent)
    for gold in read_gold(path):
        if gold.article:
            yield gold, reads(gold.article)
            continue
        yield gold, reads(next(iter(read(str(_file(folder, gold.id))))))


def _file(folder: Path, ident: str) -> Path:
    """The article's file; raises NotFoundError."""
    from kg.articles import suffixes

    files = (folder / f"{ident}{suffix}" for suffix in suffixes())
    found = next((file for file in files if file.is_file()), None)
    if found is None:
        named = f"no {ident}.txt or the like for the annotation {ident}"
        raise NotFoundError(f"{folder}: {named}; --articles")
    return found


def _figures(count: "Tally") -> dict[str, float]:
    return {
        "precision": round(count.precision, 3),
        "recall": round(count.recall, 3),
        "f1": round(count.f1, 3),
        "hits": count.hits,
        "wrong": count.wrong,
        "missed": count.missed,
    }


def _print_json(report: "Report", *, faults: bool) -> None:
    import json
    from dataclasses import asdict

    figures = {
        "articles": report.articles,
        **{name.split()[0]: _figures(count) for name, count in _totals(report).items()},
        "traps": {"set": report.traps, "sprung": report.sprung},
        "classes": {k: _figures(c) for k, c in sorted(report.classes.items())},
        "relations": {r: _figures(c) for r, c in sorted(report.relations.items())},
        "confusions": {f"{a} as {b}": n for (a, b), n in sorted(report.confusions.items())},
        **({"faults": [asdict(fault) for fault in report.faults]} if faults else {}),
    }
    click.echo(json.dumps(figures, ensure_ascii=False, indent=1))


def _totals(report: "Report") -> "dict[str, Tally]":
    """The rows of the whole; mentions only where the gold says where they are."""
    totals = {"entities": report.entities, "core triples": report.core, "all triples": report.all}
    mentions = report.mentions
    return ({"mentions": mentions} if mentions.hits + mentions.missed else {}) | totals


def _print_tables(report: "Report") -> None:
    _print_table(f"{report.articles} articles", _totals(report))
    click.echo(f"traps sprung: {report.sprung} of {report.traps}")
    _print_table("\nclass", dict(sorted(report.classes.items())))
    _print_table("\nrelation", dict(sorted(report.relations.items())))
    for (meant, found), times in report.confusions.most_common():
        click.echo(f"{meant} taken for {found}: {times}")


def _print_table(title: str, rows: "Mapping[str, Tally]") -> None:
    head, width = title.lstrip("\n"), 18
    click.echo(f"{title}{'':{width - len(head)}} precision  recall      F1  right  wrong  missed")
    for name, c in rows.items():
        figures = f"{c.precision:9.3f}{c.recall:8.3f}{c.f1:8.3f}{c.hits:7}{c.wrong:7}{c.missed:8}"
        click.echo(f"{name:{width}} {figures}")
