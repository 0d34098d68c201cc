"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sentences import bounds, ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲公司发布模型。乙医院上线！", ["甲公司发布模型。", "乙医院上线！"]),
        ("他说：“已经上线。”随后离开。", ["他说：“已经上线。”", "随后离开。"]),
        ("标题没有句号\n正文。", ["标题没有句号", "正文。"]),
        ("GPT-4.5 is out. Mayo uses it.", ["GPT-4.5 is out.", "Mayo uses it."]),
        ("Acme Inc. bought it. Dr. Roe left.", ["Acme Inc. bought it.", "Dr. Roe left."]),
        ("J. Roe works in the U.S. market.", ["J. Roe works in the U.S. market."]),
        ("Qwen2.5-72B发布。", ["Qwen2.5-72B发布。"]),
        ("Mayo uses it. iFLYTEK sells it.", ["Mayo uses it.", "iFLYTEK sells it."]),
        ("Mayo uses it. 华为 sells it.", ["Mayo uses it.", "华为 sells it."]),
        ("Tools, e.g. and the like. École X.", ["Tools, e.g. and the like.", "École X."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in bounds(text)] == expected


@given(st.text('华为。！?. \nAb"', max_size=60))
def test_sentences_leave_nothing_but_space_out(text: str) -> None:
    assert ends(text) == sorted(set(ends(text)))
    said = "".join(text[start:end] for start, end in bounds(text))
    assert "".join(said.split()) == "".join(text.split())
