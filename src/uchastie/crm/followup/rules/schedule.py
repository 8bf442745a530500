"""When both sides are called: two weeks after the start of help, a month after it, then every month (B46, decision 9).

Every date is counted from the START and from nothing else, so a late call never shifts the later ones. 31 January and
one month is the last day of February, and two months is 31 March again."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from uchastie.crm.deadlines.rules import WorkCalendar
from uchastie.kernel.errors import Refusal
from uchastie.ui.text import plural

FIRST = 0  # the number of the call after two weeks; n is the call after n months
FORTNIGHT = dt.timedelta(days=14)
AHEAD = 12  # months that are always planned
END_OF_DAY = dt.time(23, 59, 59)
DAY = dt.timedelta(days=1)
LATER_AT_MOST = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Planned:
    """`due_on` by the calendar, `work_on` the working day on which it is made."""

    number: int
    due_on: dt.date
    work_on: dt.date


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def due_on(started_on: dt.date, number: int) -> dt.date:
    if number < FIRST:
        raise ValueError(number)
    return started_on + FORTNIGHT if number == FIRST else add_months(started_on, number)


def work_day(day: dt.date, workdays: WorkCalendar) -> dt.date:
    """The day itself when it works, else the next that does."""
    return workdays.next_working(day - DAY)


def planned(started_on: dt.date, number: int, workdays: WorkCalendar) -> Planned:
    day = due_on(started_on, number)
    return Planned(number, day, work_day(day, workdays))


def plan(started_on: dt.date, today: dt.date, workdays: WorkCalendar) -> tuple[Planned, ...]:
    """All calls from the start until twelve months from `today`, or from the start while that is in the future."""
    until = add_months(max(today, started_on), AHEAD)
    calls: list[Planned] = []
    while due_on(started_on, len(calls)) <= until:
        calls.append(planned(started_on, len(calls), workdays))
    return tuple(calls)


def due_at(work_on: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """The end of that day where the headquarters is, in UTC."""
    return dt.datetime.combine(work_on, END_OF_DAY, tzinfo=zone).astimezone(dt.UTC)


def name_of(number: int) -> str:
    return "2 недели" if number == FIRST else plural(number, "месяц", "месяца", "месяцев")


# ------------------------------------------------------------------------------------------------ one side of a call


class Party(StrEnum):
    FAMILY = "family"
    GUARDIAN = "guardian"


PARTY_NAMES = {Party.FAMILY: "Семья", Party.GUARDIAN: "Опекун"}


class SideState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    NO_ANSWER = "no_answer"  # tried, to be tried again
    SKIPPED = "skipped"


OPEN_SIDES = frozenset({SideState.WAITING, SideState.NO_ANSWER})


class CallState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # both sides are done or skipped
    CANCELLED = "cancelled"  # the help has ended before it


class Outcome(StrEnum):
    TALKED = "talked"
    NO_ANSWER = "no_answer"
    LATER = "later"
    WRONG_NUMBER = "wrong_number"
    SKIPPED = "skipped"


OUTCOME_NAMES = {
    Outcome.TALKED: "Поговорили",
    Outcome.NO_ANSWER: "Никто не ответил",
    Outcome.LATER: "Просят позже",
    Outcome.WRONG_NUMBER: "Неверный номер",
    Outcome.SKIPPED: "Не звоним в этот раз",
}


class SkipReason(StrEnum):
    TALKED_ELSEWHERE = "talked_elsewhere"
    ASKED_NOT_TO = "asked_not_to"
    AWAY = "away"
    OTHER = "other"


SKIP_REASONS = {
    SkipReason.TALKED_ELSEWHERE: "Поговорили при встрече",
    SkipReason.ASKED_NOT_TO: "Просят в этот раз не звонить",
    SkipReason.AWAY: "В отъезде",
    SkipReason.OTHER: "Другое",
}
NOTE_LIMIT = 1000


def retry_day(today: dt.date, workdays: WorkCalendar, wished: dt.date | None = None) -> dt.date:
    """Nobody answered: the next working day. Asked for later: the day they named, moved to a working one."""
    soonest = workdays.next_working(today)
    if wished is None:
        return soonest
    if not today < wished <= today + LATER_AT_MOST:
        message = "Выберите день позже сегодняшнего, но в пределах месяца: дальше будет следующий созвон."
        raise Refusal("later_on", message, field="later_on")
    return work_day(wished, workdays)


def require_skip(reason: str, note: str) -> None:
    if reason not in set(SkipReason):
        raise Refusal("skip_reason", "Выберите, почему не звоним.", field="skip_reason")
    if reason == SkipReason.OTHER and not note.strip():
        raise Refusal("skip_note", "Напишите в двух словах, почему не звоним.", field="note")


def require_open(state: str) -> None:
    if state == CallState.CANCELLED:
        raise Refusal("cancelled", "Этот созвон отменён: помощь прекращена.")


def require_note(note: str) -> str:
    clean = note.strip()
    if len(clean) > NOTE_LIMIT:
        raise Refusal("note", f"Слишком длинно: не больше {NOTE_LIMIT} знаков.", field="note")
    return clean
