"""The sentences that lead from the day of submission to the last day."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from uchastie.crm.deadlines.rules.calendar import DAY, WorkCalendar, days_between
from uchastie.crm.deadlines.rules.words import FULL, OF, WORKING, joined, span
from uchastie.ui.text import capital, day, plural, weekday

NEAR = 7  # days: within a week a weekday needs no date
MANY = 30  # days of delay after which the exact number says nothing more


@dataclass(frozen=True, slots=True)
class _Way:
    """The days from submission to the last day: those counted, and runs of those that are not."""

    first: dt.date
    due: dt.date
    counted: tuple[dt.date, ...]
    before: tuple[dt.date, ...]  # off, before the first counted day
    between: tuple[dt.date, ...]  # off, after it


def path(first: dt.date, due: dt.date, today: dt.date, late: bool, by_time: str, calendar: WorkCalendar) -> str:
    """«Сб и вс не считаем: первый рабочий день — понедельник, срок — конец вторника, по времени Екатеринбурга.»"""
    way = _way(first, due, calendar)
    near = (due - first).days < NEAR
    end = f"{'срок прошёл в конце' if late else 'срок — конец'} {_of(due, today, near, late)}, {by_time}."
    skipped = f"{_off(way.before, today.year, calendar)} не считаем" if way.before else ""
    sentences = _sentences(way, skipped, end, today, near, calendar)
    worked = [
        f"{capital(day(d, today))} — {WORKING[d.weekday()]}." for d in way.counted if calendar.is_moved_to_work(d)
    ]
    return " ".join([*sentences, *worked])


def _sentences(
    way: _Way, skipped: str, end: str, today: dt.date, near: bool, calendar: WorkCalendar
) -> tuple[str, ...]:
    if len(way.counted) <= 1:
        return (capital(f"{skipped}, {end}" if skipped else end),)
    opening = f"первый рабочий день — {_name(way.counted[0], today, near)}"
    if len(way.counted) > 2:
        opening += f", всего {plural(len(way.counted), 'рабочий день', 'рабочих дня', 'рабочих дней')}"
    opening = capital(f"{skipped}: {opening}" if skipped else opening)
    if not way.between:
        return (f"{opening}, {end}",)
    also = "тоже не считаем" if skipped else "не считаем"
    return (f"{opening}.", f"{_off(way.between, today.year, calendar)} {also}, поэтому {end}")


def how_late(due: dt.date, today: dt.date, calendar: WorkCalendar) -> str:
    """«Опаздываем на 2 рабочих дня.»"""
    if (today - due).days > MANY:
        return "Опаздываем больше чем на месяц."
    late = calendar.count_working(due, today)
    return f"Опаздываем на {plural(late, 'рабочий день', 'рабочих дня', 'рабочих дней')}." if late else ""


def _way(first: dt.date, due: dt.date, calendar: WorkCalendar) -> _Way:
    days = list(days_between(first + DAY, due))
    counted = tuple(d for d in days if calendar.is_working(d))
    off = tuple(d for d in days if not calendar.is_working(d) and d != due)
    start = counted[0] if counted else due
    return _Way(first, due, counted, tuple(d for d in off if d < start), tuple(d for d in off if d > start))


def _off(days: tuple[dt.date, ...], year: int, calendar: WorkCalendar) -> str:
    """Days that are not counted, run by run: «Сб и вс», «Ср, 4 ноября (День народного единства)»."""
    return capital(joined([_run(run, year, calendar) for run in _runs(days)]))


def _runs(days: tuple[dt.date, ...]) -> list[tuple[dt.date, ...]]:
    breaks = [i + 1 for i, (one, other) in enumerate(pairwise(days)) if other - one != DAY]
    edges = [0, *breaks, len(days)]
    return [days[start:end] for start, end in pairwise(edges)]


def _run(run: tuple[dt.date, ...], year: int, calendar: WorkCalendar) -> str:
    if all(calendar.is_weekend(d) for d in run):
        return joined([weekday(d) for d in run])
    names = list(dict.fromkeys(name for d in run if (name := calendar.name_of(d))))
    why = f" ({', '.join(names)})" if names else ""
    if len(run) == 1:
        return f"{day(run[0], dt.date(year, 1, 1))}{why}"
    return f"дни {span(run[0], run[-1], year)}{why}"


def _name(d: dt.date, today: dt.date, near: bool) -> str:
    return FULL[d.weekday()] if near else day(d, today)


def _of(d: dt.date, today: dt.date, near: bool, late: bool) -> str:
    if near and not late:
        return OF[d.weekday()]
    return f"{OF[d.weekday()]}, {day(d, today).partition(', ')[2]}"
