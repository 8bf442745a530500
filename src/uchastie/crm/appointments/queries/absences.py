"""Who is away, and on which days."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from uchastie.crm.appointments import access
from uchastie.crm.appointments.models import Absence
from uchastie.crm.appointments.rules import Half
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen


@dataclass(frozen=True, slots=True)
class Away:
    """One day of one absence, without its reason."""

    user_id: UUID
    day: dt.date
    half: Half


def absent_on(unit: Unit, day: dt.date) -> set[UUID]:
    """Who of the unit's staff is away for the whole day. One statement."""
    rows = _in_force().filter(user__assignments__unit=unit, user__assignments__ended_at__isnull=True, half=Half.WHOLE)
    return set(rows.filter(first_on__lte=day, last_on__gte=day).values_list("user_id", flat=True))


def list_away(user_ids: Collection[UUID], first: dt.date, last: dt.date) -> list[Away]:
    """Every day in the range on which one of them is away, in whole or in part. One statement."""
    rows = _in_force().filter(user_id__in=user_ids, first_on__lte=last, last_on__gte=first)
    away = []
    for user_id, begins, ends, half in rows.values_list("user_id", "first_on", "last_on", "half"):
        day, until = max(begins, first), min(ends, last)
        while day <= until:
            away.append(Away(user_id, day, Half(half)))
            day += dt.timedelta(days=1)
    return away


def list_absences(actor: Actor, unit: Unit, *, since: dt.date) -> QuerySet[Absence]:
    """Absences that end on `since` or later: of the whole centre for its head, one's own for the others."""
    rows = _in_force().filter(last_on__gte=since).select_related("user")
    if not access.manages(actor, (unit.path,)):
        return rows.filter(user_id__in=[actor.user_id]).order_by("first_on", "pk")
    staff = [row.user_id for row in network.list_staff(SYSTEM, unit)]
    return rows.filter(user_id__in=staff).order_by("first_on", "user__name", "pk")


def get_absence(actor: Actor, absence_id: UUID) -> Absence:
    row = _in_force().select_related("user").filter(pk=absence_id).first()
    if row is None:
        raise NotSeen
    access.require_absences(actor, row.user_id, network.paths_of(row.user_id))
    return row


def overlapping(user_id: UUID, first: dt.date, last: dt.date, half: Half) -> bool:
    rows = _in_force().filter(user_id=user_id, first_on__lte=last, last_on__gte=first)
    return rows.exclude(half={Half.MORNING: Half.AFTERNOON, Half.AFTERNOON: Half.MORNING}.get(half, "-")).exists()


def _in_force() -> QuerySet[Absence]:
    return Absence.objects.filter(cancelled_at__isnull=True)
