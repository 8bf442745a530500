"""Places are coarse: a square of about two kilometres. The point of a house is never kept."""

from math import floor

LATITUDE, LONGITUDE = 0.02, 0.04  # degrees of one square, about 2.2 km each in the middle of the country

type Point = tuple[float | None, float | None]


def coarse(point: Point) -> Point:
    """About half a kilometre."""
    latitude, longitude = point
    if latitude is None or longitude is None:
        return None, None
    return round(latitude * 200) / 200, round(longitude * 100) / 100


def cell_of(point: Point, otherwise: str) -> str:
    """The name of the square; `otherwise` names a place of its own where coordinates are not known."""
    latitude, longitude = point
    if latitude is None or longitude is None:
        return f"={otherwise}"[:20]
    return f"{floor(latitude / LATITUDE)}:{floor(longitude / LONGITUDE)}"


def cells_around(cell: str, rings: int) -> tuple[str, ...]:
    """The square and `rings` of squares around it: 9 for the first circle, 25 for the wider one."""
    if cell.startswith("="):
        return (cell,)
    north, east = (int(part) for part in cell.split(":"))
    steps = range(-rings, rings + 1)
    return tuple(f"{north + up}:{east + right}" for up in steps for right in steps)


def distance_text(kilometres: float | None) -> str:
    """Rounded so that nobody's house is found by it."""
    if kilometres is None:
        return ""
    if kilometres < 1:
        return "меньше километра от вас"
    return f"около {round(kilometres)} км от вас"
