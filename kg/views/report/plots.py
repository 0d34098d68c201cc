"""Where the marks of a plot stand, in units of a drawing 720 wide; the template draws them."""

from dataclasses import dataclass

from kg.views.report.parts import Plot, Squares

WIDTH = 720
_SIZE = 14  # of the letters
_ROW, _BAR = 28, 16
_TALL = 120
_SQUARE, _GAP = 16, 5


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
class Drawing:
    """Bars in a drawing of this height; ``left`` is where bars or squares begin."""

    height: int
    left: float
    bars: tuple[Bar, ...]
    names: tuple[tuple[str, float, str], ...] = ()


def bars(plot: Plot) -> Drawing:
    """Lying bars, their names on the left."""
    left = min(330.0, max(_long(name) for name, _ in plot.values)) + 12
    most = max(value for _, value in plot.values)
    drawn = tuple(
        Bar(
            name,
            _short(name, left),
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
    """Rows of squares, the name of each row on the left and its count on the right."""
    left = min(330.0, max(_long(name) for name, _ in plot.rows)) + 12
    drawn, names = [], []
    for i, (name, things) in enumerate(plot.rows):
        y = i * (_SQUARE + 10) + 5
        filled = sum(value > 0 for _, value in things)
        names.append((_short(name, left), y + _SQUARE / 2, f"{filled} / {len(things)}"))
        drawn += [
            Bar(thing, "", value, left + j * (_SQUARE + _GAP), y, _SQUARE, _SQUARE)
            for j, (thing, value) in enumerate(things)
        ]
    return Drawing((_SQUARE + 10) * len(plot.rows), left, tuple(drawn), tuple(names))


def _long(text: str) -> float:
    """About how long a text is drawn."""
    return sum(_SIZE if c >= "\u2e80" else _SIZE * 0.58 for c in text)


def _short(text: str, room: float) -> str:
    """As much of a text as fits."""
    if _long(text) <= room:
        return text
    while text and _long(text) > room - _SIZE:
        text = text[:-1]
    return text.rstrip() + "…"
