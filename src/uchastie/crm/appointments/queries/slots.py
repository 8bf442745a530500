"""Free time of a centre: opening hours, staff, rooms, absences, meetings and the production calendar, always in the
same number of statements."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from uchastie.crm.appointments.access import WORKERS
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.appointments.queries.absences import Away, list_away
from uchastie.crm.appointments.rules import (
    STEP,
    Busy,
    Format,
    Resources,
    Slot,
    Span,
    State,
    absent_span,
    busy_span,
    is_outside,
    open_spans,
)
from uchastie.crm.appointments.rules import list_slots as arrange
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Premises, Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

DAY = dt.timedelta(days=1)
NEAREST_WITHIN = 14  # days looked through for the nearest free time


class Host(NamedTuple):
    """An employee who may receive people."""

    id: UUID
    name: str


def list_hosts(unit: Unit) -> list[Host]:
    rows = network.list_staff(SYSTEM, unit)
    found = {row.user_id: Host(row.user_id, row.user.name) for row in rows if row.role in WORKERS}
    return sorted(found.values(), key=lambda host: host.name)


def list_rooms(unit: Unit) -> list[Premises]:
    """Those without steps first: they suit everybody."""
    return sorted(unit.premises.all(), key=lambda room: (not room.step_free, room.name))


def open_week(unit: Unit, first: dt.date, days: int) -> dict[dt.date, list[Span]]:
    """Opening hours of each day, in UTC; two statements."""
    week, calendar, zone = unit.week(), deadlines.get_calendar(unit.region_id), unit.zone
    dates = [first + DAY * place for place in range(days)]
    return {day: open_spans(week, day, zone, calendar) for day in dates}


def is_outside_hours(unit: Unit, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
    """A centre that has told no hours is never closed."""
    if not unit.week():
        return False
    spans = open_week(unit, starts_at.astimezone(unit.zone).date(), 1)
    return is_outside([span for day in spans.values() for span in day], starts_at, ends_at)


def list_slots(
    unit: Unit,
    *,
    minutes: int,
    format: Format,
    from_day: dt.date,
    days: int,
    employee_id: UUID | None = None,
    step: dt.timedelta = STEP,
    not_before: dt.datetime | None = None,
    ignore: UUID | None = None,
) -> list[Slot]:
    """All starts from `not_before` (now) on, the taken ones too. `ignore` is what the moved meeting is about: its own
    time is not in its way."""
    hosts = [host.id for host in list_hosts(unit) if employee_id in (None, host.id)]
    rooms = [room.pk for room in list_rooms(unit)]
    busy = list_busy(unit, hosts, from_day, days, ignore=ignore)
    spans = [span for day in open_week(unit, from_day, days).values() for span in day]
    length = dt.timedelta(minutes=minutes)
    found = arrange(spans, Resources(hosts, rooms, busy), length=length, format=format, step=step)
    earliest = not_before or clock.now()
    return [slot for slot in found if slot.starts_at >= earliest]


def list_free_slots(
    unit: Unit,
    *,
    minutes: int,
    format: Format,
    from_day: dt.date,
    days: int,
    employee_id: UUID | None = None,
    ignore: UUID | None = None,
) -> list[Slot]:
    slots = list_slots(
        unit, minutes=minutes, format=format, from_day=from_day, days=days, employee_id=employee_id, ignore=ignore
    )
    return [slot for slot in slots if slot.free]


def find_nearest(
    unit: Unit,
    wanted: dt.datetime,
    *,
    minutes: int,
    format: Format,
    employee_id: UUID | None = None,
    ignore: UUID | None = None,
) -> Slot | None:
    """The free time nearest to the wanted one, on its day or in the two weeks after."""
    day = max(wanted, clock.now()).astimezone(unit.zone).date()
    slots = list_free_slots(
        unit, minutes=minutes, format=format, from_day=day, days=NEAREST_WITHIN, employee_id=employee_id, ignore=ignore
    )
    return min(slots, key=lambda slot: abs(slot.starts_at - wanted), default=None)


def list_busy(
    unit: Unit,
    hosts: Collection[UUID],
    first: dt.date,
    days: int,
    *,
    ignore: UUID | None = None,
    away: Iterable[Away] | None = None,
) -> list[Busy]:
    """Meetings of the unit's rooms and of the employees, in other centres too, and absences (`away`, when they are
    known already). Two statements at most."""
    zone = unit.zone
    begins = dt.datetime.combine(first, dt.time(0), tzinfo=zone).astimezone(dt.UTC)
    near = Q(starts_at__gte=begins - DAY, starts_at__lt=begins + DAY * (days + 1))
    rows = Appointment.objects.filter(near, Q(unit=unit) | Q(employee_id__in=hosts), state=State.AGREED)
    if ignore is not None:
        rows = rows.exclude(about_id=ignore)
    busy = _meetings(rows.values_list("employee_id", "room_id", "format", "starts_at", "ends_at"))
    for one in list_away(hosts, first, first + DAY * days) if away is None else away:
        busy.append(Busy(one.user_id, *absent_span(one.day, one.half, zone)))
    return busy


def _meetings(rows: Iterable[tuple[UUID | None, UUID | None, str, dt.datetime, dt.datetime]]) -> list[Busy]:
    busy = []
    for employee_id, room_id, format, starts_at, ends_at in rows:
        if employee_id:
            busy.append(Busy(employee_id, *busy_span(Format(format), starts_at, ends_at)))
        if room_id:
            busy.append(Busy(room_id, starts_at, ends_at))
    return busy
