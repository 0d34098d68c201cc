"""The language and script of a text, by counting; deterministic."""

import re
from functools import cache

import opencc

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile("[A-Za-z]+")
_CODES = {
    "zh-Hans": ("zh-hans", "zh-cn", "zh-sg", "zh-chs"),
    "zh-Hant": ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "zh-cht"),
    "en": ("en",),
}


def of(text: str) -> str:
    """``zh-Hans``, ``zh-Hant`` or ``en``: more Chinese characters than Latin words is Chinese."""
    han = "".join(_HAN.findall(text))
    if len(han) <= len(_WORD.findall(text)):
        return "en"
    return "zh-Hant" if _changed(han, "t2s") > _changed(han, "s2t") else "zh-Hans"


def named(code: str) -> str | None:
    """The language that a code such as ``zh-TW`` or ``en_US`` names; None if it does not say."""
    code = code.strip().lower().replace("_", "-")
    return next((lang for lang, starts in _CODES.items() if code.startswith(starts)), None)


def _changed(han: str, conversion: str) -> int:
    """How many of the characters the conversion changes, each taken alone, not in its word."""
    chars = sorted(set(han))
    converted = _converter(conversion).convert("\n".join(chars)).split("\n")
    return sum(han.count(a) for a, b in zip(chars, converted, strict=True) if a != b)


@cache
def _converter(conversion: str) -> opencc.OpenCC:
    return opencc.OpenCC(conversion)
