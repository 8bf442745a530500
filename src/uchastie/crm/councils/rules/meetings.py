"""Meetings: planned, the agenda sent, held or cancelled; points anybody of the members may propose."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal

FARTHEST = dt.timedelta(days=400)


class MeetingState(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    HELD = "held"
    CANCELLED = "cancelled"


class PointKind(StrEnum):
    REPORT = "report"
    DECIDE = "decide"
    ADVISE = "advise"


POINT_NAMES: dict[PointKind, str] = {
    PointKind.REPORT: "отчёт",
    PointKind.DECIDE: "решаем",
    PointKind.ADVISE: "советуем",
}


class PointState(StrEnum):
    PROPOSED = "proposed"  # waits for the next meeting
    ON = "on"  # stands in the agenda of a meeting
    DECLINED = "declined"  # with a reason its author reads


@dataclass(frozen=True, slots=True)
class MeetingValues:
    starts_at: dt.datetime
    place: str
    note: str


def require_meeting(values: MeetingValues, now: dt.datetime) -> None:
    if values.starts_at < now - dt.timedelta(days=60):
        raise Refusal("past", "Этот день давно прошёл. Проверьте год.", field="day")
    if values.starts_at > now + FARTHEST:
        raise Refusal("far", "До встречи больше года. Проверьте год.", field="day")
    if not values.place.strip():
        raise Refusal("place", "Напишите, где встречаемся и можно ли войти без ступеней.", field="place")
