"""How events are told: a card of a list, the months of a year, iCalendar."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from uchastie.crm.appointments.rules.calendars import Meeting, write_feed
from uchastie.crm.events import queries
from uchastie.crm.events.models import Event
from uchastie.crm.events.queries import Told
from uchastie.crm.events.rules import State
from uchastie.kernel import clock

MONTHS = (
    *("Январь", "Февраль", "Март", "Апрель", "Май", "Июнь"),
    *("Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"),
)
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    number: int
    tone: str  # past, now or ''
    events: tuple[Told, ...]


def is_open(event: Event) -> bool:
    """May one still register by oneself?"""
    return event.state == State.PUBLISHED and event.starts_at > clock.now()


def months(events: Iterable[Event], today: dt.date, year: int, came: dict[UUID, int] | None = None) -> list[Month]:
    by_month: dict[int, list[Told]] = {}
    for event in events:
        by_month.setdefault(event.day.month, []).append(queries.tell(event, (came or {}).get(event.pk, 0)))
    return [
        Month(name, number, _tone(year, number, today), tuple(by_month.get(number, ())))
        for number, name in enumerate(MONTHS, start=1)
    ]


def _tone(year: int, month: int, today: dt.date) -> str:
    if (year, month) == (today.year, today.month):
        return "now"
    return "past" if (year, month) < (today.year, today.month) else ""


def year_of(typed: str, default: int) -> int:
    """«2026»; what is no year of a calendar is the default."""
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else default
    return year if FIRST_YEAR <= year <= LAST_YEAR else default


def calendar_answer(events: Iterable[Event], *, name: str) -> HttpResponse:
    meetings = [
        Meeting(
            uid=f"{event.pk}@events",
            sequence=event.version,
            title=event.title,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            zone=event.unit.tz,
            changed_at=event.changed_at,
            place=event.where,
            cancelled=event.state == State.CANCELLED,
            url=settings.SITE_URL + reverse("events:event", args=[event.code]),
            private=False,
        )
        for event in events
    ]
    answer = HttpResponse(write_feed(meetings, name=name), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="events.ics"'
    return answer
