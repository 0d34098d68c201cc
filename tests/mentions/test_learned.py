"""What the trained reader sees becomes a mention only if it is shaped like a name."""

import pytest

from kg.extract import extractor
from kg.types import Article


def named(text: str) -> set[str]:
    found = extractor("reader")(Article(text, "x", ("x",), "zh-Hans"))
    return {text[m.start : m.end] for m in found.mentions}


@pytest.mark.parametrize(
    "text",
    [
        "▲左起为明德医材林育贤董事长暨执行长、台大医院吴明贤院长、卫福部吴秀梅署长。",
        "林育贤暨宏碁公司团队、宏碁公司创办人暨荣誉董事长与会。",
    ],
)
def test_a_single_sign_is_no_name(text: str) -> None:
    assert min(map(len, named(text))) > 1


def test_a_bracket_that_a_name_opens_belongs_to_it() -> None:
    text = "杭州全诊通企业管理合伙企业（有限合伙）持有全诊医学15%的股权。"
    assert not any(name.count("（") > name.count("）") for name in named(text))


@pytest.mark.parametrize(
    "text", ["中心已在上海正式成立，双方合作。", "养和医疗集团营运总监暨养和医院董事李维文出席。"]
)
def test_a_word_before_a_name_is_no_part_of_it(text: str) -> None:
    assert not any(name.startswith(("在", "暨")) for name in named(text))
