"""Bytes of every encoding that pages of the field come in."""

import codecs
import hashlib

import pytest

from kg.articles.decode import decode

HANS = "华为与上海瑞金医院合作开发的瑞智病理大模型，覆盖中国每年全癌种发病人数九成的癌种。"
HANT = "台中榮總與鴻海合作開發護理協作機器人，醫師說系統會把交班紀錄整理成摘要。"
EN = "“Nobody wants to buy twice,” said the clinic’s chief executive — a café owner’s son."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HANS, "utf-8"),
        (HANS, "utf-8-sig"),
        (HANS, "gb18030"),
        (HANS, "utf-16"),
        (HANT, "big5"),
        (HANT, "gb18030"),
        (HANT, "utf-16"),
        (EN, "cp1252"),
        ("清溪医院上线随访机器人", "gb18030"),
        ("北澤醫院啟用病歷助手", "big5"),
    ],
)
def test_text_comes_back_whatever_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (HANS, "gb18030", "gb2312"),
        (HANT, "big5", "big5"),
        (HANS, "utf-8", "gbk"),
        (HANS, "gb18030", "utf-8"),
        (HANS, "gb18030", "iso-8859-1"),
    ],
)
def test_declared_charset_helps_and_does_no_harm_where_wrong(
    text: str, encoding: str, declared: str
) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{text}</body></html>'
    assert decode(page.encode(encoding)) == page
    assert decode(text.encode(encoding), declared) == text


def test_characters_of_hong_kong_and_of_eten_are_read() -> None:
    assert decode("這碁電腦公司的恒生醫院系統在銅鑼灣啟用，醫護人員說很方便。".encode("cp950"))
    assert "𨋢" in decode(
        "醫院的𨋢壞了，醫護人員要走樓梯送病歷，大家都說很辛苦。".encode("big5hkscs")
    )


def test_utf8_cut_in_mid_character_stays_utf8() -> None:
    assert decode((HANS * 3).encode()[:-1]).startswith(HANS)


NOISE = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(128))


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0", b"PK\x03\x04\0\0", bytes(range(256)), codecs.BOM_UTF16_LE + NOISE],
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="binary"):
        decode(data)
