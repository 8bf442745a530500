"""The head of each centre has handed in the last month."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.insight.rules import Span, period_at
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.reports import actions
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM


def make() -> None:
    """After all records of the demonstration are there."""
    for centre in network.list_centres().order_by("path"):
        for row in network.list_staff(SYSTEM, centre):
            if row.role == Role.CENTRE_HEAD:
                _form(row, centre)


def _form(row: Assignment, centre: Unit) -> None:
    month = period_at(Span.MONTH, clock.today(centre.zone)).before
    actions.form_report(actor=network.actor_of(row.user), unit=centre, period=month)
