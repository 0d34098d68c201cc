"""Scoring against gold, and the floors that extraction holds on the sample articles."""

import json
from pathlib import Path

import pytest

from kg.articles import read
from kg.corpus import Passage, read_all
from kg.errors import DataError, NotFoundError
from kg.evaluate import Report, evaluate, of_passage, read_gold
from kg.extract import extract
from kg.reader.train.texts import split
from kg.resources import folder

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

TEXT = "华为与瑞金医院合作研发瑞智病理大模型。湘雅医院没有引入DeepSeek。"
GOLD = {
    "id": "one",
    "entities": [
        {"name": "华为", "type": "Company"},
        {"name": "瑞金医院", "type": "Hospital"},
        {"name": "瑞智", "type": "Model", "aliases": ["瑞智病理大模型"]},
        {"name": "湘雅医院", "type": "Hospital"},
        {"name": "DeepSeek", "type": ["Model", "Company"]},
        {"name": "无人提到", "type": "Company"},
    ],
    "triples": [
        ["瑞金医院", "partnersWith", "华为"],
        ["华为", "develops", "瑞智"],
        ["华为", "develops", "DeepSeek"],
    ],
    "traps": [["湘雅医院", "deploys", "DeepSeek"]],
}


def report(tmp_path: Path, gold: dict[str, object]) -> Report:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    found = extract(next(iter(read(str(tmp_path / "one.txt")))))
    return evaluate((g, found) for g in read_gold(tmp_path))


def test_names_match_folded_and_symmetric_statements_either_way_round(tmp_path: Path) -> None:
    found = report(tmp_path, GOLD)
    assert (found.entities.hits, found.entities.missed) == (5, 1)
    missed = [f.what for f in found.faults if f.sort == "missed triple"]
    assert missed == ["华为 develops DeepSeek"]
    assert (found.traps, found.sprung) == (1, 0)


def test_a_wrong_statement_comes_with_its_sentence(tmp_path: Path) -> None:
    without = {**GOLD, "triples": [], "traps": [["华为", "develops", "瑞智"]]}
    faults = report(tmp_path, without).faults
    trap = next(f for f in faults if f.sort == "trap")
    assert trap.sentence == "华为与瑞金医院合作研发瑞智病理大模型。"


def test_what_was_missed_comes_with_the_sentence_that_names_it(tmp_path: Path) -> None:
    triples = [["华为", "suppliesTo", "瑞金医院"], ["华为", "suppliesTo", "湘雅医院"]]
    gold = {**GOLD, "triples": triples, "traps": []}
    faults = {f.what: f.sentence for f in report(tmp_path, gold).faults}
    first, second = "华为与瑞金医院合作研发瑞智病理大模型。", "湘雅医院没有引入DeepSeek。"
    assert faults["华为 suppliesTo 瑞金医院"] == first
    assert faults["华为 suppliesTo 湘雅医院"] == second  # none names both
    assert faults["Company 无人提到"] == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a gold annotation"),
        (
            '{"id": "x", "entities": [{"name": "a", "type": "Firm"}], "triples": []}',
            "Firm is none of Company",
        ),
        ('{"id": "x", "triples": []}', "lacks 'entities'"),
        ('{"id": "x", "entities": [], "triples": [["a", "develops"]]}', "a triple is"),
        ('{"id": "x", "entities": [], "triples": [["a", "buys", "b"]]}', "buys is none of"),
        ('{"id": "x", "entities": [{"name": "a", "alias": []}], "triples": []}', "type, aliases"),
        ('{"id": "x", "entities": [], "triples": [["a", "develops", "b"]]}', "no entity: a, b"),
        ('{"id": "x", "entities": [{"name": "a", "type": []}], "triples": []}', "a has no type"),
        ('{"id": "a/../b", "entities": [], "triples": []}', "names the article's file"),
        ('{"id": "*", "entities": [], "triples": []}', "names the article's file"),
        ('{"id": "a[0]", "entities": [], "triples": []}', "names the article's file"),
    ],
)
def test_a_faulty_annotation_is_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=reason) as caught:
        list(read_gold(tmp_path))
    assert "bad.json" in str(caught.value)


