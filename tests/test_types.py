"""The core types refuse what cannot be, and merge in any order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.types import Article, Claim, Entity, Extraction, Mention, Name, Run
from kg.vocab import Kind, Modality, Relation

readings = st.builds(
    Article,
    text=st.just("华为与瑞金医院合作。"),
    title=st.text(max_size=5),
    sources=st.lists(st.sampled_from("abc"), min_size=1).map(tuple),
    language=st.sampled_from(["zh-Hans", "zh-Hant"]),
    issued=st.none() | st.dates(),
)


@given(readings, readings, readings)
def test_readings_of_one_text_merge_in_any_order(a: Article, b: Article, c: Article) -> None:
    assert a.merged(b) == b.merged(a)
    assert a.merged(b).merged(c) == a.merged(b.merged(c))
    assert a.merged(a) == a


def test_the_id_of_an_article_follows_from_its_text_alone() -> None:
    one = Article("同一篇文章。", "标题", ("a.txt",), "zh-Hans")
    other = Article("同一篇文章。", "另一标题", ("b.html",), "zh-Hans", date(2025, 1, 1))
    assert one.id == other.id
    assert len(one.id) == 16


@pytest.mark.parametrize(
    "fault",
    [
        {"text": ""},
        {"text": " 前面有空格"},
        {"sources": ()},
        {"language": "zh"},
    ],
)
def test_an_article_that_cannot_be_is_refused(fault: dict[str, object]) -> None:
    fields = {"text": "正文。", "title": "", "sources": ("a",), "language": "zh-Hans", **fault}
    with pytest.raises(ValueError, match=r"."):
        Article(**fields)  # type: ignore[arg-type]


def test_a_symmetric_claim_is_one_claim_either_way_round() -> None:
    one = Claim("b", Relation.PARTNERS_WITH, "a", 0, 5, 0.9)
    other = Claim("a", Relation.PARTNERS_WITH, "b", 0, 5, 0.9)
    assert one == other


@pytest.mark.parametrize("when", ["2025", "2025-03", "2025-03-13"])
def test_event_dates(when: str) -> None:
    assert Claim("a", Relation.DEVELOPS, "b", 0, 1, 1.0, event_date=when).event_date == when


@pytest.mark.parametrize("when", ["25", "2025-13", "2025-3-1", "March 2025"])
def test_event_dates_of_other_forms_are_refused(when: str) -> None:
    with pytest.raises(ValueError, match="event date"):
        Claim("a", Relation.DEVELOPS, "b", 0, 1, 1.0, event_date=when)


def test_an_extraction_speaks_only_of_entities_it_describes() -> None:
    article = Article("华为发布盘古。", "", ("a",), "zh-Hans")
    with pytest.raises(ValueError, match="huawei"):
        Extraction(article, (), (Mention(0, 2, "huawei"),), (), Run("x", "1"))


def test_only_what_holds_is_a_plain_triple() -> None:
    assert [m for m in Modality if m.holds] == [Modality.ASSERTED, Modality.REPORTED]


def test_entities_merge_their_names() -> None:
    one = Entity("huawei", Kind.COMPANY, Name("华为", "zh-Hans"), (Name("Huawei", "en"),))
    other = Entity("huawei", Kind.COMPANY, Name("华为", "zh-Hans"), (Name("華為", "zh-Hant"),))
    assert one.merged(other) == other.merged(one)
    assert {n.text for n in one.merged(other).names} == {"Huawei", "華為"}
