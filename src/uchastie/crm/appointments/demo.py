"""Who is away in the demonstration: half a day soon, a holiday in two weeks."""

import datetime as dt

from uchastie.crm.accounts.rules import Role
from uchastie.crm.appointments import actions
from uchastie.crm.appointments.rules import AbsenceKind, Half
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM


def make() -> None:
    """At every centre where at least two people receive, so that somebody is always there."""
    for unit in network.list_centres():
        staff = [row.user_id for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_EMPLOYEE]
        if len(staff) < 2:
            continue
        calendar, today = deadlines.get_calendar(unit.region_id), clock.today(unit.zone)
        soon = calendar.next_working(calendar.next_working(today))
        actions.add_absence(
            SYSTEM, user_id=staff[-1], kind=AbsenceKind.OTHER, first_on=soon, last_on=soon, half=Half.AFTERNOON
        )
        first = today + dt.timedelta(days=14)
        last = first + dt.timedelta(days=13)
        actions.add_absence(SYSTEM, user_id=staff[-1], kind=AbsenceKind.VACATION, first_on=first, last_on=last)
