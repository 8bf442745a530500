"""How far two places are from each other, as the crow flies."""

from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0  # km

type Place = tuple[float | None, float | None]


def distance_km(one: Place, other: Place) -> float | None:
    """Between two (latitude, longitude); None when a place is not known."""
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return None
    first, second, across = radians(one[0]), radians(other[0]), radians(other[1] - one[1])
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(across / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))
