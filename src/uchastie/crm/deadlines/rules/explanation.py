"""A deadline that explains itself: a headline, the strip of days and one paragraph built from facts.

All but the minute of submission depends only on three days and the calendar, so it is made once for them.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from uchastie.crm.deadlines.rules.calendar import WorkCalendar
from uchastie.crm.deadlines.rules.sentences import how_late, path
from uchastie.crm.deadlines.rules.strip import DayCell, make_strip
from uchastie.crm.deadlines.rules.words import by_time_of, on, zone_city
from uchastie.ui.text import NBSP, day, nbsp, plural, time

WEEK = 7
DONE, LATE, TODAY = "done", "late", "today"


@dataclass(frozen=True, slots=True)
class Explanation:
    """`tone`: empty, today, late or done. `warning` is loud: the calendar of a year is not known."""

    headline: str
    cells: tuple[DayCell, ...]
    why: str
    tone: str
    warning: str
    mini: tuple[str, ...]


def explain(
    start: dt.datetime, due_at: dt.datetime, zone: dt.tzinfo, now: dt.datetime, calendar: WorkCalendar
) -> Explanation:
    """Why the deadline counted from `start` is `due_at`, as it looks at `now` to someone in `zone`."""
    begun = start.astimezone(zone)
    first, due, today = begun.date(), due_at.astimezone(zone).date(), now.astimezone(zone).date()
    known = _known(first, due, today, now > due_at, zone_city(zone), calendar)
    return Explanation(
        known.headline, known.cells, f"{_submitted(begun, today)} {known.why}", known.tone, known.warning, known.mini
    )


def explain_met(
    start: dt.datetime, due_at: dt.datetime, met_at: dt.datetime, zone: dt.tzinfo, calendar: WorkCalendar
) -> Explanation:
    """What replaces the strip once the person was reached: «связались за 1 рабочий день»."""
    first, due, met = (moment.astimezone(zone).date() for moment in (start, due_at, met_at))
    late = calendar.count_working(due, met)
    taken = calendar.count_working(first, met)
    if met_at > due_at:
        headline = f"связались позже срока на{NBSP}{_work_days(late)}" if late else "связались позже срока"
    elif met == first:
        headline = "связались в тот же день"
    else:
        headline = f"связались за{NBSP}{_work_days(taken)}" if taken else "связались до первого рабочего дня"
    cells = make_strip(first, due, met, calendar)
    why = f"{_submitted(start.astimezone(zone), met)} Срок был {day(due, met)}."
    return Explanation(headline, cells, why, DONE, "", tuple(cell.mark for cell in cells))


@lru_cache(maxsize=4096)
def _known(first: dt.date, due: dt.date, today: dt.date, late: bool, city: str, calendar: WorkCalendar) -> Explanation:
    cells = make_strip(first, due, today, calendar)
    tone = LATE if late else TODAY if due == today else ""
    why = [path(first, due, today, late, by_time_of(city), calendar)]
    if late:
        why.append(how_late(due, today, calendar))
    return Explanation(
        headline=_headline(due, today, tone),
        cells=cells,
        why=nbsp(" ".join(sentence for sentence in why if sentence)),
        tone=tone,
        warning=calendar.warning_for(min(first, due), due),
        mini=tuple(cell.mark for cell in cells),
    )


def _headline(due: dt.date, today: dt.date, tone: str) -> str:
    if tone == LATE:
        return f"был {day(due, today)}"
    return "до конца дня" if tone == TODAY else f"до {day(due, today)}"


def _submitted(begun: dt.datetime, today: dt.date) -> str:
    """«Подано в пт, 16:30.»: the date too when the weekday alone could be another week's."""
    first = begun.date()
    if first == today:
        return f"Подано сегодня, {time(begun)}."
    if 0 < (today - first).days < WEEK:
        return f"Подано {on(first)}, {time(begun)}."
    short, _, date = day(first, today).partition(", ")
    return f"Подано {'во' if short == 'вт' else 'в'}{NBSP}{short}, {date}, {time(begun)}."


def _work_days(count: int) -> str:
    return plural(count, "рабочий день", "рабочих дня", "рабочих дней")
