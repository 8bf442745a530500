"""Which days work. A published year is data; any other year is an ordinary week with the holidays of article 112 of
the Labour Code, and whoever counts through it gets a loud warning."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

DAY = dt.timedelta(days=1)
SATURDAY = 5

NEW_YEAR = "новогодние каникулы"
CHRISTMAS = "Рождество Христово"
# (month, day) → name, article 112 part 1.
STATUTORY: dict[tuple[int, int], str] = {
    **{(1, day): NEW_YEAR for day in (1, 2, 3, 4, 5, 6, 8)},
    (1, 7): CHRISTMAS,
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}


@dataclass(frozen=True, slots=True, eq=False)
class WorkCalendar:
    """`off` and `working` are the days that differ from an ordinary week, `years` the published ones.

    Compared by identity, so that it is cheap as the key of a memo; `queries` gives the same object for the same data.
    """

    off: frozenset[dt.date] = frozenset()
    working: frozenset[dt.date] = frozenset()
    years: frozenset[int] = frozenset()
    names: Mapping[dt.date, str] = field(default_factory=dict)

    def is_working(self, day: dt.date) -> bool:
        if day in self.working:
            return True
        if day in self.off or day.weekday() >= SATURDAY:
            return False
        return day.year in self.years or day not in statutory_days_off(day.year)

    def is_moved_to_work(self, day: dt.date) -> bool:
        """A Saturday or Sunday that works because its day off was moved elsewhere."""
        return day in self.working and day.weekday() >= SATURDAY

    def is_weekend(self, day: dt.date) -> bool:
        """Off only because of the day of the week."""
        return day.weekday() >= SATURDAY and not self.name_of(day) and not self.is_working(day)

    def name_of(self, day: dt.date) -> str:
        """Why the day is off or works, in words; empty for an ordinary day."""
        name = self.names.get(day, "") or STATUTORY.get((day.month, day.day), "")
        if name or day.year in self.years:
            return name
        return statutory_days_off(day.year).get(day, "")

    def next_working(self, day: dt.date) -> dt.date:
        """The first working day after `day`."""
        day += DAY
        while not self.is_working(day):
            day += DAY
        return day

    def count_working(self, after: dt.date, until: dt.date) -> int:
        """Working days in (after, until]."""
        return sum(self.is_working(day) for day in days_between(after + DAY, until))

    def warning_for(self, first: dt.date, last: dt.date) -> str:
        """A loud word when the way from `first` to `last` crosses a year whose calendar is not published."""
        unknown = [year for year in range(first.year, last.year + 1) if year not in self.years]
        if not unknown:
            return ""
        years = f"{unknown[0]} год" if len(unknown) == 1 else f"{unknown[0]}–{unknown[-1]} годы"
        return (
            f"Производственного календаря на {years} в системе нет. Пока считаем обычные выходные и праздники "
            "по статье 112 Трудового кодекса: когда календарь появится, срок может измениться."
        )


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Both ends included."""
    while first <= last:
        yield first
        if first == dt.date.max:
            return
        first += DAY


@lru_cache(maxsize=64)
def statutory_days_off(year: int) -> Mapping[dt.date, str]:
    """Weekdays off by article 112 alone: a holiday on a weekend moves its day off to the next working day after it,
    but those of 1-8 January are moved by the Government, which is not known yet."""
    holidays = {dt.date(year, month, day): name for (month, day), name in STATUTORY.items()}
    off = dict(holidays)
    for day, name in sorted(holidays.items()):
        if day.weekday() < SATURDAY or day.month == 1:
            continue
        moved = day + DAY
        while moved.weekday() >= SATURDAY or moved in off:
            moved += DAY
        off[moved] = f"{name}: перенос выходного"
    return off
