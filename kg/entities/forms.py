"""Forms of one name: with and without its legal form, in full and short."""

import re
from functools import cache

from spacy.tokens import Span

from kg.doc import plain
from kg.entities.pairs import akin, in_order, initials
from kg.fold import fold_name
from kg.names import table
from kg.resources import any_of
from kg.vocab import AI_SYSTEMS, ORGANIZATIONS, Kind

_SHORTEST = 3  # characters of a short form
# Characters of one that only its text knows, Chinese and Latin.
_COINED, _INITIALS = range(2, 5), range(2, 8)
# Classes whose short names are the ends of the long ones.
_ENDING = (ORGANIZATIONS - {Kind.COMPANY}) | AI_SYSTEMS | {Kind.PERSON}
# Ends what an area is part of: 上海市普陀区.
_AREA = re.compile(r"[省市区县州盟]$")
_HAN = re.compile(r"[一-鿿]+")
# Ends every full name of a Chinese company, a branch (分公司) too. No row of legal.tsv: what stands
# there is cut off, and a branch is not its company.
_COMPANY = "公司"


@cache
def _legal() -> re.Pattern[str]:
    """A legal form at either end of a name."""
    forms = [
        (row["form"], row.term("at", ("start", "end"))) for row in table("legal", "form", "at")
    ]
    han = any_of(form for form, at in forms if at == "end" and _HAN.fullmatch(form))
    latin = any_of(form for form, at in forms if at == "end" and not _HAN.fullmatch(form))
    article = any_of(form for form, at in forms if at == "start")
    return re.compile(rf"^{article}\s+|[,，]?(?:{han}|\s+{latin})$", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    """Legal forms behind a Chinese name, one or more, a mere 公司 too."""
    forms = [row["form"] for row in table("legal", "form", "at") if _HAN.fullmatch(row["form"])]
    return re.compile(f"{any_of([*forms, _COMPANY])}+")


@cache
def _heads() -> re.Pattern[str]:
    heads = any_of(row["head"] for row in table("systems", "head", "class", "use"))
    return re.compile(rf"[一-鿿]{{0,6}}{heads}")


@cache
def _no_company() -> re.Pattern[str]:
    """What heads an English name that is no company's."""
    rows = table("en.heads", "head", "class", "of")
    heads = [row["head"] for row in rows if row.term("class", Kind) is not Kind.COMPANY]
    return re.compile(rf"\b{any_of(heads)}\b", re.IGNORECASE)


def bare(name: str) -> str:
    """An organisation's name without its legal forms: Tencent for Tencent Holdings Ltd."""
    shorter = _legal().sub("", name).strip()
    return bare(shorter) if shorter and shorter != name else name


def spellings(span: Span) -> set[str]:
    """A name as its text has it; a company's also without its legal form, and with it in full.

    耀瑄科技, where that is marked, but 耀瑄科技公司 printed, is called both.
    """
    if span.label_ != Kind.COMPANY:
        return {span.text}
    behind = _behind().match(plain(span.doc), span.end_char)
    return {span.text, bare(span.text), f"{span.text}{behind[0] if behind else ''}"}


def key(span: Span) -> str:
    """What the spellings of one name share; a company's, without its legal form."""
    return fold_name(bare(span.text) if span.label_ == Kind.COMPANY else span.text)


def abbreviates(short: Span, full: Span) -> bool:
    """瑞金医院 for 上海瑞金医院, 瑞智 for 瑞智病理大模型, NYU for NYU Langone.

    What the reader takes for another class of organisation does too, if it is one Latin word. A
    company is not the hospital or the foundation of its name. 普陀区 is 上海市普陀区.
    """
    less, more = short.text.lower(), full.text.lower()
    if len(less) >= len(more) or not akin(short.label_, full.label_):
        return False
    if short.label_ == Kind.COMPANY and _no_company().search(more, len(less)):
        return False
    if short.label_ in AI_SYSTEMS and full.label_ in AI_SYSTEMS and _headed(less, more):
        return True
    if len(less) < _SHORTEST:
        return False
    if short.label_ == full.label_ == Kind.PLACE:
        return bool(_AREA.search(more.removesuffix(less))) and more.endswith(less)
    if short.label_ == full.label_:
        return _part(short.label_, less, more)
    return short.label_ in ORGANIZATIONS and " " not in less and more.startswith(f"{less} ")


def coined(short: Span, full: Span) -> bool:
    """台生科 for 台灣生醫大數據科技, 學會 for 世界眼科學會, NAM for National Academy of Medicine.

    Right of a name that nobody but its text knows: 微软 is no short form of 台湾微软.
    """
    less, more = short.text, full.text
    if len(less) >= len(more) or not akin(short.label_, full.label_):
        return False
    if less.isascii():
        return less.isupper() and len(less) in _INITIALS and less.lower() in initials(more)
    if short.label_ in AI_SYSTEMS:
        return len(less) in _COINED and more.endswith(less)
    if len(less) not in _COINED or not in_order(less, more) or _leaves_out(less, more):
        return False
    if short.label_ in ORGANIZATIONS:
        return short.label_ == full.label_ or _framing(less, more)
    return short.label_ == full.label_ == Kind.POLICY


def _leaves_out(less: str, more: str) -> bool:
    """Whether a short name drops what tells the long one: 上海医院 is not 上海市第一人民医院."""
    return len(less) == max(_COINED) and more.startswith(less[:2]) and more.endswith(less[2:])


def _framing(less: str, more: str) -> bool:
    """Whether both begin and end alike: 国原院 for 国家原子能科技研究院, whatever their classes."""
    return len(less) >= _SHORTEST and less[0] == more[0] and less[-1] == more[-1]


def _part(kind: str, less: str, more: str) -> bool:
    """Whether the shorter is an end or a beginning by which names of that class go."""
    if kind in _ENDING and _ends(less, more):
        return True
    if kind == Kind.COMPANY and _HAN.fullmatch(less) and more.startswith(less):
        return True
    if kind in ORGANIZATIONS and more.endswith(_COMPANY) and less in more:
        return True
    # A family name comes first: Seo for Seo Bum-seok.
    return (kind in ORGANIZATIONS or kind == Kind.PERSON) and more.startswith(f"{less} ")


def pieces(full: Span) -> set[str]:
    """All that ``abbreviates`` can take for short for ``full``, and more; in small letters."""
    text = full.text.lower()
    ends = range(1, len(text))
    if text.endswith(_COMPANY) and full.label_ in ORGANIZATIONS:
        return {text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)}
    return {text[:i] for i in ends} | {text[i:] for i in ends}


def _ends(less: str, more: str) -> bool:
    """Whether the longer ends in the shorter, a Latin one as whole words."""
    return more.endswith(f" {less}" if less[0].isascii() else less)


def _headed(less: str, more: str) -> bool:
    """Whether the longer is the shorter with what it is behind it (瑞智 + 病理大模型)."""
    return more.startswith(less) and bool(_heads().fullmatch(more[len(less) :].strip()))
