"""What a request has booked. Time, employee and room are kept by `appointments`, which knows the request by its id only;
here they follow the request, inside the transaction that changes it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.appointments import actions as appointments
from uchastie.crm.appointments import queries as bookings
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.desk import rules
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Format, Status
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """Who receives and where; what is not said is chosen: the one who leads the request, any free room."""

    employee_id: UUID | None = None
    room_id: UUID | None = None
    with_room: bool = True


def book(
    request: ServiceRequest, starts_at: dt.datetime, format: Format, place: Place, actor: Actor | None = None
) -> Appointment:
    """Inside the caller's transaction."""
    return appointments.book(
        unit=request.unit,
        about_id=request.pk,
        title=rules.meeting_title(request.number),
        starts_at=starts_at,
        minutes=request.service.minutes,
        format=format,
        employee_id=place.employee_id or _receiver(request, actor),
        room_id=place.room_id,
        with_room=place.with_room,
    )


def _receiver(request: ServiceRequest, actor: Actor | None) -> UUID | None:
    """The one who leads the request, else the one who agrees; nobody yet when neither receives people here."""
    hosts = {host.id for host in bookings.list_hosts(request.unit)}
    wanted = (request.assignee_id, actor.user_id if actor else None)
    return next((one for one in wanted if one in hosts), None)


def release(request: ServiceRequest) -> None:
    """The request is closed or works elsewhere: its time is free again, without a letter of its own."""
    appointments.cancel(about_id=request.pk)


def finish(request: ServiceRequest) -> None:
    appointments.finish(about_id=request.pk)


def follow(request: ServiceRequest) -> None:
    """A step was taken back: what is booked becomes what the request says. A time that somebody else has got
    meanwhile is refused, and the step stays."""
    if request.status == Status.SCHEDULED and request.agreed_at and request.agreed_at > clock.now():
        known = bookings.find_latest(request.pk)
        place = Place(known.employee_id, known.room_id) if known else Place()
        book(request, request.agreed_at, Format(request.agreed_format), place)
    elif request.status != Status.SCHEDULED:
        release(request)


def ask_again_at(request: ServiceRequest, now: dt.datetime) -> dt.datetime:
    """By the end of the next working day."""
    calendar = deadlines.get_calendar(request.unit.region_id)
    return clocks.working_days_deadline(now, 1, request.unit.zone, calendar).due_at
