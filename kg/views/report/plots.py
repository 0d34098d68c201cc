"""Where the marks of a plot stand, in units of a drawing 720 wide; the template draws them."""

from dataclasses import dataclass

from kg.views.report.parts import Plot, Squares

WIDTH = 720
_SIZE = 14  # of the letters
_ROW, _BAR = 28, 16
_TALL = 120
_SQUARE, _GAP = 19, 5


@dataclass(frozen=True)
class Bar:
    """A bar with its name, whole and as it fits, and its number."""

    name: str
    short: str
    value: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Label:
    """A text at a place, and the class of its looks."""

    text: str
    x: float
    y: float
    look: str


@dataclass(frozen=True)
class Drawing:
    """Bars in a drawing of this height; ``left`` is where bars or squares begin."""

    height: int
    left: float
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...] = ()


def bars(plot: Plot) -> Drawing:
    """Lying bars, their names on the left."""
    left = min(330.0, max(_long(name) for name, _ in plot.values) + 15)
    most = max(value for _, value in plot.values)
    drawn = tuple(
        Bar(
            name,
            _short(name, left - 14),
            value,
            left,
            i * _ROW + (_ROW - _BAR) / 2,
            round(value / most * (WIDTH - left - 48), 1),
            _BAR,
        )
        for i, (name, value) in enumerate(plot.values)
    )
    return Drawing(_ROW * len(drawn), left, drawn)


def columns(plot: Plot) -> Drawing:
    """Standing columns, their names below; of many only some are named."""
    most = max(value for _, value in plot.values)
    step = WIDTH / len(plot.values)
    named = -(-len(plot.values) // 12)
    drawn = tuple(
        Bar(
            name,
            name if i % named == 0 else "",
            value,
            round(i * step + step * 0.14, 1),
            round(18 + _TALL * (1 - value / most), 1),
            round(step * 0.72, 1),
            round(_TALL * value / most, 1),
        )
        for i, (name, value) in enumerate(plot.values)
    )
    return Drawing(_TALL + 44, 0, drawn)


def squares(plot: Squares) -> Drawing:
    """Rows of squares under headings: the name of a row on the left, its count behind it."""
    every = [name for rows in plot.rows.values() for name in rows]
    left = min(300.0, max(map(_long, every)) + 15)
    drawn: list[Bar] = []
    names: list[Label] = []
    y = 0
    for heading, rows in plot.rows.items():
        names.append(Label(heading, left, y + 18, "area"))
        y += 33
        for name, things in rows.items():
            middle, behind = y + _SQUARE / 2, left + len(things) * (_SQUARE + _GAP) + 6
            filled = sum(value > 0 for _, value in things)
            names.append(Label(_short(name, left - 14), left - 10, middle, "end"))
            names.append(Label(f"{filled} / {len(things)}", behind, middle, "value"))
            drawn += [
                Bar(thing, "", value, left + i * (_SQUARE + _GAP), y, _SQUARE, _SQUARE)
                for i, (thing, value) in enumerate(things)
            ]
            y += _SQUARE + 8
    return Drawing(y, left, tuple(drawn), tuple(names))


def _long(text: str) -> float:
    """About how long a text is drawn."""
    return sum(_SIZE if c >= "\u2e80" else _SIZE * 0.55 for c in text)


def _short(text: str, room: float) -> str:
    """As much of a text as fits."""
    if _long(text) <= room:
        return text
    while text and _long(text) > room - _SIZE:
        text = text[:-1]
    return text.rstrip() + "…"
