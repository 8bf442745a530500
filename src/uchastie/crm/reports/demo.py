"""The head of each centre has handed in the last month; the region has its own."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.insight.rules import Span, period_at
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.reports import actions
from uchastie.kernel import clock


def make() -> None:
    """After all records of the demonstration are there."""
    rows = Assignment.objects.filter(ended_at=None, role__in=[Role.CENTRE_HEAD, Role.REGION_COORDINATOR])
    done: set[object] = set()
    for row in rows.select_related("user", "unit").order_by("since", "pk"):
        if row.unit_id not in done:
            done.add(row.unit_id)
            _form(row, row.unit)


def _form(row: Assignment, unit: Unit) -> None:
    month = period_at(Span.MONTH, clock.today(unit.zone)).before
    actions.form_report(actor=network.actor_of(row.user), unit=unit, period=month)
