"""What cog runs for the READMEs: commands of ours over the sample articles, with what they print.

cog -r README.md README.zh.md CONTRIBUTING.md     write it anew
cog --check README.md README.zh.md CONTRIBUTING.md      as the tests do
"""

import os
import shlex
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
KG = Path(sys.executable).with_name("kg")


@cache
def _landscape() -> Path:
    folder = Path(tempfile.mkdtemp()) / "landscape"
    subprocess.run(
        [KG, "build", "examples/articles", "-o", folder],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return folder


def run(command: str, most: int = 99) -> str:
    """What ``command`` prints over the landscape of the samples, its first ``most`` lines."""
    out = subprocess.run(
        [KG, *shlex.split(command)[1:]],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "KG_STORE": str(_landscape() / "store"), "COLUMNS": "100"},
    )  # fmt: skip
    lines = [line.rstrip() for line in (out.stdout + out.stderr).rstrip().split("\n")]
    return "\n".join([*lines[:most], *(["…"] if len(lines) > most else [])])


def shown(command: str, most: int = 99) -> str:
    """A command and its output as a block of Markdown."""
    return f"```\n$ {command}\n{run(command, most)}\n```"
