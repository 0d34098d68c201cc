"""Realistic pages, full of furniture: what is stored is the article, word for word."""

from datetime import date
from pathlib import Path

import pytest

from kg.articles import read

PAGES = Path(__file__).parent / "pages"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"

EXPECTED = {
    "portal-hant.txt": ("病理大模型走進縣醫院", "zh-Hant", date(2025, 4, 2)),
    "hospital-site.txt": ("我院与卫宁健康共建智能病历平台", "zh-Hans", date(2025, 6, 18)),
    "portal-hans.txt": ("讯飞医疗中标三市基层辅诊项目，最大一单过亿", "zh-Hans", date(2025, 2, 18)),
    "tech-media.txt": ("医疗大模型，热闹之后", "zh-Hans", date(2025, 4, 18)),
    "taiwan-daily.txt": ("北澤醫院攜手華碩 病歷助手進病房", "zh-Hant", date(2025, 10, 25)),
    "trade-news.txt": ("Three health systems, one ambient scribe", "en", date(2025, 10, 23)),
    "press-release.txt": (
        "Lumenary and Harrow Hospitals to build a discharge assistant",
        "en",
        date(2024, 8, 29),
    ),
    "plain-en.txt": ("A quiet rollout in Ostby", "en", None),
    "plain-hans.txt": ("清溪医院用上了随访机器人", "zh-Hans", None),
    "newspaper.html": ("梅溪市上线区域影像云", "zh-Hans", date(2025, 5, 6)),
    "blog.html": ("Harrow tests a second scribe", "en", date(2025, 3, 11)),
    "filing.txt": ("安泓科技关于签订医院信息化合同的公告", "zh-Hans", None),
    "county.html": ("县医院用上AI", "zh-Hans", date(2024, 11, 5)),
    "note.md": ("Two models, one ward", "en", date(2025, 7, 1)),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_page_becomes_its_article(name: str) -> None:
    (article,) = read(str(PAGES / name))
    want = (PAGES / name).with_suffix(".want").read_text(encoding="utf-8").strip()
    assert article.text == want
    assert (article.title, article.language, article.issued) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_stored_text_read_again_is_the_same_article(name: str, tmp_path: Path) -> None:
    (article,) = read(str(PAGES / name))
    (tmp_path / "again.txt").write_text(article.text, encoding="utf-8")
    (again,) = read(str(tmp_path / "again.txt"))
    assert again.text == article.text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_html_in_another_encoding_is_the_same_article(encoding: str, tmp_path: Path) -> None:
    page = (PAGES / "newspaper.html").read_text(encoding="utf-8").replace("utf-8", "gb2312")
    (tmp_path / "page.html").write_bytes(page.encode(encoding))
    (article,) = read(str(tmp_path / "page.html"))
    assert article.text == (PAGES / "newspaper.want").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(
    "headline",
    [
        "首都医科大学附属北京天坛医院、首都医科大学附属北京友谊医院联合发布龙影大模型",
        "Massachusetts General Hospital and Massachusetts General Brigham test a scribe",
    ],
)
def test_a_headline_of_two_sisters_stays(headline: str, tmp_path: Path) -> None:
    body = (PAGES / "blog.want").read_text(encoding="utf-8")
    (tmp_path / "page.txt").write_text(f"{body}\n{headline}\n{body}", encoding="utf-8")
    (article,) = read(str(tmp_path / "page.txt"))
    assert headline in article.text


@pytest.mark.parametrize(
    "notice",
    [
        "香港交易及結算所有限公司對本公告的內容概不負責，對其準確性或完整性亦不發表任何聲明。",
        "THIS NOTICE MAY NOT BE RELEASED OR DISTRIBUTED, IN PART OR WHOLE, IN OR INTO THE UNITED STATES.",
    ],
)
def test_what_an_exchange_has_filings_say_goes(notice: str, tmp_path: Path) -> None:
    body = (PAGES / "blog.want").read_text(encoding="utf-8")
    (tmp_path / "page.txt").write_text(f"Lumenary files\n{notice}\n{body}", encoding="utf-8")
    (article,) = read(str(tmp_path / "page.txt"))
    assert notice not in article.text
    assert "scribe" in article.text


def test_news_that_speaks_like_an_exchange_stays(tmp_path: Path) -> None:
    body = (PAGES / "blog.want").read_text(encoding="utf-8")
    told = "Restricted chips can no longer be shipped in or into the United States, said Lumenary."
    (tmp_path / "page.txt").write_text(f"{body}\n{told}", encoding="utf-8")
    (article,) = read(str(tmp_path / "page.txt"))
    assert told in article.text


def test_a_label_that_the_title_begins_with_is_no_title(tmp_path: Path) -> None:
    told = "<p>Harrow Hospital bought a scribe from Lumenary last week, and uses it.</p>" * 4
    page = (
        "<html><head><title>AI-assisted diagnosis comes to Harrow</title></head><body><article>"
        f"<p>What the wards hoped for has come true this spring, says Jane Roe.</p><p>AI</p>{told}"
        "</article></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (article,) = read(str(tmp_path / "page.html"))
    assert article.title == "AI-assisted diagnosis comes to Harrow"
    assert "says Jane Roe" in article.text


@pytest.mark.parametrize("bar", ["Share: X  LinkedIn  Email", "Share | Facebook | Print", "Share"])
def test_a_bar_to_share_is_no_title(bar: str, tmp_path: Path) -> None:
    headline = "Stockholm scribe-maker Fjordvoice takes $50m to reach the wards"
    byline = "By Ingrid Solvang  |  26 June 2025  |  4 min read"
    prose = (
        "Fjordvoice, which writes notes for doctors in Sweden and Norway, has raised money. " * 3
    )
    page = "\n".join([headline, byline, bar, prose, prose.replace("Sweden", "Finland")])
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    (article,) = read(str(tmp_path / "page.txt"))
    assert article.title == headline
    assert bar not in article.text


@pytest.mark.parametrize(
    "line",
    [
        "★ 推荐：点击领取《2025智慧医院采购目录》 ★",
        "▼ 延伸閱讀：又一家醫院用上語音病歷",
        "廣告：買一送一，只到週日",
        "（按讚、分享、訂閱我們的Telegram頻道，不漏接）",
        "ADVERTISEMENT - story continues below",
    ],
)
def test_a_line_between_paragraphs_that_sells_or_points_elsewhere_goes(
    line: str, tmp_path: Path
) -> None:
    prose = "安禾市人民医院上线随访助手，由清河科技研发，覆盖三个病区，护士每天少写两小时记录。"
    (tmp_path / "page.txt").write_text(f"{prose}\n{line}\n{prose[:-1]}呢。", encoding="utf-8")
    (article,) = read(str(tmp_path / "page.txt"))
    assert article.text == f"{prose}\n{prose[:-1]}呢。"


def test_side_headlines_with_unknown_heading_do_not_hide_the_article(tmp_path: Path) -> None:
    page = (PAGES / "portal-hant.txt").read_text(encoding="utf-8").replace("熱門排行", "大家說")
    (tmp_path / "page.txt").write_bytes(page.encode("big5hkscs", errors="ignore"))
    (article,) = read(str(tmp_path / "page.txt"))
    assert article.text.endswith("值不值得,時間會回答。")


@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not at hand")
@pytest.mark.parametrize("with_frame", [True, False])
def test_seed_keeps_its_body_and_none_of_its_side_headlines(
    with_frame: bool, tmp_path: Path
) -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")
    if not with_frame:  # no heading over the hot list and no footer to go by
        lines = [*lines[:100], *lines[101:151]]
    (tmp_path / "dump.txt").write_text("\n".join(lines), encoding="utf-8")
    (article,) = read(str(tmp_path / "dump.txt"))
    body = [line.replace("\xa0", " ").strip() for line in [lines[18], *lines[24:99]]]
    assert article.text == "\n".join(line for line in body if line)
    assert (article.language, article.issued) == ("zh-Hant", date(2025, 3, 13))
