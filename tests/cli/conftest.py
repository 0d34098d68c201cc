"""The command line as a user has it: another process, over a small store of invented articles."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.graph import Store
from kg.types import Article, Claim, Entity, Extraction, Name, Run
from kg.vocab import Kind, Modality, Relation

Kg = Callable[..., subprocess.CompletedProcess[str]]

LINGSHU = Entity(
    "lingshu", Kind.COMPANY, Name("灵枢科技", "zh-Hans"), (Name("靈樞科技", "zh-Hant"),)
)
BENCAO = Entity("bencao", Kind.MODEL, Name("本草大模型", "zh-Hans"), (Name("灵枢", "zh-Hans"),))
PINGHU = Entity("pinghu", Kind.HOSPITAL, Name("平湖医院", "zh-Hans"), (Name("灵枢", "zh-Hans"),))


def _extraction(issued: date, *said: tuple[str, str, Relation, str, Modality]) -> Extraction:
    """An article of one sentence for each claim."""
    text = "".join(sentence for sentence, *_ in said)
    article = Article(text, f"新品 {issued}", (f"{issued}.txt",), "zh-Hans", issued)
    claims = tuple(
        Claim(subject, relation, obj, at, at + len(sentence), 0.9, modality)
        for sentence, subject, relation, obj, modality in said
        if (at := text.index(sentence)) >= 0
    )
    return Extraction(article, (LINGSHU, BENCAO, PINGHU), (), claims, Run("test", "1"))


def _told() -> list[Extraction]:
    develops, deploys, acquires = Relation.DEVELOPS, Relation.DEPLOYS, Relation.ACQUIRES
    return [
        _extraction(
            date(2025, 3, 1),
            ("灵枢科技发布了本草大模型。", "lingshu", develops, "bencao", Modality.ASSERTED),
            ("平湖医院已用上本草大模型。", "pinghu", deploys, "bencao", Modality.ASSERTED),
        ),
        _extraction(
            date(2025, 2, 1),
            ("平湖医院将部署本草大模型。", "pinghu", deploys, "bencao", Modality.PLANNED),
            ("灵枢科技未收购平湖医院。", "lingshu", acquires, "pinghu", Modality.NEGATED),
        ),
    ]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "store", create=True) as opened:
        for extraction in _told():
            opened.add(extraction)
    return tmp_path / "store"


@pytest.fixture
def kg(tmp_path: Path) -> Kg:
    """Runs ``kg`` with these arguments in an empty folder; ``store`` sets KG_STORE."""

    def run(
        *arguments: object, store: Path | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        environment.pop("KG_STORE", None)
        if store:
            environment["KG_STORE"] = str(store)
        return subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)],
            env=environment,
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run
