"""Charts as inline SVG made on the server: no script, no inline style, no outside library. Each carries its numbers in
words for those who do not see it."""

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

_WIDTH, _HEIGHT, _PAD = 104, 32, 4


@lru_cache(maxsize=1024)
def meter(value: int, label: str, *, tone: str = "", forecast: int | None = None) -> Markup:
    """`value` and `forecast` are percent of the scale, whose end is the plan; `tone`: "", warn, bad, rec."""
    tick = Markup('<path d="M{0} 0V10" class="meter__tick"/>').format(_percent(forecast)) if forecast else ""
    return Markup(
        '<svg class="meter{}" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="meter__scale" width="100" height="10"/>'
        '<rect class="meter__fact" width="{}" height="10"/>{}</svg>'
    ).format(f" meter--{tone}" if tone else "", label, _percent(value), tick)


def spark(values: Sequence[float | None], label: str, *, norm: float | None = None) -> Markup:
    """The last months as a line, the newest at the right; `norm` is dotted. Unknown months are gaps."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup("")
    low, high = _range(known, norm)
    points = [(_x(place, len(values)), _y(value, low, high)) for place, value in enumerate(values) if value is not None]
    line = " ".join(f"{'M' if place == 0 else 'L'}{x:g} {y:g}" for place, (x, y) in enumerate(points))
    dotted = (
        Markup('<path class="spark__norm" d="M0 {0}H{1}"/>').format(f"{_y(norm, low, high):g}", _WIDTH)
        if norm is not None
        else ""
    )
    last_x, last_y = points[-1]
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}">{}<path class="spark__line" d="{}"/>'
        '<circle class="spark__now" cx="{}" cy="{}" r="3"/></svg>'
    ).format(_WIDTH, _HEIGHT, label, dotted, line, f"{last_x:g}", f"{last_y:g}")


def _percent(value: int | None) -> int:
    return max(0, min(100, value or 0))


def _range(values: Sequence[float], norm: float | None) -> tuple[float, float]:
    scale = [*values, norm] if norm is not None else list(values)
    low, high = min(scale), max(scale)
    return (low - 1, high + 1) if low == high else (low, high)


def _x(place: int, count: int) -> float:
    return round(_PAD + place * (_WIDTH - 2 * _PAD) / max(1, count - 1), 1)


def _y(value: float, low: float, high: float) -> float:
    return round(_HEIGHT - _PAD - (value - low) * (_HEIGHT - 2 * _PAD) / (high - low), 1)
