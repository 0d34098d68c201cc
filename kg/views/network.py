"""The border to pyvis: its ``Network`` with our template, and nothing loaded from anywhere.

pyvis joins two nodes in time that grows with the number of edges, reads its own template, and
trusts that template with names; the overrides here keep its data and its way out
(``generate_html``) and replace those three.
"""

import base64
import hashlib
import re
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from pyvis.network import Network

# In the order in which they build on one another.
_SCRIPTS = (
    "data words state choice theme places lanes graph labels cards panel coverage matrix time "
    "timeline flow table questions pinyin search filters tabs drawing export keys link main"
)
_STYLES = "page sheets print"
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


class PageNetwork(Network):  # type: ignore[misc]
    """Nodes, lines and the data beside them, written out by ``template/page.html``."""

    def __init__(self, lang: str, data: dict[str, Any]) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.path = "page.html"
        self.templateEnv = _environment()
        self.templateEnv.globals |= {"lang": lang, "data": data, **_code()}

    def add_node(self, n_id: int, **options: Any) -> None:
        """Adds a node as it is; numbers are given once by the caller."""
        self.nodes.append({"id": n_id, **options})

    def add_edge(self, source: int, to: int, **options: Any) -> None:
        """Adds a line as it is; the caller has merged parallel statements."""
        self.edges.append({"from": source, "to": to, **options})


def _environment() -> Environment:
    env = Environment(loader=PackageLoader("kg.views", "template"), autoescape=True)
    compact = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    env.policies["json.dumps_kwargs"] = compact
    return env


def _code() -> dict[str, Any]:
    """Scripts and style as raw text, with the hashes by which the page's policy admits them."""
    vis = files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")
    ours = "\n".join(_template(f"{name}.js") for name in _SCRIPTS.split())
    own = f'(async () => {{\n"use strict";\n{ours}}})();\n'
    scripts = [_inline(_without_source_map(vis)), _inline(own)]
    style = "".join(_template(f"{name}.css") for name in _STYLES.split())
    return {
        "scripts": [Markup(s) for s in scripts],
        "script_hashes": " ".join(map(_hash, scripts)),
        "style": Markup(style),
    }


def _template(name: str) -> str:
    return files("kg.views").joinpath("template", name).read_text(encoding="utf-8")


def _without_source_map(script: str) -> str:
    """Without the line that makes a browser's developer tools look for another file."""
    return re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", script)


def _inline(script: str) -> str:
    """A script that cannot end its element early."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
