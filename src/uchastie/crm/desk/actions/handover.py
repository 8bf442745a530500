"""Who works on a request: «Беру себе», to a colleague or to nobody with a note, all at once when somebody leaves."""

from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.accounts.models import User
from uchastie.crm.desk import access, queries, rules
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.actions.undo import remember, snapshot
from uchastie.crm.desk.models import Handover, ServiceRequest
from uchastie.crm.desk.rules import Step, Why
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def assign(*, actor: Actor, request_id: UUID, version: int | None) -> ServiceRequest:
    """«Беру себе»."""
    request = queries.for_update(actor, request_id, version)
    _require_open(request)
    before = snapshot(request)
    request.apply(assignee_id=actor.id)
    record(actor, request, "assigned")
    remember(actor, request, Step.ASSIGN, before)
    return request


@transaction.atomic
def hand_over(
    *, actor: Actor, request_id: UUID, version: int | None, to_user_id: UUID | None, why: Why, note: str = ""
) -> ServiceRequest:
    """To a colleague of the centre or to nobody. After a conflict of interest the former one may only read (A13)."""
    request = queries.for_update(actor, request_id, version)
    _require_open(request)
    note = rules.require_reason(note, "note") if why is Why.CONFLICT else " ".join(note.split())
    if why is Why.CONFLICT and request.assignee_id is None:
        raise Refusal("no_owner", "У заявки нет ответственного: отводить некого.", field="why")
    if to_user_id == request.assignee_id:
        raise Refusal("same", "Заявка и так у этого человека. Выберите другого.", field="to_user")
    if to_user_id:
        _require_colleague(request.unit, to_user_id)
        _require_unbiased(request, to_user_id)
    before = snapshot(request)
    _pass(actor, request, to_user_id, why, note)
    if why is not Why.CONFLICT:  # else the one who is taken off could put himself back
        remember(actor, request, Step.ASSIGN, before)
    return request


@transaction.atomic
def hand_over_all(
    actor: Actor,
    from_user: User | UUID,
    to_user: User | UUID | None,
    unit: Unit,
    note: str = "",
    why: Why = Why.DISMISSAL,
) -> int:
    """Everything open that one employee leads in the unit: before a holiday, or when somebody leaves for good. What the
    new one may not take because of a conflict of interest stays without an owner. Returns how many."""
    access.require_head(actor, unit.path)
    source, target = _id(from_user), _id(to_user) if to_user else None
    if source == target:
        raise Refusal("same", "Это один и тот же человек. Выберите, кому передать.", field="to_user")
    if target:
        _require_colleague(unit, target)
    barred = queries.barred_from(unit, target) if target else set()
    requests = list(queries.led_by(unit, source))
    for request in requests:
        _pass(actor, request, None if request.pk in barred else target, why, " ".join(note.split()))
    return len(requests)


def _pass(actor: Actor, request: ServiceRequest, target: UUID | None, why: Why, note: str) -> None:
    Handover.objects.create(
        request=request,
        at=clock.now(),
        by_id=actor.user_id,
        from_user_id=request.assignee_id,
        to_user_id=target,
        why=why,
        note=note,
    )
    request.apply(assignee_id=target)
    details: dict[str, Any] = {"to": str(target)} if target else {}
    record(actor, request, "handed_over", why=str(why), **details)


def _id(user: User | UUID) -> UUID:
    return user if isinstance(user, UUID) else user.pk


def _require_open(request: ServiceRequest) -> None:
    if request.attention_at is None:
        raise Refusal("closed", "Заявка уже закрыта, брать и передавать её не нужно.")


def _require_colleague(unit: Unit, user_id: UUID) -> None:
    """An ended assignment, another centre and a made-up id are the same: there is no such colleague."""
    if user_id not in {colleague.id for colleague in queries.list_colleagues(unit)}:
        raise Refusal("no_colleague", "Такого сотрудника в центре нет. Выберите из списка.", field="to_user")


def _require_unbiased(request: ServiceRequest, user_id: UUID) -> None:
    if queries.is_barred(request.pk, user_id):
        message = "Этого сотрудника отвели от заявки из-за конфликта интересов. Выберите другого."
        raise Refusal("barred", message, field="to_user")
