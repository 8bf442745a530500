"""The veil: opened with a reason, for half an hour, and every look is told to the family."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.families import queries, rules
from uchastie.crm.families.actions import found
from uchastie.crm.families.actions.record import record
from uchastie.crm.families.models import FamilyCase, Look
from uchastie.crm.families.rules import LookReason
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Refusal


@transaction.atomic
def open_veil(*, actor: Actor, case_id: UUID, reason: LookReason) -> FamilyCase:
    """Names, phones and the address are open to this user for 30 minutes; the line stands before the data are sent."""
    case = found.by_coordinator(actor, case_id)
    if reason not in rules.REASONS:
        raise Refusal("reason", "Выберите, зачем открываете данные.", field="reason")
    if queries.is_open(actor, case):
        return case
    _write(actor, case, reason, f"{actor.label}, {case.unit.name}", opens=True)
    record(actor, case, "veil_opened", reason=str(reason))
    return case


@transaction.atomic
def note_look(*, actor: Actor, case_id: UUID, who: str, reason: LookReason = LookReason.MEETING) -> None:
    """Somebody of a party above (a guardian's representative) has seen the contacts: `who` is the name with the
    organisation. Once an hour is enough."""
    case = found.locked(case_id)
    hour = clock.now() - 2 * rules.OPEN_FOR
    if not Look.objects.filter(case=case, who=who, reason=reason, at__gt=hour).exists():
        _write(actor, case, reason, who, opens=False)
        record(actor, case, "contacts_seen", reason=str(reason))


def note_refusal(*, actor: Actor, case_id: UUID) -> None:
    """An employee without the right has asked for the card: the family sees that too. Once an hour."""
    case = queries.find_case(case_id)
    if case is None or actor.kind is not ActorKind.USER or actor.user_id is None:
        return
    hour = clock.now() - 2 * rules.OPEN_FOR
    known = Look.objects.filter(case=case, user_id=actor.user_id, reason=LookReason.REFUSED, at__gt=hour)
    with transaction.atomic():
        if not known.exists():
            _write(actor, case, LookReason.REFUSED, actor.label, opens=False)
            record(actor, case, "look_refused")


def _write(actor: Actor, case: FamilyCase, reason: LookReason, who: str, *, opens: bool) -> None:
    now = clock.now()
    until = now + rules.OPEN_FOR if opens else None
    Look.objects.create(case=case, user_id=actor.user_id, who=who[:300], reason=reason, at=now, until=until)
