"""What makes the table of days follow: the change itself, a look at the centre's page, the night."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from uchastie.crm.desk import queries as desk
from uchastie.crm.insight.actions.counting import RECENT, count_marked, mark_days
from uchastie.crm.insight.actions.days import count_stale, mark_changed
from uchastie.crm.insight.models import Counting, DayMeasure, Mark
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.jobs import job

DAY = dt.timedelta(days=1)
_MOMENTS = ("submitted_at", "contact_due_at", "delivery__at", "review__created_at")


@job
def count_soon() -> None:
    """Right after a change: the worker takes it within a second, and whatever else is marked."""
    while count_marked():
        pass


@transaction.atomic
def follow_change(*, unit_id: UUID, days: Iterable[dt.date]) -> None:
    """Counting in the transaction of the change would not see what others have not committed yet, so it comes after."""
    if mark_days(unit_id=unit_id, days=days):
        count_soon.enqueue()


def catch_up(unit: Unit) -> bool:
    """Before the page of a centre is read: count what has changed since it was counted last. Three statements when
    nothing has."""
    counting = Counting.objects.filter(unit=unit).first()
    days = _days_to_count(unit, counting)
    if not days and not Mark.objects.filter(unit=unit).exists():
        return False
    mark_days(unit_id=unit.pk, days=days)
    while count_marked(unit_id=unit.pk):
        pass
    return True


def _days_to_count(unit: Unit, counting: Counting | None) -> set[dt.date]:
    today = clock.today(unit.zone)
    if counting is None or counting.tz != unit.tz:
        return set(_every_day(unit, today))
    changed = desk.visible_to(SYSTEM).filter(unit=unit, updated_at__gt=counting.counted_at).order_by()
    rows: Any = changed.values_list(*_MOMENTS)
    days = {moment.astimezone(unit.zone).date() for row in rows for moment in row if moment}
    if counting.counted_on != today:
        days.update(_span(counting.counted_on, today))
    return {day for day in days if day <= today}


def _every_day(unit: Unit, today: dt.date) -> list[dt.date]:
    """From the first thing that is known of the centre."""
    asked = desk.visible_to(SYSTEM).filter(unit=unit).aggregate(at=Min("submitted_at"))["at"]
    counted = DayMeasure.objects.filter(unit=unit).aggregate(day=Min("day"))["day"]
    marked = Mark.objects.filter(unit=unit).aggregate(day=Min("day"))["day"]
    known = [asked.astimezone(unit.zone).date() if asked else None, counted, marked]
    return list(_span(min((day for day in known if day), default=today), today))


def _span(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    return (first + DAY * number for number in range((last - first).days + 1))


def mark_night() -> int:
    """The last days of every open centre; all days of those that were never counted or have another zone now."""
    counted = dict(Counting.objects.values_list("unit_id", "tz"))
    centres = network.list_units(SYSTEM).filter(kind=UnitKind.CENTRE).exclude(status=UnitStatus.CLOSED)
    found: dict[UUID, set[dt.date]] = defaultdict(set)
    for unit in centres:
        today = clock.today(unit.zone)
        if counted.get(unit.pk) == unit.tz:
            found[unit.pk].update(_span(today - DAY * RECENT, today))
        else:
            found[unit.pk].update(_every_day(unit, today))
    marks = [Mark(unit_id=unit, day=day) for unit, days in found.items() for day in sorted(days)]
    with transaction.atomic():
        Mark.objects.bulk_create(marks, batch_size=2000)
    return len(marks)


def count_everything() -> None:
    """Whatever has changed anywhere until now: for a demonstration and for whoever needs the truth of this moment."""
    mark_changed()
    while count_stale():
        pass
    while count_marked(portion=20_000):
        pass
