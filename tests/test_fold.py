"""Folding: one key for all spellings, offsets that lead back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.fold import each, fold, fold_name, is_chinese


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("國家衞健委", "国家卫健委"),
        ("國家衛健委", "国家卫健委"),
        ("阿裏", "阿里"),
        ("ＤｅｅｐＳｅｅｋ－Ｒ１", "deepseek-R1"),
        ("Med-PaLM 2", "MedPaLM2"),
        ("Llama-3.1 8B", "Llama 3.1-8B"),
        ("“瑞智”病理大模型", "瑞智病理大模型"),
        ("《應用場景參考指引》", "应用场景参考指引"),
        ("臺灣大學醫學院附設醫院", "台湾大学医学院附设医院"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("GPT-4", "GPT-5"), ("北大", "北大荒"), ("A+", "A"), ("Qwen2.5-7B", "Qwen2-57B")],
)
def test_different_names_do_not(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_noise_of_converters_goes_and_offsets_stay() -> None:
    text = "互聯(lián)網與生命科學全領網域"
    folded = fold(text)
    assert folded.text == "互联网与生命科学全领域"
    start = folded.text.index("全领域")
    left, right = folded.span(start, start + 3)
    assert text[left:right] == "全領網域"
    assert text[slice(*folded.span(0, 3))] == "互聯(lián)網"


@pytest.mark.parametrize("name", ["华为", "華為", "文心4.0", "IBM沃森", "㐀"])
def test_a_name_with_a_chinese_character_is_chinese(name: str) -> None:
    assert is_chinese(name)


@pytest.mark.parametrize("name", ["Huawei", "Charité", "Médecins Sans Frontières", "Llama‑3", "α"])
def test_a_name_without_is_not(name: str) -> None:
    assert not is_chinese(name)


@given(st.text())
def test_every_stretch_leads_back_to_the_text_it_came_from(text: str) -> None:
    folded = fold(text)
    last = 0
    for i in range(len(folded.text)):
        start, end = folded.span(i, i + 1)
        assert last <= start < end <= len(text)
        last = start


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(st.lists(NAMES))
def test_names_folded_together_are_folded_each(names: list[str]) -> None:
    assert each(fold_name, names) == [fold_name(name) for name in names]
