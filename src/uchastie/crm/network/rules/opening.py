"""How opening hours are told to a citizen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from uchastie.crm.network.rules.hours import Interval, is_open, summarise_hours, write_time


@dataclass(frozen=True, slots=True)
class Opening:
    """How the hours are told to a citizen: `state` and `until` about this moment, `week` about every day."""

    is_open: bool
    state: str
    until: str
    week: str


_ROUND_THE_CLOCK = "пн–вс круглосуточно"
_ON = ("в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье")


def describe_opening(hours: Iterable[Interval], local: dt.datetime) -> Opening:
    """«Сейчас открыто», «до 18:00», «пн–вс с 9:00 до 18:00»; `local` is the moment in the centre's zone."""
    intervals = sorted(hours, key=lambda i: (i.weekday, i.opens))
    if not intervals:
        return Opening(False, "Часы работы уточните по телефону", "", "")
    week = "; ".join(f"{days} {_spoken(text)}" for days, text in summarise_hours(intervals))
    if week == _ROUND_THE_CLOCK:
        return Opening(True, "Открыто круглосуточно", "", "без выходных")
    now = next((i for i in intervals if is_open([i], local)), None)
    if now:
        return Opening(True, "Сейчас открыто", f"до {write_time(now.closes)}", week)
    return Opening(False, "Сейчас закрыто", f"откроется {_next_opening(intervals, local)}", week)


def _next_opening(intervals: list[Interval], local: dt.datetime) -> str:
    for ahead in range(8):
        weekday = (local.weekday() + ahead) % 7
        for interval in intervals:
            if interval.weekday == weekday and (ahead or interval.opens > local.time()):
                day = "" if ahead == 0 else "завтра " if ahead == 1 else f"{_ON[weekday]} "
                return f"{day}в {write_time(interval.opens)}"
    raise ValueError(intervals)


def _spoken(text: str) -> str:
    """«9:00–13:00, 14:00–18:00» → «с 9:00 до 18:00, перерыв с 13:00 до 14:00»."""
    if "–" not in text:
        return f"— {text}"
    if text == "0:00–24:00":
        return "круглосуточно"
    parts = [part.split("–") for part in text.split(", ")]
    breaks = [f"с {one[1]} до {other[0]}" for one, other in pairwise(parts)]
    whole = f"с {parts[0][0]} до {parts[-1][1]}"
    return f"{whole}, перерыв {' и '.join(breaks)}" if breaks else whole
