"""The calendar of the year as a whole: it is published by one deed, with an author and a moment (A90)."""

import datetime as dt

from uchastie.kernel.errors import Refusal


def require_year(year: int, today: dt.date, events: int) -> None:
    """A calendar is published for the year that goes on or comes."""
    if year < today.year:
        raise Refusal("year_past", f"{year} год прошёл: его календарь публиковать поздно.")
    if year > today.year + 1:
        raise Refusal("year_far", f"До {year} года далеко. Публикуют календарь этого и следующего года.")
    if not events:
        raise Refusal("year_empty", "В календаре этого года нет ни одного события. Сначала запишите план.")


def counts_from(year: int, day: dt.date) -> dt.date:
    """From when a calendar published on this day stands for its year."""
    return max(day, dt.date(year, 1, 1))
