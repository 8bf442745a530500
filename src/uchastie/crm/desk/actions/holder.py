"""What the person alone does with the own request: changes it, asks for it back. Nobody of the staff does it for them."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from uchastie.crm.consents import queries as consents
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.desk import access, queries, rules
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.events import RequestReturned
from uchastie.crm.desk.models import Delivery, LastStep, Note, Reopening, ServiceRequest, StepCheck
from uchastie.crm.desk.rules import Difference, Move, Status, Wish
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal


@transaction.atomic
def change_by_holder(
    *, holder: Actor, visitor: Actor, request_id: UUID, seen: str, wish: Wish
) -> tuple[Difference, ...]:
    """What was changed, old and new. `seen` is the digest of the wish the form was opened with: of two tabs the later
    one is told, while a colleague who only looks at the request disturbs nobody."""
    access.require_person(visitor)
    request = queries.get_request(holder, request_id, lock=True)
    if request.status not in rules.OPEN:
        raise Refusal("closed", "Заявка уже закрыта: менять её поздно. Если помощь ещё нужна, верните её в работу.")
    before = rules.wish_of(request.need, request.preferred_way, request.preferred_time)
    differences = rules.differences(before, wish)
    if seen != before.digest and differences:
        message = "Пока вы писали, заявку изменили в другом окне. Ниже ваш текст: сравните и сохраните ещё раз."
        raise Conflict("changed_elsewhere", message)
    if differences:
        request.apply(need=wish.need, preferred_way=wish.way, preferred_time=wish.time)
        record(holder, request, "changed", fields=",".join(one.field for one in differences))
    return differences


@transaction.atomic
def return_by_holder(*, holder: Actor, visitor: Actor, request_id: UUID, reason: str) -> ServiceRequest:
    """The same request is new again: a new clock of the first contact, the old one and the delivery stay in history.

    Decision 14. A delivery is a fact of its month: it is not undone, and counted once however often one comes back."""
    access.require_person(visitor)
    request = queries.get_request(holder, request_id, lock=True)
    reason = rules.require_return_reason(reason)
    now = clock.now()
    rules.require_returnable(
        Status(request.status), request.closed_at or request.delivered_at, request.cancel_reason, now
    )
    given = consents.consent_about(request.pk)
    if given is not None and given.withdrawn_at:
        message = "Согласие по этой заявке отозвано, поэтому вернуть её нельзя. Подайте новую: это минута."
        raise Refusal("no_consent", message)
    _keep_history(request, reason)
    calendar = deadlines.get_calendar(request.unit.region_id)
    deadline = clocks.working_days_deadline(now, rules.CONTACT_WORKING_DAYS, request.unit.zone, calendar)
    target = rules.LIFECYCLE.target(Status(request.status), Move.RETURN)
    came_from = request.status
    request.enter(target, **_anew(), reopened_at=now, contact_due_at=deadline.due_at, attention_at=deadline.due_at)
    request.apply(contact_warning=deadline.warning)
    record(holder, request, "returned", was=str(came_from))
    bus.announce(RequestReturned(request.pk))
    return request


def _anew() -> dict[str, Any]:
    return {
        "viewed_at": None,
        "contacted_at": None,
        "attempts": 0,
        "agreed_at": None,
        "agreed_format": "",
        "agreed_note": "",
        "delivered_at": None,
        "closed_at": None,
        "cancel_reason": "",
        "cancel_note": "",
    }


def _keep_history(request: ServiceRequest, reason: str) -> None:
    """The old clock as a row; the old result as a note that both sides can read; the regulation is followed anew."""
    now = clock.now()
    Reopening.objects.create(
        request=request,
        at=now,
        reason=reason,
        due_at=request.contact_due_at,
        contacted_at=request.contacted_at,
        delivered_at=request.delivered_at,
        cancel_reason=request.cancel_reason,
    )
    delivery = Delivery.objects.filter(request=request).first()
    if delivery and delivery.outcome:
        day = delivery.at.astimezone(request.unit.zone)
        text = f"До возврата в работу, {day:%d.%m.%Y}, было записано: {delivery.outcome}"
        Note.objects.create(request=request, at=now, by_id=delivery.by_id, text=text)
    StepCheck.objects.filter(request=request).delete()
    LastStep.objects.filter(request=request).delete()


@transaction.atomic
def await_word(*, holder: Actor, request_id: UUID) -> None:
    """The person waits for a word from the centre. Not a change of the request: whoever works on it is not disturbed."""
    request = queries.get_request(holder, request_id)
    now = clock.now()
    ServiceRequest.objects.filter(pk=request.pk, asked_at__isnull=True).update(asked_at=now, updated_at=now)


@transaction.atomic
def give_word(*, actor: Actor, request_id: UUID) -> ServiceRequest:
    """Somebody of the centre has answered or read what the person wrote."""
    request = queries.for_update(actor, request_id, None)
    waits = Q(pk=request.pk, asked_at__isnull=False)
    ServiceRequest.objects.filter(waits).update(asked_at=None, updated_at=clock.now())
    return request
