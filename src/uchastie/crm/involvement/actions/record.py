"""The journal of involvement (ids and codes only) and what people who take part are told."""

from typing import Any

from django.urls import reverse

from uchastie.crm.involvement.models import BeneficiaryRole
from uchastie.crm.involvement.rules import Move, State, machine
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.kernel.actor import Actor

ROLE, OPPORTUNITY, ACTIVITY, GROUP = (
    f"involvement.{name}" for name in ("role", "opportunity", "activity", "target_group")
)


def record(actor: Actor, role: BeneficiaryRole, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=ROLE, object_id=role.pk, unit_id=role.unit_id, **details)


def record_of(actor: Actor, kind: str, thing: Any, unit: Unit | None, verb: str, **details: Any) -> None:
    unit_id = unit.pk if unit else None
    journal.record(actor, verb=verb, object_kind=kind, object_id=thing.pk, unit_id=unit_id, **details)


def move(actor: Actor, role: BeneficiaryRole, step: Move, **changes: Any) -> BeneficiaryRole:
    role.apply(state=machine.target(State(role.state), step), **changes)
    record(actor, role, f"role_{step}")
    return role


def tell(role: BeneficiaryRole, event: str) -> None:
    to = reach.person(role.person_id, about_id=role.pk, unit_id=role.unit_id)
    if to is not None:
        url = reverse("involvement:own_role", args=[role.pk])
        notifications.notify(event=event, about_id=role.pk, to=to, unit_id=role.unit_id, url=url)
