"""Results: what the days of a unit make of each norm. Counted anew while a slot is open, frozen after it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import batched
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import WorkCalendar
from uchastie.crm.insight import queries, rules
from uchastie.crm.insight.models import Counting, Rating, Result
from uchastie.crm.insight.queries.norms import Norms
from uchastie.crm.insight.queries.numbers import list_numbers
from uchastie.crm.insight.rules import FREEZE_AFTER, Block, Met, Norm, Period, Span, Way, own_period, period_at
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.words import sort_key

UNITS = 200
ROWS = 1000
KEPT = {Met.YES, Met.ON_THE_WAY}
FIELDS = ["path", "as_of", "fact", "whole", "plan", "met", "mandatory", "passed", "left"]


def refresh(units: Iterable[Unit], since: Mapping[UUID, dt.date] | None = None) -> int:
    """Every open slot of these units from the day on that changed (None: the present ones); how many results."""
    norms, ways = queries.get_norms(), Ways()
    groups: dict[tuple[Period, dt.date], list[Unit]] = defaultdict(list)
    for unit in units:
        today = clock.today(unit.zone)
        for slot in slots_between(min(since[unit.pk], today) if since else today, today):
            groups[slot, min(slot.last, today)].append(unit)
    return sum(
        write_slot(list(portion), slot, as_of, norms, ways)
        for (slot, as_of), some in sorted(groups.items(), key=lambda group: group[0][0])
        for portion in batched(some, UNITS)
    )


def slots_between(first: dt.date, last: dt.date) -> list[Period]:
    """Every week and month that has a day of these."""
    found = []
    for span in (Span.WEEK, Span.MONTH):
        slot = period_at(span, first)
        while slot.first <= last:
            found.append(slot)
            slot = slot.after
    return found


class Ways:
    """Working days behind and ahead, asked once for each region and period."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, dt.date, dt.date, dt.date], Way] = {}
        self._calendars: dict[str, WorkCalendar] = {}

    def of(self, unit: Unit, norm: Norm, slot: Period, as_of: dt.date) -> Way:
        first, last = own_period(norm, slot, None)
        if norm.span is Span.SINCE:
            first = slot.first
        key = (unit.region_id or "", first, last, as_of)
        if key not in self._known:
            calendar = self._calendars.get(key[0])
            if calendar is None:
                calendar = self._calendars[key[0]] = deadlines.get_calendar(key[0])
            day = dt.timedelta(days=1)
            passed = calendar.count_working(first - day, as_of)
            self._known[key] = Way(passed, calendar.count_working(as_of, last))
        return self._known[key]


def write_slot(units: Collection[Unit], slot: Period, as_of: dt.date, norms: Norms, ways: Ways) -> int:
    """The results of one slot, except those that are frozen."""
    place = {"span": slot.span, "first": slot.first}
    ids = [unit.pk for unit in units]
    frozen = set(
        Result.objects.filter(unit__in=ids, frozen_at__isnull=False, **place).values_list("unit_id", flat=True)
    )
    open_units = [unit for unit in units if unit.pk not in frozen]
    wanted = norms.of(slot)
    if not open_units or not wanted:
        return 0
    rows = judge(open_units, wanted, slot, as_of, ways)
    Result.objects.bulk_create(
        rows,
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["unit", "span", "first", "norm"],
        update_fields=FIELDS,
    )
    gone = Result.objects.filter(unit__in=[unit.pk for unit in open_units], **place)
    gone.exclude(norm__in=[norm.code for norm in wanted]).delete()
    if slot.span is Span.MONTH:
        rate(open_units, wanted, slot, rows)
    return len(rows)


def judge(units: Collection[Unit], wanted: Collection[Norm], slot: Period, as_of: dt.date, ways: Ways) -> list[Result]:
    numbers = list_numbers([unit.pk for unit in units], list(wanted), slot, as_of)
    rows = []
    for unit in units:
        for norm in wanted:
            way = ways.of(unit, norm, slot, as_of)
            verdict = rules.judge(norm, numbers[unit.pk, norm.code], way)
            rows.append(
                Result(
                    unit=unit,
                    norm_id=norm.code,
                    span=slot.span,
                    first=slot.first,
                    path=unit.path,
                    as_of=as_of,
                    fact=verdict.fact,
                    whole=verdict.whole,
                    plan=verdict.plan,
                    met=verdict.met,
                    mandatory=norm.mandatory,
                    passed=min(way.passed, 999),
                    left=way.left,
                )
            )
    return rows


def rate(units: Collection[Unit], wanted: Collection[Norm], slot: Period, rows: Iterable[Result]) -> None:
    """The line of each unit in the lists."""
    blocks = {norm.code: norm.block for norm in wanted}
    lines = {
        unit.pk: Rating(
            unit=unit,
            first=slot.first,
            path=unit.path,
            region=unit.region_id or "",
            place=sort_key(f"{unit.town} {unit.name}")[:200],
        )
        for unit in units
    }
    for row in rows:
        line, block = lines[row.unit_id], blocks[row.norm_id]
        met = Met(row.met)
        line.care += row.mandatory and met in {Met.NO, Met.AT_RISK}
        setattr(line, f"{block}_kept", getattr(line, f"{block}_kept") + (met in KEPT))
        setattr(line, f"{block}_known", getattr(line, f"{block}_known") + (met is not Met.NO_DATA))
    fields = ["path", "region", "place", "care", *(f"{block}_{what}" for block in Block for what in ("kept", "known"))]
    Rating.objects.bulk_create(
        lines.values(),
        batch_size=ROWS,
        update_conflicts=True,
        unique_fields=["unit", "first"],
        update_fields=fields,
    )


@transaction.atomic
def freeze_ended() -> int:
    """Slots that ended five days ago stay as they are. How many results."""
    now = clock.now()
    frozen = 0
    zones: dict[str, list[UUID]] = defaultdict(list)
    for unit_id, tz in Counting.objects.values_list("unit_id", "tz"):
        zones[tz].append(unit_id)
    for tz, units in zones.items():
        today = clock.today(ZoneInfo(tz))
        for span in (Span.WEEK, Span.MONTH):
            ended = period_at(span, today - FREEZE_AFTER - dt.timedelta(days=1))
            last = ended if today > ended.last + FREEZE_AFTER else ended.before
            rows = Result.objects.filter(span=span, first__lte=last.first, frozen_at__isnull=True)
            for some in batched(units, ROWS):
                frozen += rows.filter(unit__in=some).update(frozen_at=now)
    return frozen


def rate_anew(result: Result) -> None:
    """After a correction: the unit's line of that month from its results as they stand."""
    if result.span != Span.MONTH:
        return
    rows = Result.objects.filter(unit=result.unit_id, span=Span.MONTH, first=result.first).select_related("norm")
    found = list(rows)
    line = Rating.objects.get(unit=result.unit_id, first=result.first)
    line.care = sum(row.mandatory and Met(row.met) in {Met.NO, Met.AT_RISK} for row in found)
    for block in Block:
        own = [Met(row.met) for row in found if row.norm.block == block]
        setattr(line, f"{block}_kept", sum(met in KEPT for met in own))
        setattr(line, f"{block}_known", sum(met is not Met.NO_DATA for met in own))
    line.save()
