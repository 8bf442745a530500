"""A request in one line of plain words: what happens now and what is promised next."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import WorkCalendar, explain
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import status_token
from uchastie.crm.desk.rules import UNCONTACTED, CancelReason, Status
from uchastie.kernel import clock
from uchastie.ui import text

ENDED = {
    CancelReason.DUPLICATE: "Закрыта: такая же заявка уже есть",
    CancelReason.BY_APPLICANT: "Закрыта: вы отказались",
    CancelReason.OUT_OF_SCOPE: "Закрыта: центр с этим не помогает",
    CancelReason.UNREACHABLE: "Закрыта: не смогли с вами связаться",
    CancelReason.HELPED: "Закрыта: вам уже помогают",
    CancelReason.TEST: "Проверочная запись",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One request of the list. `tone` is that of a tag: late, today, wait, done or none."""

    token: str
    number: str
    service: str
    centre: str
    phone: str
    state: str
    icon: str
    tone: str
    when: str
    who: str
    asks: bool


def lines(requests: Iterable[ServiceRequest]) -> list[Line]:
    """One calendar per region, however many requests."""
    now = clock.now()
    calendars: dict[str, WorkCalendar] = {}
    found = []
    for request in requests:
        region = request.unit.region_id or ""
        if request.status in UNCONTACTED and region not in calendars:
            calendars[region] = deadlines.get_calendar(region)
        found.append(_line(request, calendars.get(region), now))
    return found


def _line(request: ServiceRequest, calendar: WorkCalendar | None, now: dt.datetime) -> Line:
    state, icon, tone = _state(request, calendar, now)
    zone = request.unit.zone
    return Line(
        token=status_token(request.pk),
        number=request.number,
        service=request.service.name,
        centre=request.unit.name,
        phone=request.unit.phone,
        state=state,
        icon=icon,
        tone=tone,
        when=text.day(request.submitted_at.astimezone(zone).date(), now.astimezone(zone).date()),
        who=request.assignee.name if request.assignee else "",
        asks=request.asked_at is not None,
    )


def _state(request: ServiceRequest, calendar: WorkCalendar | None, now: dt.datetime) -> tuple[str, str, str]:
    state, zone = Status(request.status), request.unit.zone
    if state in UNCONTACTED and calendar:
        return _promise(request, calendar, now)
    if state is Status.SCHEDULED and request.agreed_at:
        return f"Встреча: {text.moment(request.agreed_at, zone, now)}", "calendar-check", "done"
    if state is Status.CANCELLED:
        return ENDED[CancelReason(request.cancel_reason)], "ban", ""
    return {
        Status.CONTACTED: ("Поговорили, договариваемся о дне", "hourglass", "wait"),
        Status.DELIVERED: ("Сервис оказан, ждём вашу оценку", "star", "today"),
        Status.RATED: ("Сервис оказан, спасибо за оценку", "circle-check", "done"),
        Status.CLOSED: ("Сервис оказан, заявка закрыта", "circle-check", ""),
    }.get(state, ("Заявка у нас", "inbox", ""))


def _promise(request: ServiceRequest, calendar: WorkCalendar, now: dt.datetime) -> tuple[str, str, str]:
    zone = request.unit.zone
    told = explain(request.clock_began_at, request.contact_due_at, zone, now, calendar)
    if told.tone == "late":
        due = text.day(request.contact_due_at.astimezone(zone).date(), now.astimezone(zone).date())
        return f"Обещали связаться до {due} и не успели. Позвоните нам", "triangle-alert", "late"
    return f"Свяжемся {told.headline}", "clock", "today" if told.tone == "today" else ""
