"""A plan of one region with lines that wait, one accepted and one put aside, and a coincidence nobody wants."""

import datetime as dt

from django.db import transaction

from uchastie.crm.accounts.rules import Role
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.matching import actions
from uchastie.crm.matching.models import Coincidence
from uchastie.crm.matching.rules import Dismissal, LineState
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

REGION = "66"
AGO = dt.timedelta(hours=20)
LATER = dt.timedelta(minutes=40)


def make() -> None:
    """Of whoever waits and whoever has a place; with fewer than three lines nothing is decided."""
    unit = network.list_region_headquarters().filter(region_id=REGION).first()
    first = network.list_staff(SYSTEM, unit).filter(role=Role.REGION_COORDINATOR).first() if unit else None
    if unit is None or first is None:
        return
    lead, asked_at = network.actor_of(first.user), clock.now() - AGO
    with transaction.atomic(), clock.at(asked_at):
        actions.find_coincidences()
        plan = actions.ask_plan(actor=lead, unit=unit)
        actions.make_plan(plan.pk)
    with transaction.atomic(), clock.at(asked_at + LATER):
        lines = list(plan.lines.filter(state=LineState.WAITING).order_by("place"))
        if len(lines) < 3:
            return
        actions.accept_lines(actor=lead, plan_id=plan.pk, line_ids=[lines[0].pk])
        actions.reject_lines(actor=lead, plan_id=plan.pk, line_ids=[lines[1].pk])
        _put_aside([row for row in Coincidence.objects.order_by("found_at", "id") if _is_free(row)], lead)


def _is_free(row: Coincidence) -> bool:
    return guardianship.find_open(row.case_id, row.guardian_id) is None


def _put_aside(rows: list[Coincidence], lead: Actor) -> None:
    if rows:
        note = "Ехать через весь город, по вечерам пробки"
        actions.dismiss(actor=lead, coincidence_id=rows[-1].pk, reason=Dismissal.FAR, note=note)
