"""The radar of five dimensions: SVG without script and inline style; the table beside it says the same in words."""

import math

from markupsafe import Markup

from uchastie.crm.assessment.rules.results import MOST, Averages
from uchastie.crm.assessment.rules.states import Kind
from uchastie.crm.practices.rules.method import DIMENSION_NAMES, Dimension

CENTRE, RADIUS = (220, 170), 120
SHAPES: dict[Kind, str] = {Kind.MANAGEMENT: "management", Kind.STAFF: "staff", Kind.BENEFICIARY: "beneficiary"}


def radar(averages: dict[Kind, Averages]) -> Markup:
    rings = Markup("").join(
        Markup('<polygon class="radar__ring" points="{}"/>').format(_ring(step)) for step in (1, 2, 3)
    )
    axes = Markup("").join(_axis(place, one) for place, one in enumerate(Dimension))
    shapes = Markup("").join(_shape(kind, averages.get(kind, {})) for kind in Kind)
    return Markup(
        '<svg class="radar" viewBox="0 0 440 330" role="img" aria-label="Профиль по пяти измерениям, числа в таблице">'
        "{}{}{}</svg>"
    ).format(rings, axes, shapes)


def _point(place: int, value: float) -> tuple[float, float]:
    angle = 2 * math.pi * place / len(Dimension) - math.pi / 2
    distance = RADIUS * value / MOST
    return round(CENTRE[0] + distance * math.cos(angle), 1), round(CENTRE[1] + distance * math.sin(angle), 1)


def _ring(step: int) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in (_point(place, step) for place in range(len(Dimension))))


def _axis(place: int, one: Dimension) -> Markup:
    x, y = _point(place, MOST)
    text_x, text_y = _point(place, MOST + 0.35)
    anchor = "middle" if abs(text_x - CENTRE[0]) < 8 else "start" if text_x > CENTRE[0] else "end"
    return Markup(
        '<path class="radar__axis" d="M{} {}L{} {}"/><text class="radar__name" x="{}" y="{}" text-anchor="{}">{}</text>'
    ).format(CENTRE[0], CENTRE[1], x, y, text_x, text_y + 5, anchor, DIMENSION_NAMES[one])


def _shape(kind: Kind, averages: Averages) -> Markup:
    """A closed line where all five are known; else only the points that are."""
    known = [(place, averages.get(one)) for place, one in enumerate(Dimension)]
    points = [_point(place, value) for place, value in known if value is not None]
    if not points:
        return Markup("")
    dots = Markup("").join(Markup('<circle cx="{}" cy="{}" r="4"/>').format(x, y) for x, y in points)
    line = ""
    if len(points) == len(Dimension):
        line = Markup('<polygon points="{}"/>').format(" ".join(f"{x:g},{y:g}" for x, y in points))
    return Markup('<g class="radar__shape radar__shape--{}">{}{}</g>').format(SHAPES[kind], line, dots)
