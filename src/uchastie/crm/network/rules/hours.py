"""The arithmetic of opening hours, and how people write them."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from uchastie.kernel.errors import Refusal

WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
WEEKDAY_NAMES = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


@dataclass(frozen=True, slots=True)
class Interval:
    """One stretch of opening hours; weekday 0 is Monday. Several in a day mean a break between them."""

    weekday: int
    opens: dt.time
    closes: dt.time


def is_open(hours: Iterable[Interval], local: dt.datetime) -> bool:
    return any(i.weekday == local.weekday() and i.opens <= local.time() < i.closes for i in hours)


INTERVAL = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")
DAY_OFF = {"", "-", "–", "—", "выходной", "вых"}


def parse_hours(weekday: int, text: str) -> list[Interval]:
    """«9:00–13:00, 14–18» → two intervals; «выходной» and nothing → none. `Refusal("bad_hours")` for the rest."""
    if text.strip().casefold().rstrip(".") in DAY_OFF:
        return []
    found = [_interval(weekday, part.strip()) for part in re.split(r"[,;]", text)]
    found.sort(key=lambda interval: interval.opens)
    for earlier, later in pairwise(found):
        if later.opens < earlier.closes:
            raise _bad_hours("Отрезки времени пересекаются. Пример с перерывом: 9:00–13:00, 14:00–18:00.")
    return found


def _interval(weekday: int, text: str) -> Interval:
    match = INTERVAL.fullmatch(text)
    if not match:
        raise _bad_hours("Напишите так: 9:00–18:00, с перерывом: 9:00–13:00, 14:00–18:00, или «выходной».")
    try:
        opens = dt.time(int(match[1]), int(match[2] or 0))
        closes = dt.time(23, 59) if int(match[3]) == 24 else dt.time(int(match[3]), int(match[4] or 0))
    except ValueError:
        raise _bad_hours("Такого времени нет: часы от 0 до 23, минуты от 0 до 59.") from None
    if closes <= opens:
        raise _bad_hours("Закрытие должно быть позже открытия.")
    return Interval(weekday, opens, closes)


def _bad_hours(message: str) -> Refusal:
    return Refusal("bad_hours", message)


def write_hours(intervals: Iterable[Interval]) -> str:
    """The intervals of one day as people write them: «9:00–13:00, 14:00–18:00»."""
    return ", ".join(f"{write_time(i.opens)}–{write_time(i.closes)}" for i in sorted(intervals, key=lambda i: i.opens))


def write_time(time: dt.time) -> str:
    return "24:00" if time == dt.time(23, 59) else f"{time.hour}:{time.minute:02d}"


def summarise_hours(intervals: Iterable[Interval]) -> list[tuple[str, str]]:
    """The week in as few lines as it needs: [("пн–пт", "9:00–18:00"), ("сб–вс", "выходной")]."""
    by_day: dict[int, list[Interval]] = {day: [] for day in range(7)}
    for interval in intervals:
        by_day[interval.weekday].append(interval)
    lines: list[tuple[int, int, str]] = []
    for day in range(7):
        text = write_hours(by_day[day]) or "выходной"
        if lines and lines[-1][2] == text:
            lines[-1] = (lines[-1][0], day, text)
        else:
            lines.append((day, day, text))
    return [(_days(first, last), text) for first, last, text in lines]


def _days(first: int, last: int) -> str:
    if first == last:
        return WEEKDAYS[first]
    return f"{WEEKDAYS[first]}{', ' if last == first + 1 else '–'}{WEEKDAYS[last]}"
