"""A wrong line of a table is named with its file, its number and what is wrong with it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import fold
from kg.claims import clause, dates, frames, modality
from kg.claims import learned as trusted
from kg.entities import forms, pairs
from kg.errors import DataError
from kg.mentions import known, latin, learned, shapes
from kg.resources import Row, any_of, folder, read_table
from kg.vocab import Kind

TABLES = ("cues", "names", "fold")
MODULES = (
    fold,
    clause,
    dates,
    frames,
    modality,
    trusted,
    forms,
    pairs,
    known,
    latin,
    learned,
    shapes,
)


def forget() -> None:
    """Clears what the modules keep of the tables they have read."""
    for module in MODULES:
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear") and thing.__module__ == module.__name__:
                thing.cache_clear()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the tables, in use in place of the real ones."""
    copy = tmp_path / "_shipped" / "data"
    for name in TABLES:
        shutil.copytree(folder("data") / name, copy / name)
    monkeypatch.setattr("kg.resources._PACKAGE", tmp_path)
    forget()
    yield copy
    forget()


Load = Callable[[], object]
MODALITY: Load = lambda: modality.modality_of("x", "zh")  # noqa: E731
PRONOUNS: Load = lambda: clause.pronouns("zh")  # noqa: E731
FRAMES: Load = lambda: frames.frames("en")  # noqa: E731
EDGES: Load = lambda: learned._edges(Kind.PERSON)  # noqa: E731


