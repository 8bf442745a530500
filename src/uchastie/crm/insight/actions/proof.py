"""The proof that the table of days equals a recount from the records."""

import datetime as dt
import random
from collections.abc import Collection
from itertools import batched
from uuid import UUID

from django.db import transaction

from uchastie.crm.insight.actions.counting import FAR, take_turn
from uchastie.crm.insight.models import Counting, DayMeasure, Mark, Proof
from uchastie.kernel import clock, measures
from uchastie.kernel.measures import Kind

SAMPLE = 50  # units of every night; all of them on Sundays
SPAN = dt.timedelta(days=366)
UNITS = 200
SHOWN = 50  # differences that are written down

type Kept = dict[tuple[UUID, str, dt.date], int]
type Difference = tuple[UUID, str, dt.date, int, int]  # unit, measure, day, in the table, by the records


def prove(*, whole: bool, days: dt.timedelta = SPAN) -> Proof:
    """Compare; a difference is written down and its day is counted anew. Units that wait to be counted are left out."""
    started = clock.now()
    last = started.date() - dt.timedelta(days=1)
    first = last - days
    waiting = set(Mark.objects.values_list("unit_id", flat=True).distinct())
    units = sorted(set(Counting.objects.values_list("unit_id", flat=True)) - waiting)
    if not whole and len(units) > SAMPLE:
        units = random.sample(units, SAMPLE)
    compared = 0
    found: list[Difference] = []
    for portion in batched(units, UNITS):
        count, different = _compare(portion, first, last)
        compared += count
        found += different
    return _keep(started, first, last, whole, len(units), compared, found)


@transaction.atomic
def _compare(units: Collection[UUID], first: dt.date, last: dt.date) -> tuple[int, list[Difference]]:
    """(how many values were compared, the differences)."""
    take_turn()
    kept, counted = _kept(units, first, last), _counted(units, first, last)
    keys = set(kept) | set(counted)
    different = [
        (*key, kept.get(key, 0), counted.get(key, 0)) for key in keys if kept.get(key, 0) != counted.get(key, 0)
    ]
    return len(keys), different


def _kept(units: Collection[UUID], first: dt.date, last: dt.date) -> Kept:
    rows = DayMeasure.objects.filter(unit__in=units, day__gte=first, day__lte=last)
    return {(unit, code, day): value for unit, code, day, value in rows.values_list("unit", "code", "day", "value")}


def _counted(units: Collection[UUID], first: dt.date, last: dt.date) -> Kept:
    found: Kept = {}
    for measure in measures.list_all():
        end = FAR if measure.kind is Kind.STATE else last
        for unit, day, value in measure.days(units, first, end):
            if first <= day <= last and (value or measure.kind is Kind.STATE):
                found[unit, measure.code, day] = value
    return found


def _keep(
    started: dt.datetime,
    first: dt.date,
    last: dt.date,
    whole: bool,
    units: int,
    compared: int,
    found: list[Difference],
) -> Proof:
    marks = {(unit, day) for unit, _, day, _, _ in found}
    with transaction.atomic():
        Mark.objects.bulk_create([Mark(unit_id=unit, day=day) for unit, day in sorted(marks)], batch_size=2000)
        return Proof.objects.create(
            started_at=started,
            finished_at=clock.now(),
            whole=whole,
            first=first,
            last=last,
            units=units,
            compared=compared,
            differences=len(found),
            found=[[str(unit), code, f"{day}", kept, counted] for unit, code, day, kept, counted in found[:SHOWN]],
        )
