"""Days when an employee is away. Why is known to himself and his head only: an illness is nobody else's business."""

import datetime as dt
from enum import StrEnum

from uchastie.kernel.errors import Refusal

MIDDAY = dt.time(13)  # [P] where a half day begins or ends: the usual hour of lunch
LONGEST = dt.timedelta(days=366)


class AbsenceKind(StrEnum):
    VACATION = "vacation"
    ILLNESS = "illness"
    OTHER = "other"


KIND_NAMES: dict[AbsenceKind, str] = {
    AbsenceKind.VACATION: "Отпуск",
    AbsenceKind.ILLNESS: "Болезнь",
    AbsenceKind.OTHER: "Другое: учёба, выезд, отгул",
}


class Half(StrEnum):
    WHOLE = ""
    MORNING = "morning"
    AFTERNOON = "afternoon"


HALF_NAMES: dict[Half, str] = {
    Half.WHOLE: "Весь день",
    Half.MORNING: "До 13:00",
    Half.AFTERNOON: "После 13:00",
}


def absent_span(day: dt.date, half: Half, zone: dt.tzinfo) -> tuple[dt.datetime, dt.datetime]:
    """The hours of one day, in UTC, when somebody is away."""
    begins = MIDDAY if half is Half.AFTERNOON else dt.time(0)
    start = dt.datetime.combine(day, begins, tzinfo=zone)
    if half is Half.MORNING:
        end = dt.datetime.combine(day, MIDDAY, tzinfo=zone)
    else:
        end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(0), tzinfo=zone)
    return start.astimezone(dt.UTC), end.astimezone(dt.UTC)


def require_days(first_on: dt.date, last_on: dt.date, half: Half) -> None:
    if last_on < first_on:
        raise Refusal("days", "Последний день раньше первого. Проверьте даты.", field="last_on")
    if last_on - first_on > LONGEST:
        raise Refusal("days", "Больше года подряд записать нельзя. Проверьте год.", field="last_on")
    if half and first_on != last_on:
        raise Refusal("half", "Половина дня бывает только у одного дня. Укажите одну дату.", field="half")