@pytest.mark.parametrize(
    ("table", "line", "load", "reason"),
    [
        ("cues/modality.tsv", "(?:拟\tzh\tPlanned", MODALITY, "pattern is no regular expression"),
        ("cues/modality.tsv", "plans\ten\tPlaned", MODALITY, "unknown modality 'Planed'"),
        ("cues/modality.tsv", "拟\tcn\tPlanned", MODALITY, "unknown language 'cn'"),
        ("cues/modality.tsv", "\tzh\tPlanned", MODALITY, "needs a value for pattern"),
        ("cues/pronouns.tsv", "该[院\tzh\tHOSP\tlast", PRONOUNS, "words is no regular expression"),
        ("cues/pronouns.tsv", "该(院)\tzh\tHOSP\tlast", PRONOUNS, "words: write (?:…) for (…)"),
        ("cues/pronouns.tsv", "该院\tzh\tHOSPITAL\tlast", PRONOUNS, "unknown classes 'HOSPITAL'"),
        ("cues/pronouns.tsv", "该院\tzh\tHOSP\tlatest", PRONOUNS, "unknown pick 'latest'"),
        ("cues/pronouns.tsv", "该院\tzh\t\tlast", PRONOUNS, "pick last needs classes"),
        ("cues/words.en.tsv", "unused\t)", FRAMES, "words is no regular expression"),
        ("cues/words.en.tsv", "unused\ta)|(?:b", FRAMES, "words is no regular expression"),
        ("cues/words.en.tsv", "unused\t(?i)x", FRAMES, "words is no regular expression"),
        ("cues/words.en.tsv", "deploy\tx", FRAMES, "deploy stands in line"),
        ("cues/frames.en.tsv", "A owns B\t{A:ORG} {B:ORG}\t0.5", FRAMES, "'owns' is not a valid"),
        ("cues/frames.en.tsv", "A partOf B\t{A:ORG} {B:FIRM}\t0.5", FRAMES, "are called 'FIRM'"),
        ("cues/frames.en.tsv", "A partOf B\t{A:ORG}<has>{B:ORG}\t0.5", FRAMES, "are called 'has'"),
        ("cues/frames.en.tsv", "A partOf B\t{A:ORG} {B:ORG}\t5", FRAMES, "no number from 0 to 1"),
        ("cues/frames.en.tsv", "A partOf B\t{A:ORG} {B:ORG}\tnan", FRAMES, "no number from 0 to 1"),
        ("cues/governors.tsv", "by", FRAMES, "by stands in line"),
        ("names/zh.suffixes.tsv", "诊室\tClinic\tstrong", shapes._suffixes, "unknown class 'Clinic'"),
        ("names/zh.suffixes.tsv", "诊室\tHospital\tbold", shapes._suffixes, "unknown strength 'bold'"),
        ("names/zh.suffixes.tsv", "医院\tHospital\tstrong", shapes._suffixes, "医院 stands in line"),
        ("names/zh.suffixes.tsv", "\tHospital\tstrong", shapes._suffixes, "needs a value for suffix"),
        ("names/systems.tsv", "引擎\tEngine\tany", shapes._heads, "unknown class 'Engine'"),
        ("names/systems.tsv", "引擎\tProduct\tall", shapes._heads, "unknown use 'all'"),
        ("names/systems.tsv", "平台\tProduct\tany", forms._heads, "平台 stands in line"),
        ("names/contexts.tsv", "随访\t(?:阶段", known._contexts, "behind is no regular expression"),
        ("cues/trust.tsv", "owns\t0.5\t0.2", trusted.trust, "unknown relation 'owns'"),
        ("cues/trust.tsv", "deploys\t0.5\t0.2", trusted.trust, "deploys stands in line"),
        ("cues/names.tsv", "Clinic\t0.5\t0.1\t0", learned.least, "unknown class 'Clinic'"),
        ("cues/names.tsv", "Company\t0.5\t0.1\t0", learned.least, "Company stands in line"),
        ("names/edges.tsv", "在\tmiddle\t", EDGES, "unknown at 'middle'"),
        ("names/edges.tsv", "[\tfront\t", EDGES, "sign is no regular expression"),
        ("names/edges.tsv", "在\tbehind\tWard", EDGES, "unknown class 'Ward'"),
        ("names/families.tsv", "GPT\tyes", latin._families, "GPT stands in line"),
        ("cues/years.tsv", "大前年\t-3\tever", dates._years, "unknown after 'ever'"),
        ("names/states.tsv", "Texas\tTX", learned._behind_city, "Texas stands in line"),
        ("names/contexts.tsv", "诊断\t时", known._contexts, "诊断 stands in line"),
        ("names/aliases.tsv", "又*+?称\topens", pairs._words, "pattern is no regular expression"),
        ("names/aliases.tsv", "又称\topen", pairs._words, "unknown what 'open'"),
        ("names/legal.tsv", "Oy\tbehind", forms._legal, "unknown at 'behind'"),
        ("names/roles.tsv", "主任\tja", shapes._roles, "unknown language 'ja'"),
        ("names/en.heads.tsv", "Ward\tWard\t", latin._organisations, "unknown class 'Ward'"),
        ("names/en.heads.tsv", "Ward\tHospital\tno", latin._organisations, "unknown of 'no'"),
        ("fold/variants.tsv", "説説\t说", fold._characters, "from '説説' is not one character"),
        ("fold/variants.tsv", "鷗\t", fold._characters, "to '' is not one character"),
        ("fold/variants.tsv", "説\t说", fold._characters, "説 stands in line"),
        ("fold/artefacts.tsv", "领网\t领网域", fold._artefacts, "领网域 is longer than 领网"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named(data: Path, table: str, line: str, load: Load, reason: str) -> None:
    text = (data / table).read_text(encoding="utf-8").rstrip("\n")
    (data / table).write_text(f"{text}\n{line}\n", encoding="utf-8")
    place = f"{data / table}:{text.count(chr(10)) + 2}: "
    with pytest.raises(DataError, match=re.escape(place) + ".*" + re.escape(reason)) as caught:
        load()
    assert "\n" not in str(caught.value)


def test_words_are_taken_as_they_stand_the_longest_first() -> None:
    assert re.match(any_of(["A", "A+", "A+B"]), "A+Bc")[0] == "A+B"  # type: ignore[index]
    assert not re.search(any_of([]), "anything")


def test_a_field_of_several_values_names_terms() -> None:
    row = Row(Path("t.tsv"), 3, {"classes": "ORG | SYS"})
    assert row.terms("classes", {"SYS": 1, "ORG": 2}) == ("ORG", "SYS")


def test_two_rows_may_share_a_part_of_their_key(tmp_path: Path) -> None:
    table = tmp_path / "roles.tsv"
    table.write_text("role\tlanguage\nCEO\tzh\nCEO\ten\n", encoding="utf-8")
    assert len(list(read_table(table, ("role", "language"), ("role", "language")))) == 2
