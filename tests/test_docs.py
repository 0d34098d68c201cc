"""The READMEs show what the commands print; every command and query is documented."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("file", ["README.md", "README.zh.md"])
def test_a_readme_shows_what_the_commands_print(file: str, tmp_path: Path) -> None:
    anew = tmp_path / file
    subprocess.run([sys.executable, "-m", "cogapp", "-o", anew, file], cwd=ROOT, check=True)
    shown, printed = ((folder / file).read_text(encoding="utf-8") for folder in (ROOT, tmp_path))
    assert without_figures(printed) == without_figures(shown)


def without_figures(text: str) -> list[str]:
    """The lines; confidences and what hangs on them differ a little between kinds of processors."""
    return [re.sub(r"[\d.,]*\d| +", " ", line) for line in text.splitlines()]


@pytest.mark.parametrize("file", ["README.md", "README.zh.md"])
def test_links_lead_somewhere(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []
