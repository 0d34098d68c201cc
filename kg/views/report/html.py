"""The brief as one HTML file that loads nothing."""

import base64
import hashlib
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kg.views.report import plots
from kg.views.report.brief import Brief
from kg.views.report.parts import References, beyond


def render(brief: Brief) -> str:
    """The page as text."""
    style = _template("report.css")
    env = Environment(
        loader=PackageLoader("kg.views.report", "template"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    references = References()
    tools: dict[str, Any] = {
        "marks": references.marks,
        "beyond": beyond,
        "plots": plots,
        "link": _link,
        "text": brief.words.text,
    }
    env.globals |= tools
    page = env.get_template("report.html").render(
        brief=brief,
        lang="en" if brief.words.lang == "en" else "zh-Hans",
        references=references,
        style=Markup(style),
        style_hash=f"sha256-{_hash(style)}",
    )
    return page.rstrip("\n") + "\n"


def _link(source: str) -> str:
    """Where a source may lead: the web, or nowhere."""
    return source if source.startswith(("https://", "http://")) else ""


def _template(name: str) -> str:
    return files("kg.views.report").joinpath("template", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
