"""Counting days. Days follow the records: what has changed is counted anew as a whole, never added to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.desk import queries as desk
from uchastie.crm.insight import queries
from uchastie.crm.insight.models import DayFigures, Mark, Watermark
from uchastie.crm.insight.queries.counts import DAILY
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

OVERLAP = dt.timedelta(minutes=2)  # a transaction that began before the last look may have ended after it
PORTION = 300  # days counted in one transaction
RECENT = 3  # days looked at anew every night
BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_MOMENTS = ("submitted_at", "contact_due_at", "delivery__at", "review__created_at")


def count_days(unit: Unit, days: Iterable[dt.date]) -> int:
    """Count these days of the centre; how many."""
    wanted, now = sorted(set(days)), clock.now()
    rows = []
    for day in wanted:
        counts = queries.count_day(unit, day)
        rows.append(DayFigures(unit=unit, day=day, counted_at=now, **{name: getattr(counts, name) for name in DAILY}))
    DayFigures.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["unit", "day"], update_fields=[*DAILY, "counted_at", "stale"]
    )
    return len(wanted)


@transaction.atomic
def mark_changed() -> int:
    """The days of every request that has changed since the last look are stale now. Returns how many days."""
    mark = Watermark.objects.first()
    since = mark.changed_at - OVERLAP if mark else BEGINNING
    changed = desk.visible_to(SYSTEM).filter(updated_at__gte=since).order_by("updated_at")
    moments: dict[UUID, set[dt.datetime]] = defaultdict(set)
    newest = None
    rows: Any = changed.values_list("updated_at", "unit_id", *_MOMENTS)
    for newest, unit_id, *dates in rows.iterator(2000):  # noqa: B007 - the last one is the next mark
        moments[unit_id].update(moment for moment in dates if moment)
    if newest:
        Watermark.objects.update_or_create(only=True, defaults={"changed_at": newest})
    return _mark(moments)


@transaction.atomic
def mark_request(*, unit_id: UUID, request_id: UUID) -> int:
    """A request has left the centre: its days there are stale."""
    row: Any = desk.visible_to(SYSTEM).filter(pk=request_id).values_list(*_MOMENTS).first()
    return _mark({unit_id: {moment for moment in row if moment}}) if row else 0


@transaction.atomic
def mark_moment(*, unit_id: UUID, at: dt.datetime) -> int:
    """What happened at this moment was taken back: its day is stale."""
    return _mark({unit_id: {at}})


def count_stale(*, portion: int = PORTION) -> int:
    """Count up to `portion` stale days; how many there were."""
    stale = list(
        DayFigures.objects.filter(stale=True).order_by("unit_id", "day")[:portion].values_list("unit_id", "day")
    )
    units = network.list_units(SYSTEM).in_bulk({unit_id for unit_id, _ in stale})
    days: dict[UUID, list[dt.date]] = defaultdict(list)
    for unit_id, day in stale:
        days[unit_id].append(day)
    with transaction.atomic():
        return sum(count_days(units[unit_id], found) for unit_id, found in days.items())


@transaction.atomic
def mark_recent(*, days: int = RECENT) -> int:
    """The last days of every centre that has ever been counted: visits and passed deadlines change no request."""
    known = network.list_units(SYSTEM).in_bulk(set(DayFigures.objects.values_list("unit_id", flat=True)))
    now = clock.now()
    return _mark({pk: {now - dt.timedelta(days=back) for back in range(days)} for pk in known})


def _mark(moments: dict[UUID, set[dt.datetime]]) -> int:
    units, now = network.list_units(SYSTEM).in_bulk(list(moments)), clock.now()
    days = [
        (pk, day)
        for pk, unit in units.items()
        for day in sorted({moment.astimezone(unit.zone).date() for moment in moments[pk]})
    ]
    DayFigures.objects.bulk_create(
        [DayFigures(unit_id=pk, day=day, stale=True, counted_at=now) for pk, day in days],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["unit", "day"],
        update_fields=["stale"],
    )
    Mark.objects.bulk_create([Mark(unit_id=pk, day=day) for pk, day in days], batch_size=2000)
    return len(days)
