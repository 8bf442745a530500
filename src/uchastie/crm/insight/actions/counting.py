"""The table of days. A change leaves a mark in its own transaction; what is marked is counted anew as a whole afterwards,
never added to. A job runs at once after the change, another every minute, a third every night."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from uchastie.crm.insight.actions.results import refresh
from uchastie.crm.insight.models import Counting, DayMeasure, Mark, Turn
from uchastie.crm.insight.rules import EARLIEST
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock, measures
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.measures import Kind

PORTION = 500  # marks in one transaction
UNITS = 200  # in one statement
ROWS = 2000
FAR = dt.date(2100, 1, 1)
RECENT = 3  # days counted anew every night: what passes without a change, such as a deadline


@transaction.atomic
def mark_days(*, unit_id: UUID, days: Iterable[dt.date]) -> int:
    """These days of the unit are to be counted anew. Cheap: one statement in the transaction of the change."""
    rows = [Mark(unit_id=unit_id, day=day) for day in set(days)]
    Mark.objects.bulk_create(rows, batch_size=ROWS)
    return len(rows)


@transaction.atomic
def count_marked(*, portion: int = PORTION, unit_id: UUID | None = None) -> int:
    """Count up to `portion` marked days and all that follows from them; how many marks there were."""
    take_turn()
    rows = Mark.objects.filter(unit=unit_id) if unit_id else Mark.objects.all()
    marks = list(rows.order_by("pk")[:portion].values_list("pk", "unit_id", "day"))
    if not marks:
        return 0
    for some in batched([mark[0] for mark in marks], ROWS):
        Mark.objects.filter(pk__in=some).delete()
    days: dict[UUID, set[dt.date]] = defaultdict(set)
    for _, unit, day in marks:
        days[unit].add(day)
    recount(days)
    return len(marks)


def take_turn() -> None:
    """Whoever counts waits for who counts already: an older count never lies over a newer one."""
    Turn.objects.update(taken=1 - F("taken"))


def recount(days: Mapping[UUID, Collection[dt.date]]) -> int:
    """Write the days of these units and the results that stand on them; how many units."""
    units = {unit.pk: unit for unit in network.list_units(SYSTEM).filter(pk__in=list(days), kind=UnitKind.CENTRE)}
    here = {pk: found for pk, found in days.items() if pk in units}
    write_days(here)
    note_counted(units.values())
    refresh(units.values(), since={pk: min(found) for pk, found in here.items()})
    return len(units)


def write_days(days: Mapping[UUID, Collection[dt.date]]) -> None:
    months: dict[dt.date, dict[UUID, set[dt.date]]] = defaultdict(lambda: defaultdict(set))
    for unit, some in days.items():
        for day in some:
            months[day.replace(day=1)][unit].add(day)
    for found in months.values():
        for portion in batched(found.items(), UNITS):
            _write_flows(dict(portion))
    for some_units in batched(days.items(), UNITS):
        _write_states({unit: min(some) for unit, some in some_units})


def _write_flows(days: Mapping[UUID, Collection[dt.date]]) -> None:
    """Days of one month: gone and written anew."""
    codes = [measure for measure in measures.list_all() if measure.kind is Kind.FLOW]
    every = {day for some in days.values() for day in some}
    first, last = min(every), max(every)
    rows = [
        DayMeasure(unit_id=unit, code=measure.code, day=day, value=value)
        for measure in codes
        for unit, day, value in measure.days(list(days), first, last)
        if value and day in days.get(unit, ())
    ]
    old = Q()
    for some, units in _by_days(days).items():
        old |= Q(unit__in=units, day__in=some)
    DayMeasure.objects.filter(old, code__in=[measure.code for measure in codes]).delete()
    DayMeasure.objects.bulk_create(rows, batch_size=ROWS)


def _by_days(days: Mapping[UUID, Collection[dt.date]]) -> dict[tuple[dt.date, ...], list[UUID]]:
    found: dict[tuple[dt.date, ...], list[UUID]] = defaultdict(list)
    for unit, some in days.items():
        found[tuple(sorted(some))].append(unit)
    return found


def _write_states(since: Mapping[UUID, dt.date]) -> None:
    """From the earliest marked day on: a change in the past may change every value after it. Changes are few."""
    codes = [measure for measure in measures.list_all() if measure.kind is Kind.STATE]
    if not codes:
        return
    first = min(since.values())
    names = [measure.code for measure in codes]
    rows = [
        DayMeasure(unit_id=unit, code=measure.code, day=day, value=value)
        for measure in codes
        for unit, day, value in measure.days(list(since), first, FAR)
        if day >= first
    ]
    DayMeasure.objects.filter(unit__in=list(since), code__in=names, day__gte=first).delete()
    DayMeasure.objects.bulk_create(rows, batch_size=ROWS)


def note_counted(units: Iterable[Unit]) -> None:
    now = clock.now()
    rows = [
        Counting(
            unit=unit,
            tz=unit.tz,
            connected_on=licensing.panel_opened_on(unit) or EARLIEST,
            counted_at=now,
            counted_on=now.astimezone(unit.zone).date(),
        )
        for unit in units
    ]
    Counting.objects.bulk_create(
        rows,
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["unit"],
        update_fields=["tz", "connected_on", "counted_at", "counted_on"],
    )
