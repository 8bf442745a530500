"""The numbers of months (A105), and the tables they come in."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, rules
from uchastie.crm.platform.models import MonthFigures, TableImport
from uchastie.crm.platform.rules import MonthValues
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

TABLE_KEPT = dt.timedelta(days=1)
SHOWN = 13


@dataclass(frozen=True, slots=True)
class MonthTold:
    """A month of the last year; `row` is None where nothing is known."""

    first: dt.date
    name: str
    row: MonthFigures | None


def list_months(actor: Actor, unit: Unit) -> list[MonthTold]:
    """The present month and the twelve before it, newest first; one statement."""
    access.require_reader(actor, unit)
    firsts = rules.months_to_choose(clock.today(unit.zone), SHOWN)
    rows = MonthFigures.objects.filter(unit=unit, replaced_at=None, month__gte=firsts[-1]).select_related("made_by")
    known = {row.month: row for row in rows}
    return [MonthTold(first, rules.month_name(first), known.get(first)) for first in firsts]


def get_month(actor: Actor, unit: Unit, month: dt.date) -> MonthFigures | None:
    access.require_reader(actor, unit)
    return MonthFigures.objects.filter(unit=unit, month=month, replaced_at=None).select_related("made_by").first()


def list_versions(actor: Actor, unit: Unit, month: dt.date) -> list[MonthFigures]:
    """Who said what and when, newest first."""
    access.require_reader(actor, unit)
    rows = MonthFigures.objects.filter(unit=unit, month=month).select_related("made_by", "file")
    return list(rows.order_by("-number")[:50])


def known_months(unit: Unit) -> dict[tuple[UUID, dt.date], MonthValues]:
    """What stands for the centres of a unit and below it, for the trial of a table."""
    rows = MonthFigures.objects.filter(unit__path__startswith=unit.path, replaced_at=None)
    found = rows.values_list("unit_id", "month", "users", "hours", "signins", "useful")
    return {(unit_id, month): MonthValues(*numbers) for unit_id, month, *numbers in found}


def get_table(actor: Actor, import_id: UUID) -> TableImport:
    """Only for who has loaded it and may still write there."""
    rows = TableImport.objects.select_related("unit", "by")
    if actor.kind is not ActorKind.SYSTEM:
        rows = rows.filter(by=actor.user_id)
    found = rows.filter(pk=import_id).first()
    if found is None or not access.may_import(actor, found.unit.path):
        raise NotSeen
    return found
