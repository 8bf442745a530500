"""An evaluation by a panel: criteria, marks from 0 to 3 of each member apart, averages when enough have marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from uchastie.kernel.errors import Refusal

MARKS = (0, 1, 2, 3)
MARK_NAMES: dict[int, str] = {0: "нет", 1: "скорее нет", 2: "скорее да", 3: "да"}
ENOUGH = 3  # marks: fewer would show who has marked how


@dataclass(frozen=True, slots=True)
class Average:
    """`value` is None while fewer than `ENOUGH` members have marked; `low` and `high` say how far they are apart."""

    title: str
    value: float | None
    count: int
    low: int = 0
    high: int = 0


def averages_of(criteria: Sequence[tuple[int, str]], marks: Mapping[int, Sequence[int]]) -> tuple[Average, ...]:
    """Criteria as (key, title), marks by key."""
    return tuple(_average(title, marks.get(key, ())) for key, title in criteria)


def _average(title: str, marks: Sequence[int]) -> Average:
    if len(marks) < ENOUGH:
        return Average(title, None, len(marks))
    return Average(title, round(sum(marks) / len(marks), 1), len(marks), min(marks), max(marks))


def require_marks(marks: Mapping[int, int | None], criteria: Sequence[tuple[int, str]]) -> dict[int, int]:
    """What is skipped is no zero; something has to be marked."""
    known = {key for key, _ in criteria}
    given = {key: mark for key, mark in marks.items() if key in known and mark in MARKS}
    if not given:
        raise Refusal("marks", "Поставьте хотя бы одну отметку. Остальное можно пропустить.")
    return {key: mark for key, mark in given.items() if mark is not None}
