"""The calls of a pair on a line of dates, in words."""

import datetime as dt

from uchastie.crm.followup.models import Call
from uchastie.crm.followup.rules import schedule
from uchastie.crm.followup.rules.schedule import CallState
from uchastie.ui import text

MOST = 7  # dates on the line of a page
FEW = 4  # of a panel


def dline(
    calls: list[Call], started_on: dt.date, today: dt.date, current: Call | None = None, *, most: int = MOST
) -> list[tuple[str, str, str]]:
    """The start, then a window of the calls around the present one: (date, note, state). A panel shows fewer."""
    points = [(_words(started_on), "начало помощи", "past")]
    first = next((place for place, call in enumerate(calls) if _is_now(call, current)), 0)
    from_here = max(0, first - (2 if most == MOST else 1))
    window = calls[from_here : from_here + most - 1]
    return points + [_point(call, today, current) for call in window]


def _is_now(call: Call, current: Call | None) -> bool:
    return call.pk == current.pk if current else call.state == CallState.OPEN


def _point(call: Call, today: dt.date, current: Call | None) -> tuple[str, str, str]:
    note = schedule.name_of(call.number)
    if call.work_on != call.due_on:
        note += f", по календарю {_words(call.due_on)}"
    if call.state == CallState.CLOSED:
        return _words(call.work_on), note, "past"
    if call.work_on < today:
        return _words(call.work_on), note, "late"
    state = "now" if current is not None and call.pk == current.pk else ""
    return _words(call.work_on), note, state


def _words(date: dt.date) -> str:
    """Without the year: the line is shorter than a year, and the dates stand one after another."""
    return text.day(date, date)
