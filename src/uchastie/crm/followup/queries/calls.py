"""Calls: one with its two sides, the board of a headquarters, the line of a pair."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from uchastie.crm.families import queries as families
from uchastie.crm.followup import access
from uchastie.crm.followup.models import Call, CallSide
from uchastie.crm.followup.rules import script
from uchastie.crm.followup.rules.schedule import CallState, Party
from uchastie.crm.followup.rules.script import Difference, Question
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 50
COMING = dt.timedelta(days=30)
JOINED = ("guardianship__case", "guardianship__guardian", "unit__region")


class Tab(StrEnum):
    TODAY = "today"
    LATE = "late"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class BoardRow:
    call: Call
    family: CallSide
    guardian: CallSide


def today_of(unit: Unit) -> dt.date:
    return clock.today(unit.zone)


def get_call(actor: Actor, call_id: UUID) -> Call:
    found = Call.objects.select_related(*JOINED).prefetch_related("sides__by").filter(pk=call_id).first()
    if found is None:
        raise NotSeen
    access.require_coordinator(actor, found.unit.path)
    return found


def list_board(actor: Actor, unit: Unit, tab: Tab, *, after: str | None = None) -> Page[BoardRow]:
    """The longest waiting first."""
    rows = _waiting(actor, unit).filter(_days(tab, today_of(unit)))
    joined = rows.select_related(*JOINED).prefetch_related("sides")
    page = keyset(joined, order=("attention_on", "id"), size=PAGE, after=after)
    return Page([_row(call) for call in page.items], page.after)


def count_tabs(actor: Actor, unit: Unit) -> dict[Tab, int]:
    today = today_of(unit)
    found = _waiting(actor, unit).aggregate(**{str(tab): Count("pk", filter=_days(tab, today)) for tab in Tab})
    return {tab: found[str(tab)] for tab in Tab}


def next_open(actor: Actor, call: Call) -> Call | None:
    """The next call to make today or earlier, after this one."""
    rows = _waiting(actor, call.unit).filter(attention_on__lte=today_of(call.unit)).exclude(pk=call.pk)
    return rows.select_related(*JOINED).order_by("attention_on", "id").first()


def list_of_pair(guardianship_id: UUID) -> list[Call]:
    """From the first. The caller has checked that the actor may see the pair."""
    rows = Call.objects.filter(guardianship=guardianship_id).exclude(state=CallState.CANCELLED)
    return list(rows.order_by("number"))


def next_call_of_case(case_id: UUID) -> Call | None:
    """The nearest call that somebody will make to the family, of all its pairs. The caller has checked the actor."""
    rows = Call.objects.filter(guardianship__case=case_id, attention_on__isnull=False)
    return rows.select_related("unit", "guardianship__guardian").order_by("attention_on", "id").first()


def next_call_of(guardianship_id: UUID) -> Call | None:
    rows = Call.objects.filter(guardianship=guardianship_id, attention_on__isnull=False)
    return rows.order_by("attention_on").first()


def script_of(call: Call) -> tuple[Question, ...]:
    """The questions with the kinds of help this family has asked for."""
    needs = families.list_needs(call.guardianship.case)
    return script.script(tuple({need.category_id: need.category.name for need in needs}.items()))


def differences_of(call: Call, questions: tuple[Question, ...]) -> dict[str, Difference]:
    sides = {side.side: side for side in call.sides.all()}
    found = script.compare(questions, sides[Party.FAMILY].answers, sides[Party.GUARDIAN].answers)
    return {difference.key: difference for difference in found}


def _waiting(actor: Actor, unit: Unit) -> "QuerySet[Call]":
    access.require_coordinator(actor, unit.path)
    return Call.objects.filter(unit__path__startswith=unit.path, attention_on__isnull=False)


def _days(tab: Tab, today: dt.date) -> Q:
    if tab is Tab.TODAY:
        return Q(attention_on=today)
    if tab is Tab.LATE:
        return Q(attention_on__lt=today)
    return Q(attention_on__gt=today, attention_on__lte=today + COMING)


def _row(call: Call) -> BoardRow:
    sides = {side.side: side for side in call.sides.all()}
    return BoardRow(call, sides[Party.FAMILY], sides[Party.GUARDIAN])
