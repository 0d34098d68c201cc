"""The corpus reader: offsets survive the markup, and every fault is reported with its line."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.corpus import Marked, Passage, Pronoun, Stated, read, read_all
from kg.errors import DataError
from kg.resources import folder
from kg.vocab import Kind, Modality, Relation

FILLER = "这是一段用来凑足字数的话，里面没有任何名字，也不说任何关系。" * 2
GOOD = f"""## zh-1 2025-03-13
[华为|Co 1]与[[上海|Pl 5]瑞金医院|Ho 2]联合发布[RuiPath|Mo 3]，
[双方|= 1 2]计划将其推广。{FILLER}
1 partnersWith 2
1 develops 3 @2025-02 "牵头"
1 deploys 3 ~planned
! 2 acquires 1
"""


def write(folder: Path, text: str, name: str = "zh-Hans.newswire.01.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    return [str(item) for item in read_all([path]) if isinstance(item, DataError)]


def test_a_passage_reads_as_it_is_written(tmp_path: Path) -> None:
    (passage,) = read(write(tmp_path, GOOD))
    text = passage.text
    assert text.startswith("华为与上海瑞金医院联合发布RuiPath，\n双方计划")
    assert [(text[m.start : m.end], m.kind, m.key) for m in passage.mentions] == [
        ("华为", Kind.COMPANY, "1"),
        ("上海瑞金医院", Kind.HOSPITAL, "2"),
        ("上海", Kind.PLACE, "5"),
        ("RuiPath", Kind.MODEL, "3"),
    ]
    assert [(text[p.start : p.end], p.keys) for p in passage.pronouns] == [("双方", ("1", "2"))]
    assert passage.relations == (
        Stated("1", Relation.PARTNERS_WITH, "2"),
        Stated("1", Relation.DEVELOPS, "3", date="2025-02", role="牵头"),
        Stated("1", Relation.DEPLOYS, "3", Modality.PLANNED),
    )
    assert passage.traps == (Stated("2", Relation.ACQUIRES, "1"),)
    assert (passage.language, passage.genre, str(passage.date)) == (
        "zh-Hans",
        "newswire",
        "2025-03-13",
    )


def escaped(text: str) -> str:
    for char in "\\[]|":
        text = text.replace(char, "\\" + char)
    return text


words = st.text(st.sampled_from("字a1 \n\\[]|。“#=~"), max_size=12)
names = st.text(st.sampled_from("名Z2\\[]|-"), min_size=1, max_size=6)


@given(st.lists(st.tuples(words, names), min_size=1, max_size=5), st.booleans())
def test_marks_around_any_text_give_back_text_and_offsets(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, str]], nest: bool
) -> None:
    raw, text = FILLER, FILLER
    marked, pronouns = [], []
    for n, (before, name) in enumerate(parts):
        raw += "。" + escaped(before) + "。"
        text += "。" + before + "。"
        start = len(text)
        inner = f"[{escaped(name)}|Pl p{n}]" if nest else escaped(name)
        raw += f"[{inner}医院|Ho {n}][该院|= {n}]"
        marked.append(Marked(start, start + len(name) + 2, Kind.HOSPITAL, str(n)))
        if nest:
            marked.append(Marked(start, start + len(name), Kind.PLACE, f"p{n}"))
        pronouns.append(Pronoun(start + len(name) + 2, start + len(name) + 4, (str(n),)))
        text += name + "医院该院"
    assume("\n##" not in text)  # such a line opens a passage
    path = write(tmp_path_factory.mktemp("corpus"), f"## x\n{raw}\n")
    (passage,) = read(path)
    assert (passage.text, passage.mentions, passage.pronouns) == (
        text,
        tuple(marked),
        tuple(pronouns),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("2025-03-13", "2025-02-30", 1, "not a date"),
        ("## zh-1 2025-03-13", "## ", 1, "a header is"),
        ("## zh-1", "华为\n## zh-1", 1, "begins with the header"),
        ("[RuiPath|Mo 3]，", "[RuiPath，", 2, "opened and not closed"),
        ("推广。", "推广]。", 3, "] stands alone"),
        ("推广。", "推\\广。", 3, "\\ stands alone"),
        ("[RuiPath|Mo 3]", "[Rui|Path|Mo 3]", 2, "| stands alone"),
        ("[RuiPath|Mo 3]", "[“RuiPath”|Mo 3]", 2, "without quotes"),
        ("[RuiPath|Mo 3]", "[ RuiPath|Mo 3]", 2, "without quotes"),
        ("[RuiPath|Mo 3]", "[|Mo 3]", 2, "without quotes"),
        ("[RuiPath|Mo 3]", "[[RuiPath|Mo 3]|Pr 4]", 2, "marked twice"),
        ("[RuiPath|Mo 3]", "[RuiPath|Mx 3]", 2, "a class code and one key"),
        ("[RuiPath|Mo 3]", "[RuiPath|Mo]", 2, "a class code and one key"),
        ("[RuiPath|Mo 3]", "[RuiPath|Mo 1]", 2, "key 1 is a Company"),
        ("[双方|= 1 2]", "[双方|= 1 9]", 3, "no entity has the key 9"),
        ("1 partnersWith 2", "1 partnerWith 2", 4, "unknown relation partnerWith"),
        ("1 partnersWith 2", "9 partnersWith 2", 4, "no entity has the key 9"),
        ("1 partnersWith 2", "1 partnersWith 1", 4, "cannot be related to itself"),
        ("1 partnersWith 2", "1 partnersWith 3", 4, "does not hold from Company to Model"),
        ("1 partnersWith 2", "1 partnersWith 2 now", 4, "not of the form"),
        ("~planned", "~plan", 6, "unknown modality ~plan"),
        ("@2025-02", "@2025-13", 5, "not a date"),
        ("! 2 acquires 1", "! 2 acquires 1 ~planned", 7, "a trap is only"),
        ("! 2 acquires 1", "! 2 partnersWith 1", 7, "both stated and a trap"),
        ("! 2 acquires 1", "2 partnersWith 1", 7, "stated twice"),
        ("! 2 acquires 1", "又一段话。", 7, "not of the form"),
        (FILLER, "", 2, "characters of text"),
        (FILLER, FILLER * 20, 2, "characters of text"),
        ("! 2 acquires 1", f"## zh-1\n{FILLER}", 7, "zh-1 is taken by zh-Hans.newswire.01.txt:1"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    path = write(tmp_path, GOOD.replace(old, new))
    assert any(f.startswith(f"{path}:{line}: ") and reason in f for f in faults(path)), faults(path)
    with pytest.raises(DataError):
        list(read(path))


@pytest.mark.parametrize("name", ["notes.txt", "de.newswire.01.txt", "en.newswire.txt"])
def test_a_file_name_must_tell_language_and_genre(tmp_path: Path, name: str) -> None:
    assert "LANGUAGE.GENRE.NN.txt" in faults(write(tmp_path, GOOD, name))[0]


def test_a_file_that_is_missing_or_not_utf8_is_a_fault(tmp_path: Path) -> None:
    broken = tmp_path / "zh-Hans.newswire.01.txt"
    broken.write_bytes("## a\n华为".encode("gb18030"))
    assert "cannot be read" in faults(broken)[0]
    assert "cannot be read" in faults(tmp_path / "en.blog.01.txt")[0]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_without_passages_is_one_fault(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    assert faults(path) == [f"{path}: has no passages"]


def test_a_file_without_headers_has_a_fault_for_each_line(tmp_path: Path) -> None:
    path = write(tmp_path, "华为\n\n瑞金医院\n")
    assert [fault.split(": ")[0] for fault in faults(path)] == [f"{path}:1", f"{path}:3"]


def test_ids_are_unique_over_files_and_all_faults_are_told(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("1 partnersWith 2", "1 acquires 9\n3 develops 1"))
    write(tmp_path, GOOD, "zh-Hans.newswire.02.txt")
    told = faults(tmp_path)
    assert [f.split(":")[1] for f in told] == ["4", "5", "1"]
    assert "is taken by zh-Hans.newswire.01.txt:1" in told[-1]


def run(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.corpus", *map(str, paths)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_command_prints_faults_or_counts(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    counts = run(path)
    assert counts.returncode == 0
    lines = [line.split() for line in counts.stdout.splitlines()]
    assert ["Hospital", "1"] in lines
    assert ["develops", "1"] in lines
    assert ["Planned", "1"] in lines
    assert ["newswire", "1"] in lines
    path.write_text(GOOD.replace("|Mo 3", "|Mo 1"), encoding="utf-8")
    told = run(path)
    assert told.returncode == 1
    assert told.stdout.startswith(f"{path}:2: ")


def test_our_corpus_is_clean() -> None:
    corpus = folder("data") / "corpus"
    assert faults(corpus) == []
    assert all(isinstance(item, Passage) for item in read(corpus))
