"""The READMEs show what the commands print; every command and query is documented."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("file", ["README.md", "README.zh.md"])
def test_a_readme_shows_what_the_commands_print(file: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", file],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", ["README.md", "README.zh.md"])
def test_links_lead_somewhere(file: str) -> None:
    import re

    text = (ROOT / file).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []
