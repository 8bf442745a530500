"""What is told about a meeting: to the person, and to the employee who receives. Facts only; the words stand in
`notifications`. Nobody's name goes to staff: the number of the request is enough to open it."""

import datetime as dt

from django.urls import reverse

from uchastie.crm.appointments.models import Appointment
from uchastie.crm.appointments.rules import ReminderKind
from uchastie.crm.desk import queries
from uchastie.crm.desk.actions.letters import reader
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import FORMAT_NAMES, Format
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import clock
from uchastie.ui import text


def tell_agreed(request: ServiceRequest, meeting: Appointment, was: dt.datetime | None) -> None:
    """The first agreement, or a new time instead of `was`; other changes of the same time are told by the page."""
    if was is None:
        _tell(request, meeting, "appointment_agreed", {"когда": _when(request, meeting.starts_at)})
    elif was != meeting.starts_at:
        times = {"когда": _when(request, meeting.starts_at), "было": _when(request, was)}
        _tell(request, meeting, "appointment_moved", times, promised=was)


def tell_cancelled(request: ServiceRequest, meeting: Appointment) -> None:
    _tell(request, meeting, "appointment_cancelled", {"когда": _when(request, meeting.starts_at)}, place=False)


def tell_reminder(request: ServiceRequest, meeting: Appointment, kind: str) -> None:
    """Counted by the number of the time: of a moved meeting there are reminders of its own."""
    when = _when(request, meeting.starts_at)
    _tell(request, meeting, "appointment_reminder", {"когда": when}, occasion=f"-{ReminderKind(kind)}")


def tell_employee(request: ServiceRequest, meeting: Appointment, what: str) -> None:
    """The person has moved the meeting, given it up or asked for another time."""
    if meeting.employee_id is None:
        return
    to = messages.staff(meeting.employee_id, unit_id=request.unit_id)
    if to is None:
        return
    notifications.notify(
        event="appointment_changed",
        about_id=request.pk,
        to=to,
        unit_id=request.unit_id,
        number=request.number,
        values={"о чём": what, "когда": _when(request, meeting.starts_at)},
        url=reverse("desk:request", args=[request.pk]),
        occasion=f"{meeting.pk.hex[-12:]}-{meeting.sequence}-v{request.version}",
        meeting_at=meeting.starts_at,
    )


def _tell(
    request: ServiceRequest,
    meeting: Appointment,
    event: str,
    values: dict[str, str],
    *,
    promised: dt.datetime | None = None,
    place: bool = True,
    occasion: str = "",
) -> None:
    facts = {"место": _where(request, meeting), "заметка": request.agreed_note} if place else {}
    notifications.notify(
        event=event,
        about_id=request.pk,
        to=reader(request),
        unit_id=request.unit_id,
        number=request.number,
        values=values | facts,
        url=reverse("desk:status", args=[queries.status_token(request.pk)]),
        occasion=f"{meeting.pk.hex[-12:]}-{meeting.sequence}{occasion}",
        meeting_at=promised or meeting.starts_at,
    )


def _where(request: ServiceRequest, meeting: Appointment) -> str:
    """The place for a meeting in the centre, with the room; else how it takes place."""
    if meeting.format != Format.IN_PERSON:
        return FORMAT_NAMES[Format(meeting.format)]
    unit, room = request.unit, meeting.room
    inside = ", ".join(part for part in (room.name, room.note) if part) if room else unit.directions
    return ", ".join(part for part in (unit.place, inside) if part)


def _when(request: ServiceRequest, at: dt.datetime) -> str:
    return text.moment(at, request.unit.zone, clock.now())
