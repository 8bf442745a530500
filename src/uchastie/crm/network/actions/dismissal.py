"""When somebody leaves: the work goes to another, and every door closes at once."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts import actions as accounts
from uchastie.crm.network import guards, queries
from uchastie.crm.network.actions.staff import end_assignment
from uchastie.crm.network.models import Assignment, Invitation
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, Refusal

NOBODY_LEADS = "nobody"


@transaction.atomic
def dismiss(actor: Actor, *, assignment_id: UUID, successor: str = "", note: str = "") -> Assignment:
    """`successor`: the id of a colleague, or "nobody"; must be said when there is open work. Sessions and keys end at
    once, whatever other roles the person has: he signs in again with what is left to him."""
    assignment = queries.get_assignment(actor, assignment_id)
    if assignment.user_id == actor.id:
        raise Denied("Свой доступ не закрывают: попросите того, кто выше вас.")
    ended = end_assignment(actor, assignment_id=assignment_id)
    _hand_over(actor, assignment, successor, note)
    Invitation.objects.filter(unit=assignment.unit, email=assignment.user.email.lower(), accepted_at=None).delete()
    accounts.revoke_keys_of(actor, user=assignment.user)
    accounts.end_sessions(assignment.user)
    return ended


def _hand_over(actor: Actor, assignment: Assignment, successor: str, note: str) -> None:
    """Nothing is handed over while the person keeps another role in the same unit."""
    unit, leaver = assignment.unit, assignment.user_id
    if Assignment.objects.filter(user_id=leaver, unit=unit, ended_at=None).exists():
        return
    works = [work for work in guards.works() if work.count(unit, leaver)]
    if not works:
        return
    target = _target(assignment, successor)
    for work in works:
        work.hand_over(actor, unit, leaver, target, note)


def _target(assignment: Assignment, successor: str) -> UUID | None:
    if successor == NOBODY_LEADS:
        return None
    colleagues = {str(row.user_id): row.user_id for row in queries.list_successors(assignment)}
    if successor not in colleagues:
        message = "Выберите, кому передать открытую работу, или оставьте её без ответственного."
        raise Refusal("successor", message, field="successor")
    return colleagues[successor]
