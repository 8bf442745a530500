"""What an appointment is, how long it keeps its people and room, and until when the person may move it.

The figures marked [P] are ours, no document gives them; each says why."""

import datetime as dt
from enum import StrEnum

from uchastie.kernel.errors import Refusal

CELL = dt.timedelta(minutes=5)  # what one row of the guard against double booking covers
STEP = dt.timedelta(minutes=30)  # [P] starts offered to staff: half hours are how people agree by phone
PERSON_STEP = dt.timedelta(hours=1)  # [P] starts offered to the person: nine buttons a day, not eighteen, on a phone
TRAVEL = dt.timedelta(minutes=30)  # [P] the way to a person and back: within a town, by bus
MOVE_BEFORE = dt.timedelta(hours=3)  # [P] later the employee is on the way or has refused others: then by telephone
LONGEST = dt.timedelta(hours=12)


class State(StrEnum):
    AGREED = "agreed"
    CANCELLED = "cancelled"
    DONE = "done"
    NO_SHOW = "no_show"


class Format(StrEnum):
    """How the service will be delivered (A19, A38)."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    ONLINE = "online"
    AT_PERSON = "at_person"


FORMAT_NAMES: dict[Format, str] = {
    Format.IN_PERSON: "В центре",
    Format.PHONE: "По телефону",
    Format.ONLINE: "По видеосвязи",
    Format.AT_PERSON: "У человека",
}


def busy_span(format: Format, starts_at: dt.datetime, ends_at: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """How long the employee is taken: a visit to the person takes the way there and back too."""
    way = TRAVEL if format is Format.AT_PERSON else dt.timedelta()
    return starts_at - way, ends_at + way


def cells(starts_at: dt.datetime, ends_at: dt.datetime) -> list[dt.datetime]:
    """The beginnings of all five-minute cells that the time touches, in UTC."""
    at = starts_at.astimezone(dt.UTC).replace(second=0, microsecond=0)
    at -= dt.timedelta(minutes=at.minute % 5)
    found = []
    while at < ends_at:
        found.append(at)
        at += CELL
    return found


def require_length(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    if not dt.timedelta(0) < ends_at - starts_at <= LONGEST:
        raise Refusal("length", "Встреча длится от 1 минуты до 12 часов. Проверьте, сколько минут занимает сервис.")


def may_move(starts_at: dt.datetime, now: dt.datetime) -> bool:
    return now <= starts_at - MOVE_BEFORE


def require_movable(starts_at: dt.datetime, now: dt.datetime) -> None:
    """The person moves it alone until `MOVE_BEFORE`; giving it up is possible until it begins."""
    if not may_move(starts_at, now):
        message = "До встречи меньше 3 часов: перенести её здесь уже нельзя. Позвоните в центр, мы договоримся."
        raise Refusal("too_late", message)
