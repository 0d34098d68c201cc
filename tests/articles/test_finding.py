"""Dates, languages and URLs."""

import pytest

from kg.articles import dates, language
from kg.articles.fetch import plain_url


@pytest.mark.parametrize(
    "text",
    [
        "发布于2025年3月13日 10:00",
        "2025-03-13T08:00:00+08:00",
        "2025/3/13 来源",
        "March 13, 2025",
        "Thu, 13 Mar 2025",
        "Mar. 13th, 2025",
        "03/13/2025",
        "13.03.2025",
        "民國114年3月13日",
        "第2025-99-99号 2025.3.13",
    ],
)
def test_written_dates_are_understood(text: str) -> None:
    assert str(dates.in_text(text)) == "2025-03-13"


@pytest.mark.parametrize("text", ["", "03/04/2025", "2025年3月", "v2025.13.40", "第114年"])
def test_what_is_no_date_or_has_two_readings_is_none(text: str) -> None:
    assert dates.in_text(text) is None


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("https://x.org/2025/03/13/title", "2025-03-13"),
        ("http://x.cn/t20250313_6768955.htm", "2025-03-13"),
        ("http://x.cn/page/2025/0313/26381271.shtml", "2025-03-13"),
        ("notes/2025-03-13.txt", "2025-03-13"),
        ("http://x.cn/news-2025031.html", "None"),
        ("http://x.cn/120250313/a", "None"),
        ("https://x.org/2025/3/13/title", "2025-03-13"),
        ("https://x.org/2025/11/title", "None"),
        ("notes/news-2025-12.txt", "None"),
        ("https://x.org/2025/123.html", "None"),
    ],
)
def test_dates_in_urls_and_file_names(path: str, found: str) -> None:
    assert str(dates.in_path(path)) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("华为发布盘古医疗大模型", "zh-Hans"),
        ("華為發佈盤古醫療大模型", "zh-Hant"),
        ("在于里后台干", "zh-Hans"),
        ("醫院在于引入 DeepSeek-R1 and GPT-4 的系統", "zh-Hant"),
        ("Ruijin Hospital (瑞金医院) uses RuiPath", "en"),
    ],
)
def test_language_and_script(text: str, code: str) -> None:
    assert language.of(text) == code


def test_urls_lose_fragment_and_tracking_only() -> None:
    url = "https://X.org/a%20b?id=3&utm_medium=z&q=a%26b&fbclid=1#c"
    assert plain_url(url) == "https://x.org/a%20b?id=3&q=a%26b"
    assert plain_url("https://x.org") == plain_url("https://x.org/")
