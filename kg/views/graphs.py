"""The landscape as a network for Gephi, Cytoscape, yEd and networkx.

Nodes are entities; an edge is a statement that holds, with the number of articles that make it, the
first and last of their dates, and the sentence of the most confident claim.
"""

import io
import re
from collections import defaultdict
from pathlib import Path

import networkx as nx

from kg.graph import Landscape, Store
from kg.types import Claim
from kg.views.files import replacing

# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOCK = re.compile(rb' lastmodifieddate="[^"]*"')


def graphml(store: Store, path: Path) -> list[Path]:
    """GraphML."""
    out = io.BytesIO()
    nx.write_graphml_xml(network(store.landscape()), out, prettyprint=True)
    with replacing(path) as file:
        file.write_bytes(out.getvalue())
    return [path]


def gexf(store: Store, path: Path) -> list[Path]:
    """GEXF, without the time of writing: equal graphs are equal bytes."""
    out = io.BytesIO()
    nx.write_gexf(network(store.landscape()), out, prettyprint=True)
    with replacing(path) as file:
        file.write_bytes(_CLOCK.sub(b"", out.getvalue()))
    return [path]


def network(landscape: Landscape) -> "nx.MultiDiGraph[str]":
    """The landscape as networkx knows graphs."""
    graph = nx.MultiDiGraph()
    for entity in landscape.entities.values():
        names = "|".join(dict.fromkeys(name.text for name in entity.names))
        graph.add_node(
            entity.slug,
            **_clean({"label": entity.label.text, "class": entity.kind, "names": names}),
        )
    statements = defaultdict(list)
    for article_id, claim in landscape.claims:
        if claim.modality.holds:
            statements[claim.subject, claim.object, claim.relation].append((article_id, claim))
    for number, ((subject, obj, _), said) in enumerate(sorted(statements.items())):
        # The key becomes the edge's id in both formats, where it must be unlike any other.
        graph.add_edge(subject, obj, str(number), **_clean(_edge(said, landscape)))
    return graph


def _edge(said: list[tuple[str, Claim]], landscape: Landscape) -> dict[str, object]:
    best_article, best = min(said, key=lambda s: (-s[1].confidence, s[0], s[1].start))
    days = sorted(str(d) for a, _ in said if (d := landscape.articles[a].issued))
    return {
        "label": best.relation,
        "weight": len({article_id for article_id, _ in said}),
        "confidence": best.confidence,
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "evidence": landscape.evidence(best_article, best),
    }


def _clean(attributes: dict[str, object]) -> dict[str, object]:
    return {k: _NOT_XML.sub(" ", v) if isinstance(v, str) else v for k, v in attributes.items()}