def test_a_folder_without_annotations_says_so(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(TEXT, encoding="utf-8")
    with pytest.raises(NotFoundError, match="no annotations there"):
        list(read_gold(tmp_path))


PASSAGE = """## zh-1 2025-03-13
[华为|Co 1]与[上海瑞金医院|Ho 2]联合研发[瑞智病理大模型|Mo 3]（[RuiPath|Mo 3]）。[湘雅医院|Ho 4]没有引入[DeepSeek|Mo 5]。
1 partnersWith 2
1 develops 3
2 develops 3
4 deploys 5 ~negated
! 4 deploys 5
"""  # fmt: skip


def test_a_passage_brings_its_text_and_the_places_of_its_mentions(tmp_path: Path) -> None:
    path = tmp_path / "zh-Hans.newswire.01.txt"
    path.write_text(PASSAGE, encoding="utf-8")
    (gold,) = read_gold(path)
    assert gold.article
    found = evaluate([(gold, extract(gold.article))])
    assert (found.mentions.hits, found.mentions.wrong, found.mentions.missed) == (6, 0, 0)
    assert (found.all.hits, found.all.missed, found.sprung) == (3, 0, 0)
    assert gold.triples == {
        ("华为", "partnersWith", "上海瑞金医院"),
        ("华为", "develops", "瑞智病理大模型"),
        ("上海瑞金医院", "develops", "瑞智病理大模型"),
    }
    assert [g.id for g in read_gold(tmp_path)] == ["zh-1"]


def measured(gold: Path, articles: Path) -> Report:
    return evaluate(
        (g, extract(next(iter(read(str(next(articles.glob(f"{g.id}.*"))))))))
        for g in read_gold(gold)
    )


def test_floors_on_the_sample_articles() -> None:
    found = measured(ROOT / "examples" / "gold", ROOT / "examples" / "articles")
    assert found.articles == 12
    assert found.entities.f1 >= 0.915
    assert found.core.f1 >= 0.86
    # .91 before thresholds that let more through: on articles of the press both precision and recall rose with the model.
    assert found.core.precision >= 0.89
    assert found.all.f1 >= 0.80
    assert found.sprung <= 1


def kept() -> list[Passage]:
    """The passages that no training sees."""
    passages = [p for p in read_all([folder("data") / "corpus"]) if isinstance(p, Passage)]
    return split(passages).test


def measured_on(passages: list[Passage]) -> Report:
    return evaluate((g, extract(g.article)) for g in map(of_passage, passages) if g.article)


def test_floors_on_kept_passages() -> None:
    found = measured_on(kept())
    # For 1,030 passages, 147 of which are as indirect as the press and harder: on the 883 before them mentions have risen
    # from .838 to .846 and entities from .848 to .857, with core precision .784 (.785 before, at lower thresholds).
    assert found.mentions.f1 >= 0.826
    assert found.entities.f1 >= 0.837
    assert found.core.precision >= 0.784
    assert found.core.f1 >= 0.668
    assert found.all.f1 >= 0.629


def test_a_passage_tells_which_traps_are_sprung(tmp_path: Path) -> None:
    path = tmp_path / "zh-Hans.newswire.01.txt"
    wrong = PASSAGE.replace("1 develops 3\n", "").replace("! 4 deploys 5", "! 1 develops 3")
    path.write_text(wrong, encoding="utf-8")
    (gold,) = read_gold(path)
    assert gold.article
    found = evaluate([(gold, extract(gold.article))])
    assert (found.traps, found.sprung) == (1, 1)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the seed article is not part of the project")
def test_floors_on_the_seed() -> None:
    found = measured(SHARED / "gold" / "seed.json", SHARED / "seed")
    assert found.entities.f1 >= 0.905
    # .895 before a model that reads articles of the press better: of 37 core statements it says one less.
    assert found.core.f1 >= 0.88
    assert found.all.f1 >= 0.78
    assert found.sprung == 0
