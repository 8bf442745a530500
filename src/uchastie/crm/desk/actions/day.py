"""The day's list leaves the screen for paper: that is a look at every person on it, and is written down."""

from django.db import transaction

from uchastie.crm.desk import access, queries
from uchastie.crm.desk.queries import DayLine
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor


@transaction.atomic
def print_day(*, actor: Actor, unit: Unit) -> list[DayLine]:
    access.require_worker(actor, unit.path)
    lines = queries.list_day(actor, unit)
    journal.record(
        actor,
        verb="day_printed",
        object_kind="network.unit",
        object_id=unit.pk,
        unit_id=unit.pk,
        count=str(len(lines)),
    )
    return lines
