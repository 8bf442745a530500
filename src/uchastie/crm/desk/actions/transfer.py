"""To another centre: the number, the moment of submission and the clock go along; the sender keeps a trace."""

from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.desk import queries, rules
from uchastie.crm.desk.actions import booked, letters
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.events import RequestTransferred
from uchastie.crm.desk.models import LastStep, ServiceRequest, Transfer
from uchastie.crm.desk.rules import Status
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitStatus
from uchastie.crm.people import actions as people
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def transfer_request(
    *, actor: Actor, request_id: UUID, version: int | None, to_slug: str, reason: str
) -> ServiceRequest:
    """Only to a working centre that offers the service. The installation stays the operator of the data, so the
    consent stays in force; the person is told who works on the request now."""
    request = queries.to_pass(actor, request_id, version)
    _require_open(request)
    reason = rules.require_reason(reason)
    target = queries.find_target(request, to_slug)
    if target is None:
        message = "Этот центр не оказывает такой сервис или сейчас не работает. Выберите другой из списка."
        raise Refusal("no_target", message, field="to_unit")
    Transfer.objects.create(
        request=request,
        from_unit=request.unit,
        to_unit=target,
        at=clock.now(),
        by_id=actor.user_id,
        reason=reason,
    )
    _move(actor, request, target, "transferred")
    return request


@transaction.atomic
def return_transfer(*, actor: Actor, request_id: UUID, version: int | None, reason: str) -> ServiceRequest:
    """The receiver cannot take it: back to the sender, with the reason; the clock has not stopped meanwhile."""
    request = queries.to_pass(actor, request_id, version)
    _require_open(request)
    reason = rules.require_reason(reason, "return_reason")
    last = queries.find_last_transfer(request)
    if last is None or not last.is_arrival(request):
        raise Refusal("not_transferred", "Эту заявку центр получил не от другого центра: возвращать её некому.")
    if last.from_unit.status != UnitStatus.ACTIVE:
        message = "Центр, который передал заявку, сейчас не работает. Передайте её в другой центр."
        raise Refusal("sender_away", message, field="return_reason")
    last.returned_at, last.returned_by_id, last.return_reason = clock.now(), actor.user_id, reason
    last.save(update_fields=["returned_at", "returned_by", "return_reason"])
    _move(actor, request, last.from_unit, "transfer_returned")
    return request


def _move(actor: Actor, request: ServiceRequest, target: Unit, verb: str) -> None:
    """Journalled for both centres: for the one it leaves and, under the same verb, for the one that gets it."""
    source = request.unit
    record(actor, request, verb, to=target.slug)
    people.meet(SYSTEM, beneficiary_id=request.beneficiary_id, unit=target)
    changes: dict[str, Any] = {"unit_id": target.pk, "assignee_id": None}
    if request.agreed_at:
        booked.release(request)
    request.enter(_status_there(request), **changes | _forget_meeting(request))
    request.unit = target
    LastStep.objects.filter(request=request).delete()
    record(actor, request, "arrived", origin=source.slug)
    letters.tell_transferred(request)
    bus.announce(RequestTransferred(request.pk, source.pk, target.pk))


def _status_there(request: ServiceRequest) -> Status:
    """Who has not been talked to is new there; who has been, waits for a day to be agreed."""
    return Status.NEW if request.status in rules.UNCONTACTED else Status.CONTACTED


def _forget_meeting(request: ServiceRequest) -> dict[str, Any]:
    """A meeting agreed in the old centre does not hold in the new one: it asks at once."""
    if request.status in rules.UNCONTACTED:
        return {}
    now = clock.now()
    return {"agreed_at": None, "agreed_format": "", "agreed_note": "", "attention_at": now}


def _require_open(request: ServiceRequest) -> None:
    if request.status not in rules.OPEN:
        raise Refusal("closed", "Передать можно заявку, по которой ещё не оказали сервис.")
