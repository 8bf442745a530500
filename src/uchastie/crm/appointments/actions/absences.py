"""Writing down that an employee is away, and taking it back."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.appointments import access, queries, rules
from uchastie.crm.appointments.models import Absence
from uchastie.crm.appointments.queries.absences import overlapping
from uchastie.crm.appointments.rules import AbsenceKind, Half
from uchastie.crm.journal import actions as journal
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.ids import new_id

ABSENCE = "appointments.absence"


@transaction.atomic
def add_absence(
    actor: Actor, *, user_id: UUID, kind: AbsenceKind, first_on: dt.date, last_on: dt.date, half: Half = Half.WHOLE
) -> Absence:
    """By the employee himself or his head. Meetings of those days stay: the pages name them until somebody moves them."""
    access.require_absences(actor, user_id, network.paths_of(user_id))
    if accounts.get_user(user_id) is None:
        raise NotSeen
    rules.require_days(first_on, last_on, half)
    if overlapping(user_id, first_on, last_on, half):
        raise Refusal("overlap", "На эти дни отсутствие уже записано. Сначала отмените прежнюю запись.", "first_on")
    absence = Absence.objects.create(
        id=new_id(),
        user_id=user_id,
        kind=kind,
        first_on=first_on,
        last_on=last_on,
        half=half,
        created_by_id=actor.user_id,
        created_at=clock.now(),
    )
    _record(actor, absence, "absence_added")
    return absence


@transaction.atomic
def cancel_absence(actor: Actor, *, absence_id: UUID) -> Absence:
    absence = queries.get_absence(actor, absence_id)
    absence.cancelled_at = clock.now()
    absence.save(update_fields=["cancelled_at"])
    _record(actor, absence, "absence_cancelled")
    return absence


def _record(actor: Actor, absence: Absence, verb: str) -> None:
    """Without the reason: the journal is read by more people than those who may know it."""
    journal.record(actor, verb=verb, object_kind=ABSENCE, object_id=absence.pk)
