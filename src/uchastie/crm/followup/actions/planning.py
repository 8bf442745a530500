"""The calls of a pair: made at the start of help, twelve months ahead, cancelled at the ending. Each may run twice."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import WorkCalendar
from uchastie.crm.followup.models import Call, CallSide
from uchastie.crm.followup.rules import schedule
from uchastie.crm.followup.rules.schedule import CallState, Party, Planned, SideState
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import PairState
from uchastie.crm.journal import actions as journal
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

# A month short of twelve: every month one call is added.
ENOUGH_DAYS = 335
HELPED = (PairState.ACTIVE, PairState.ENDING_REPORTED)  # until the ending is confirmed the calls go on


@transaction.atomic
def plan_calls(*, guardianship_id: UUID, started_on: dt.date) -> int:
    """Those that are not there yet, until twelve months from today; how many were made."""
    pair = guardianship.get_guardianship(SYSTEM, guardianship_id)
    made = _add_missing(pair, started_on, _calendar(pair))
    if made:
        journal.record(
            SYSTEM,
            verb="calls_planned",
            object_kind="guardianship.guardianship",
            object_id=pair.pk,
            unit_id=pair.unit_id,
            calls=made,
        )
    return made


@transaction.atomic
def move_calls(*, guardianship_id: UUID, started_on: dt.date) -> int:
    """The start was put right: calls that nobody has begun get their new dates, the others stay as they were."""
    pair = guardianship.get_guardianship(SYSTEM, guardianship_id)
    calendar = _calendar(pair)
    moved = 0
    for call in _untouched(pair):
        new = schedule.planned(started_on, call.number, calendar)
        if (call.due_on, call.work_on) != (new.due_on, new.work_on):
            call.apply(due_on=new.due_on, work_on=new.work_on, attention_on=new.work_on)
            moved += 1
    _add_missing(pair, started_on, calendar)
    return moved


@transaction.atomic
def cancel_calls(*, guardianship_id: UUID) -> int:
    """The help has ended: nobody is called any more; what was said stays."""
    pair = guardianship.get_guardianship(SYSTEM, guardianship_id)
    cancelled = Call.objects.filter(guardianship=pair, state=CallState.OPEN).update(
        state=CallState.CANCELLED, attention_on=None, version=F("version") + 1
    )
    if cancelled:
        journal.record(
            SYSTEM,
            verb="calls_cancelled",
            object_kind="guardianship.guardianship",
            object_id=pair.pk,
            unit_id=pair.unit_id,
            calls=cancelled,
        )
    return cancelled


def extend_calls(*, limit: int = 500) -> int:
    """Every night: pairs whose last planned call is nearer than it should be get the next ones."""
    until = clock.now().date() + dt.timedelta(days=ENOUGH_DAYS)
    ends = Call.objects.exclude(state=CallState.CANCELLED).values("guardianship").annotate(last=Max("due_on"))
    short = ends.filter(last__lte=until, guardianship__state__in=HELPED).order_by("last", "guardianship")
    pairs = list(short.values_list("guardianship", "guardianship__help_started_on")[:limit])
    return sum(bool(plan_calls(guardianship_id=pk, started_on=day)) for pk, day in pairs if day)


def _calendar(pair: Guardianship) -> WorkCalendar:
    return deadlines.get_calendar(pair.unit.region_id)


def _untouched(pair: Guardianship) -> list[Call]:
    calls = Call.objects.filter(guardianship=pair, state=CallState.OPEN).prefetch_related("sides").order_by("number")
    return [call for call in calls if not any(side.attempts for side in call.sides.all())]


def _add_missing(pair: Guardianship, started_on: dt.date, calendar: WorkCalendar) -> int:
    today = clock.now().astimezone(pair.unit.zone).date()
    known = set(Call.objects.filter(guardianship=pair).values_list("number", flat=True))
    return _create(pair, [one for one in schedule.plan(started_on, today, calendar) if one.number not in known])


def _create(pair: Guardianship, plan: Iterable[Planned]) -> int:
    calls = [
        Call(
            guardianship=pair,
            unit_id=pair.unit_id,
            number=one.number,
            due_on=one.due_on,
            work_on=one.work_on,
            attention_on=one.work_on,
        )
        for one in plan
    ]
    Call.objects.bulk_create(calls)
    CallSide.objects.bulk_create(
        [CallSide(call=call, side=party, state=SideState.WAITING) for call in calls for party in Party]
    )
    return len(calls)
