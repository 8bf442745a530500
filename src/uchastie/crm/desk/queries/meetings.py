"""Free times for the meeting of a request, as staff and as the person are offered them."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from uchastie.crm.appointments import queries as bookings
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.appointments.queries.slots import Host
from uchastie.crm.appointments.rules import MOVE_BEFORE, PERSON_STEP, Slot
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries.passing import list_gaps
from uchastie.crm.desk.rules import Format
from uchastie.crm.network.models import Premises, Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.ui import text

LOOK_AHEAD = 10  # days in which the nearest times are sought for staff
NEAREST = 6
A_DAY = 2  # of the nearest times no more of one day: mornings and afternoons, not one morning
SHOWN_DAYS = 3  # days with free time on one page of the person
SEEN_DAYS = 14  # days looked through to find them


class MeetingOptions:
    """What the form of a meeting offers; read when it is drawn, once."""

    def __init__(self, unit: Unit, request: ServiceRequest | None = None, actor: Actor | None = None) -> None:
        self.unit, self.request, self.actor = unit, request, actor

    @cached_property
    def hosts(self) -> list[Host]:
        return bookings.list_hosts(self.unit)

    @cached_property
    def untrained(self) -> dict[UUID, tuple[str, ...]]:
        """Who of them lacks what for the service of the request."""
        return list_gaps(self.request, [host.id for host in self.hosts]) if self.request else {}

    @cached_property
    def rooms(self) -> list[Premises]:
        return bookings.list_rooms(self.unit)

    @cached_property
    def known(self) -> Appointment | None:
        return bookings.find_agreed(self.request.pk) if self.request and self.request.agreed_at else None

    @cached_property
    def host_id(self) -> UUID | None:
        """Who receives if nobody else is chosen."""
        wanted = [self.known.employee_id] if self.known else []
        wanted += [self.request.assignee_id] if self.request else []
        wanted += [self.actor.user_id] if self.actor else []
        ids = {host.id for host in self.hosts}
        return next((one for one in wanted if one in ids), None)

    @cached_property
    def slots(self) -> list[Slot]:
        """The nearest free times of that employee in the centre; nothing without a request."""
        if self.request is None:
            return []
        free = bookings.list_free_slots(
            self.unit,
            minutes=self.request.service.minutes,
            format=Format.IN_PERSON,
            from_day=clock.today(self.unit.zone),
            days=LOOK_AHEAD,
            employee_id=self.host_id,
            ignore=self.request.pk,
        )
        return _spread(free, self.unit.zone)


def _spread(slots: list[Slot], zone: dt.tzinfo) -> list[Slot]:
    """The first of each half of each day."""
    chosen: dict[tuple[dt.date, bool], Slot] = {}
    for slot in slots:
        local = slot.starts_at.astimezone(zone)
        chosen.setdefault((local.date(), local.hour >= 13), slot)
    return list(chosen.values())[:NEAREST]


@dataclass(frozen=True, slots=True)
class Offered:
    """Days of a page of the person, each with its times, taken ones too; `after` begins the next page."""

    days: dict[dt.date, list[Slot]]
    after: dt.date | None


def list_offered_times(request: ServiceRequest, known: Appointment, from_day: dt.date | None = None) -> Offered:
    """Days with at least one free time, at most three on a page."""
    first = max(from_day or clock.today(request.unit.zone), clock.today(request.unit.zone))
    by_day: dict[dt.date, list[Slot]] = {}
    for slot in _slots(request, known, Format(known.format), first, SEEN_DAYS):
        by_day.setdefault(slot.starts_at.astimezone(request.unit.zone).date(), []).append(slot)
    open_days = [day for day, slots in by_day.items() if any(slot.free for slot in slots)]
    shown = open_days[:SHOWN_DAYS]
    if len(open_days) > SHOWN_DAYS:
        after: dt.date | None = open_days[SHOWN_DAYS]
    else:
        after = first + dt.timedelta(days=SEEN_DAYS) if shown else None
    return Offered({day: by_day[day] for day in shown}, after)


def find_offered(request: ServiceRequest, known: Appointment, starts_at: dt.datetime, format: Format) -> Slot | None:
    """The free slot at this moment; None when it is taken or was never offered."""
    day = starts_at.astimezone(request.unit.zone).date()
    slots = _slots(request, known, format, day, 1)
    return next((slot for slot in slots if slot.free and slot.starts_at == starts_at), None)


def nearest_offered(request: ServiceRequest, known: Appointment, wanted: dt.datetime, format: Format) -> str:
    """«завтра, 11:00», or nothing."""
    today = clock.today(request.unit.zone)
    day = max(wanted.astimezone(request.unit.zone).date(), today)
    free = [slot for slot in _slots(request, known, format, day, SEEN_DAYS) if slot.free]
    nearest = min(free, key=lambda slot: abs(slot.starts_at - wanted), default=None)
    return text.moment(nearest.starts_at, request.unit.zone, clock.now()) if nearest else ""


def _slots(request: ServiceRequest, known: Appointment, format: Format, first: dt.date, days: int) -> list[Slot]:
    """With the same employee; with anybody when he receives here no more. The meeting's own time is not offered."""
    hosts = {host.id for host in bookings.list_hosts(request.unit)}
    slots = bookings.list_slots(
        request.unit,
        minutes=request.service.minutes,
        format=format,
        from_day=first,
        days=days,
        employee_id=known.employee_id if known.employee_id in hosts else None,
        step=PERSON_STEP,
        not_before=clock.now() + MOVE_BEFORE,
        ignore=request.pk,
    )
    return [slot for slot in slots if slot.starts_at != known.starts_at]


def cautions(request: ServiceRequest) -> list[str]:
    """What staff should know about the time they have agreed; it is theirs to decide."""
    known = bookings.find_agreed(request.pk)
    if known is None:
        return []
    told = []
    if bookings.is_outside_hours(request.unit, known.starts_at, known.ends_at):
        told.append("В это время центр закрыт. Проверьте, что человека встретят.")
    day = known.starts_at.astimezone(request.unit.zone).date()
    if known.employee_id and any(bookings.list_away([known.employee_id], day, day)):
        told.append("В этот день сотрудника нет. Проверьте, кто встретит человека.")
    for lacks in list_gaps(request, [known.employee_id] if known.employee_id else []).values():
        told.append(f"У того, кто встретит человека, нет отметки об обучении: {', '.join(lacks)}. Работать можно.")
    return told
