"""kg show: what is said of one entity."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import store_option

if TYPE_CHECKING:
    from kg.graph import Landscape
    from kg.types import Claim, Entity

_HEADINGS = {
    "Stated": ("Asserted", "Reported"),
    "Planned": ("Planned",),
    "Denied": ("Negated",),
    "Ended": ("Ended",),
}


@click.command()
@click.argument("name")
@store_option
def show(name: str, store: Path) -> None:
    """Show what is said of one entity.

    NAME is any of its names, in either script, or its slug. Every statement stands with its
    sentences and their articles; what is planned, denied or ended stands apart.

    \b
    Example:
      kg show 瑞金醫院
    """
    from kg.graph import Store

    with Store.open(store, read_only=True) as opened:
        entity = opened.entity(name)
        landscape = opened.landscape(entity.slug)
    _describe(entity, landscape)
    for heading, modalities in _HEADINGS.items():
        said = [(a, c) for a, c in landscape.claims if c.modality in modalities]
        if said:
            click.echo(f"\n{click.style(heading, bold=True)}")
            _statements(said, landscape)


def _describe(entity: "Entity", landscape: "Landscape") -> None:
    click.echo(f"{click.style(entity.label.text, bold=True)}  {entity.kind}  {entity.slug}")
    if entity.names:
        names = dict.fromkeys(" ".join(name.text.split()) for name in entity.names)
        click.echo(f"also {', '.join(names)}")
    for same in entity.same_as:
        click.echo(f"same as {same}")
    plural = "" if len(landscape.articles) == 1 else "s"
    click.echo(f"in {len(landscape.articles)} article{plural}")


def _statements(said: list[tuple[str, "Claim"]], landscape: "Landscape") -> None:
    """Each statement once, most supported first, and under it who says it."""
    statements = defaultdict(list)
    for article_id, claim in said:
        statements[claim.relation, claim.subject, claim.object].append((article_id, claim))
    ordered = sorted(statements.items(), key=lambda s: (-len({a for a, _ in s[1]}), s[0]))
    for (relation, subject, obj), claims in ordered:
        ends = landscape.entities[subject].label.text, landscape.entities[obj].label.text
        click.echo(f"  {ends[0]} {click.style(relation, fg='cyan')} {ends[1]}")
        for article_id, claim in claims:
            click.echo(_evidence(article_id, claim, landscape))


def _evidence(article_id: str, claim: "Claim", landscape: "Landscape") -> str:
    article = landscape.articles[article_id]
    sentence = " ".join(landscape.evidence(article_id, claim).split())
    when = claim.event_date or (article.issued.isoformat() if article.issued else "no date")
    reported = ", as reported" if claim.modality == "Reported" else ""
    told = f"{when}{reported}, {article.title or article_id} <{article.sources[0]}>"
    return f"    “{sentence}”\n      {told}"
