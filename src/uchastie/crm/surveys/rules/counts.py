"""Honest counts: groups under five are not shown, also not by subtraction."""

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """`count` is None where fewer than five have answered so; then `share` is None too."""

    title: str
    count: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """`place` is the average place; None while fewer than five have put it anywhere."""

    title: str
    place: float | None
    count: int


def shown_total(answers: int) -> bool:
    return answers >= FEWEST


def lines_of(titles: Sequence[str], counts: Sequence[int], answered: int) -> tuple[Line, ...]:
    """`answered` have answered this question. What could be found by subtracting from their number is hidden too: when
    one line alone is under five, the smallest of the others goes with it."""
    hidden = {place for place, count in enumerate(counts) if count < FEWEST}
    if len(hidden) == 1 and len(counts) > 1 and next(iter(counts[place] for place in hidden)):
        hidden.add(min((place for place in range(len(counts)) if place not in hidden), key=lambda place: counts[place]))
    return tuple(
        Line(title, None, None)
        if place in hidden
        else Line(title, counts[place], round(100 * counts[place] / answered) if answered else 0)
        for place, title in enumerate(titles)
    )


def rank_of(titles: Sequence[str], rankings: Sequence[Sequence[int]]) -> tuple[Ranked, ...]:
    """By the average place; what nobody has placed goes last."""
    places: list[list[int]] = [[] for _ in titles]
    for ranking in rankings:
        for place, option in enumerate(ranking, start=1):
            if option < len(places):
                places[option].append(place)
    found = [_ranked(title, places[option]) for option, title in enumerate(titles)]
    return tuple(sorted(found, key=lambda one: (one.place is None, one.place or 0, one.title)))


def _ranked(title: str, places: list[int]) -> Ranked:
    if len(places) < FEWEST:
        return Ranked(title, None, 0)
    return Ranked(title, round(sum(places) / len(places), 1), len(places))
