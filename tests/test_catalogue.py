"""Names of the field: what the catalogue knows, and what it says of a wrong line."""

import re
from pathlib import Path

import opencc
import pytest

from kg.catalogue import COLUMNS, Catalogue, load, read
from kg.errors import DataError
from kg.resources import folder
from kg.types import Name
from kg.vocab import Kind

SCHEMES = """@prefix mlk: <https://w3id.org/medllm-kg/ontology#> .
@prefix ent: <https://w3id.org/medllm-kg/entity/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
mlk:PreHospital a skos:Concept, mlk:CareStage ; skos:prefLabel "院前"@zh-Hans, "pre-hospital"@en .
ent:strategy-open-source a mlk:Strategy ;
    skos:prefLabel "开源"@zh-Hans, "開源"@zh-Hant, "open source"@en ;
    skos:altLabel "开源策略"@zh-Hans ; mlk:contextLabel "开源"@zh-Hans .
"""


def catalogue_of(tmp_path: Path, *lines: str, schemes: str = SCHEMES) -> Catalogue:
    table = "\n".join(("\t".join(COLUMNS), *lines, ""))
    (tmp_path / "names.tsv").write_text(table, encoding="utf-8")
    (tmp_path / "schemes.ttl").write_text(schemes, encoding="utf-8")
    return read(tmp_path, tmp_path / "schemes.ttl")


def owners(name: str) -> dict[str, bool]:
    """Slugs that go by a name, and whether it is ambiguous for them."""
    return {n.slug: n.ambiguous for n in load().names if n.text == name}


def test_an_entity_has_its_chinese_names_in_both_scripts() -> None:
    huawei = load().entities["huawei"]
    assert huawei.kind is Kind.COMPANY
    assert huawei.label == Name("华为", "zh-Hans")
    assert {Name("華為", "zh-Hant"), Name("Huawei", "en")} <= {*huawei.names}
    assert huawei.same_as == ("http://www.wikidata.org/entity/Q160120",)


def test_a_thing_without_chinese_name_is_called_by_its_latin_one() -> None:
    assert load().entities["deepseek-r1"].label == Name("DeepSeek-R1", "en")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("DeepSeek", "deepseek"),
        ("深度求索", "deepseek-company"),
        ("文心", "ernie"),
        ("盘古", "pangu"),
        ("混元", "hunyuan"),
        ("昇腾", "ascend"),
        ("昆仑芯", "kunlun-chip"),
        ("华为云", "huawei-cloud"),
        ("瑞金医院", "ruijin-hospital"),
        ("台大医院", "national-taiwan-university-hospital"),
        ("玛丽医院", "queen-mary-hospital"),
        ("Mayo Clinic", "mayo-clinic"),
        ("Med-PaLM 2", "med-palm-2"),
        ("国家卫健委", "nhc"),
        ("杭州", "hangzhou"),
        ("HTI-1", "hti-1"),
        ("智能分诊", "scenario-triage"),
        ("数据孤岛", "barrier-data-silos"),
    ],
)
def test_a_name_belongs_to_one_thing(name: str, slug: str) -> None:
    assert owners(name) == {slug: False}


def test_a_family_and_its_versions_are_different_things() -> None:
    names = ("DeepSeek", "DeepSeek-V3", "DeepSeek-R1", "Qwen", "Qwen2.5", "GPT-4", "GPT-4o")
    slugs = [slug for name in names for slug in owners(name)]
    assert len(set(slugs)) == len(names)


def test_a_name_that_several_hospitals_share_needs_context() -> None:
    shared = owners("协和医院")
    assert len(shared) > 1
    assert all(shared.values())


def test_a_common_word_needs_context() -> None:
    assert owners("Notable") == {"notable-health": True}
    assert owners("苹果") == {"apple": True}


def test_every_class_has_entities_except_persons() -> None:
    assert {e.kind for e in load().entities.values()} == set(Kind) - {Kind.PERSON}


def test_names_are_in_simplified_characters() -> None:
    # 昇腾 keeps its own character in both scripts.
    text = "\n".join(n.text for n in load().names).replace("昇", "升")
    assert opencc.OpenCC("t2s").convert(text) == text


def test_names_come_in_a_fixed_order() -> None:
    names = [(n.text, n.slug) for n in load().names]
    assert names == sorted(set(names))


def test_concepts_come_with_their_labels(tmp_path: Path) -> None:
    found = catalogue_of(tmp_path, schemes=SCHEMES)
    strategy = found.entities["strategy-open-source"]
    assert strategy.kind is Kind.STRATEGY
    assert {Name("開源策略", "zh-Hant"), Name("open source", "en")} <= {*strategy.names}
    assert found.entities["PreHospital"].iri.endswith("ontology#PreHospital")
    assert {n.text for n in found.names if n.ambiguous} == {"开源"}


def test_a_name_that_is_ambiguous_in_one_row_and_certain_in_another_is_that_ones(
    tmp_path: Path,
) -> None:
    lines = ("a-company\tCompany\t\tHeidi\t\tHeidi", "a-product\tProduct\t\tHeidi")
    found = catalogue_of(tmp_path, *lines)
    flags = {n.slug: n.ambiguous for n in found.names if n.text == "Heidi"}
    assert flags == {"a-product": False}


@pytest.mark.parametrize(
    ("lines", "place", "reason"),
    [
        (["Hua Wei\tCompany\t华为"], 2, "slug"),
        (["hua--wei\tCompany\t华为"], 2, "slug"),
        (["huawei\tCompany\t华为", "# note", "huawei\tCompany\t华为云"], 4, "slug is already used"),
        (["huawei\tFirm\t华为"], 2, "unknown class 'Firm'"),
        (["huawei\tScenario\t华为"], 2, "unknown class 'Scenario'"),
        (["huawei\tCompany"], 2, "needs a name"),
        (["huawei\tCompany\t华为\t\t华为"], 2, "given twice: 华为"),
        (["huawei\tCompany\t华为\t\t\t华伟"], 2, "not among the names of the row: 华伟"),
        (["huawei\tCompany\t华为\t\t\t\t160120"], 2, "Wikidata"),
        (["huawei\tCompany\t华为", "hw\tModel\t华为"], 3, "also huawei's"),
        (["a\tModel\t\tGPT-4", "b\tModel\t\tgpt 4"], 3, "also a's"),
        (["huawei\tCompany\t华为\t\t\t\t\textra"], 2, "8 fields"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, lines: list[str], place: int, reason: str) -> None:
    with pytest.raises(DataError, match=rf"names\.tsv:{place}: .*{re.escape(reason)}"):
        catalogue_of(tmp_path, *lines)


def test_a_wrong_header_is_named(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("slug\tname\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"names\.tsv:1: header must be: slug class zh"):
        read(tmp_path, tmp_path / "schemes.ttl")


def test_broken_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"schemes\.ttl:3: not Turtle"):
        catalogue_of(tmp_path, schemes="\n\nmlk:x a mlk:Strategy .\n")


def test_the_example_of_the_readme_is_a_good_line(tmp_path: Path) -> None:
    text = (folder("data") / "README.md").read_text(encoding="utf-8")
    example = re.search(r"^    (meridian-health-ai\t.*)$", text, re.MULTILINE)
    assert example
    found = catalogue_of(tmp_path, example[1])
    assert {n.text for n in found.names if n.ambiguous} == {"子午", "开源"}
