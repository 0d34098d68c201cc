"""Lines → paragraphs: those that a page broke at a column, as plain mails and texts of PDFs do."""

import re
from collections import Counter
from collections.abc import Iterator

from kg.articles.lines import width
from kg.fold import is_chinese

_NARROWEST = 55  # columns of the narrowest page that breaks lines itself
_WIDEST = {"latin": 110, "chinese": 90}  # columns of the widest
_RAGGED = 6  # columns by which lines of Chinese that fill the page differ
_FEWEST = 3  # lines of Chinese that fill it, on a page that is taken to break lines itself
_MARK = re.compile("[，。、；,]")


def unwrapped(lines: list[str]) -> Iterator[str]:
    """Lines that are not blank; paragraphs that were broken at a column in one."""
    block: list[str] = []
    column = _column(lines)
    for line in [*lines, ""]:
        if line:
            block.append(line)
        elif block:
            yield from [" ".join(block)] if _is_wrapped(block) else _joined(block, column)
            block = []


def _column(lines: list[str]) -> int:
    """The column at which a page breaks Chinese prose (text of a PDF does); 0 if it does not.

    Such lines are about equally wide and stop anywhere in their sentences.
    """
    prose = [line for line in lines if len(_MARK.findall(line)) > 1]
    stopping = Counter(width(line) for line in prose if _stops(line))
    columns = (x for x in stopping if _NARROWEST <= x <= _WIDEST["chinese"])
    near = {x: sum(stopping[w] for w in range(x - _RAGGED, x + 1)) for x in columns}
    column = max(near, key=lambda x: (near[x], x), default=0)
    return column if near.get(column, 0) >= max(_FEWEST, len(prose) / 3) else 0


def _stops(line: str) -> bool:
    """Whether a line of Chinese stops in the middle of a sentence."""
    return is_chinese(line) and not line.endswith(tuple("。！？；：!?;:…"))


def _joined(block: list[str], column: int) -> Iterator[str]:
    """Lines of a block; one that fills the column in the middle of a sentence with the next."""
    held = ""
    for line in block:
        held += line
        full = column and 0.85 * column <= width(line) <= column + _RAGGED
        if not (full and _stops(line)):
            yield held
            held = ""
    if held:
        yield held


def _is_wrapped(block: list[str]) -> bool:
    """Whether all lines but the last are about as wide as the widest and go on in small letters."""
    if len(block) < 2 or not all(line.isascii() or width(line) == len(line) for line in block):
        return False
    widest = max(map(len, block))
    full = all(len(line) >= 0.75 * widest for line in block[:-1])
    flowing = sum(line[0].islower() for line in block[1:]) * 2 >= len(block) - 1
    return _NARROWEST <= widest <= _WIDEST["latin"] and full and flowing
