"""Snapshots as they were frozen."""

import datetime as dt
from uuid import UUID

from django.db.models import Max, QuerySet

from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind, UnitStatus
from uchastie.crm.oversight import access, rules
from uchastie.crm.oversight.models import Snapshot
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen

WEEK = 7


def list_headquarters(actor: Actor) -> "QuerySet[Unit]":
    """The headquarters of regions that the actor sees."""
    return network.list_units(actor).filter(kind=UnitKind.REGION_HQ).exclude(status=UnitStatus.CLOSED).order_by("name")


def get_region(actor: Actor, unit_id: UUID) -> Unit:
    """`NotSeen` for a unit that is no regional headquarters or is not the actor's."""
    unit = network.get_unit(actor, unit_id)
    access.require_reader(actor, unit)
    if unit.kind != UnitKind.REGION_HQ:
        raise NotSeen
    return unit


def find_snapshot(unit: Unit, day: dt.date) -> Snapshot | None:
    """The newest version of the day."""
    return Snapshot.objects.filter(unit=unit, day=day).select_related("by", "unit").order_by("-version").first()


def get_snapshot(actor: Actor, unit: Unit, day: dt.date) -> Snapshot:
    access.require_reader(actor, unit)
    found = find_snapshot(unit, day)
    if found is None:
        raise NotSeen
    return found


def list_versions(actor: Actor, unit: Unit, day: dt.date) -> list[Snapshot]:
    """Newest first."""
    access.require_reader(actor, unit)
    return list(Snapshot.objects.filter(unit=unit, day=day).select_related("by").order_by("-version"))


def list_days(actor: Actor, unit: Unit, until: dt.date, *, days: int = WEEK) -> dict[dt.date, Snapshot]:
    """The newest versions of the days up to `until`."""
    access.require_reader(actor, unit)
    since = until - dt.timedelta(days=days - 1)
    rows = Snapshot.objects.filter(unit=unit, day__range=(since, until)).order_by("day", "version")
    return {row.day: row for row in rows}


def list_newest(day_of: dict[UUID, dt.date]) -> dict[UUID, Snapshot]:
    """The newest version of each unit's own day. One statement."""
    rows = Snapshot.objects.filter(unit__in=list(day_of), day__in=set(day_of.values())).order_by("version")
    return {row.unit_id: row for row in rows if day_of[row.unit_id] == row.day}


def list_missing(now: dt.datetime) -> list[tuple[Unit, dt.date]]:
    """Days whose 18:00 has come and that have no snapshot: since the newest one, at most `CATCH_UP` days back; a new
    installation begins with its last day."""
    newest = dict(Snapshot.objects.values_list("unit").annotate(Max("day")))
    missing = []
    for unit in list_headquarters(SYSTEM):
        last = rules.last_day(now, unit.zone)
        begin = max(newest.get(unit.pk, last - dt.timedelta(days=1)), last - dt.timedelta(days=rules.CATCH_UP))
        missing += [(unit, begin + dt.timedelta(days=step)) for step in range(1, (last - begin).days + 1)]
    return missing
