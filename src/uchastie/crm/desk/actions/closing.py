"""Closing without a service, always with a reason, and opening again what was closed by mistake."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.desk import access, queries, rules
from uchastie.crm.desk.actions import booked, letters
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.actions.undo import remember, snapshot
from uchastie.crm.desk.events import RequestReopened
from uchastie.crm.desk.models import LastStep, Reopening, ServiceRequest
from uchastie.crm.desk.rules import CancelReason, Move, Result, Status, Step
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied


@transaction.atomic
def cancel_request(
    *, actor: Actor, request_id: UUID, version: int | None, reason: CancelReason, note: str = ""
) -> ServiceRequest:
    """Nothing is deleted, only cancelled with a reason; "unreachable" needs 3 attempts on 2 days."""
    request = queries.for_update(actor, request_id, version)
    if reason is CancelReason.UNREACHABLE:
        tries = request.contact_attempts.exclude(result=Result.TALKED).values_list("at", flat=True)
        rules.require_unreachable([at.astimezone(request.unit.zone).date() for at in tries])
    before = snapshot(request)
    _cancel(actor, request, reason, note)
    remember(actor, request, Step.CANCEL, before)
    return request


@transaction.atomic
def cancel_by_holder(*, holder: Actor, request_id: UUID) -> ServiceRequest | None:
    """The person withdraws (e.g. with the consent). A request that is already done stays as it is: None."""
    request = queries.get_request(holder, request_id, lock=True)
    if not rules.LIFECYCLE.allows(Status(request.status), Move.CANCEL):
        return None
    return _cancel(holder, request, CancelReason.BY_APPLICANT, "")


@transaction.atomic
def cancel_untouched(*, actor: Actor, request_id: UUID, note: str) -> ServiceRequest | None:
    """Somebody else helps already (B43). A request the centre has begun goes on as it is: None."""
    request = queries.get_request(actor, request_id, lock=True)
    if Status(request.status) not in rules.UNCONTACTED:
        return None
    return _cancel(actor, request, CancelReason.HELPED, note)


def _cancel(actor: Actor, request: ServiceRequest, reason: CancelReason, note: str) -> ServiceRequest:
    target = rules.LIFECYCLE.target(Status(request.status), Move.CANCEL)
    request.enter(target, attention_at=None, closed_at=clock.now(), cancel_reason=reason, cancel_note=note)
    if request.agreed_at:
        booked.release(request)
    record(actor, request, "cancelled", reason=str(reason))
    if reason not in {CancelReason.TEST, CancelReason.DUPLICATE}:
        letters.tell_cancelled(request)
    return request


@transaction.atomic
def reopen_request(*, actor: Actor, request_id: UUID, version: int | None, reason: str) -> ServiceRequest:
    """By the head: the promise of two working days begins anew, the old one stays in the history (decision 14)."""
    request = queries.get_request(actor, request_id, lock=True)
    if not access.is_head(actor, request.unit.path):
        raise Denied("Вернуть закрытую заявку в работу может руководитель центра.")
    request.require_version(version)
    target = rules.LIFECYCLE.target(Status(request.status), Move.REOPEN)
    _keep_history(actor, request, rules.require_reason(reason))
    now = clock.now()
    calendar = deadlines.get_calendar(request.unit.region_id)
    deadline = clocks.working_days_deadline(now, rules.CONTACT_WORKING_DAYS, request.unit.zone, calendar)
    request.enter(
        target,
        reopened_at=now,
        attention_at=deadline.due_at,
        contact_due_at=deadline.due_at,
        contact_warning=deadline.warning,
        contacted_at=None,
        closed_at=None,
        cancel_reason="",
        cancel_note="",
        viewed_at=request.viewed_at or now,
        agreed_at=None,
        agreed_format="",
        agreed_note="",
    )
    record(actor, request, "reopened")
    letters.tell_reopened(request)
    bus.announce(RequestReopened(request.pk))
    return request


def _keep_history(actor: Actor, request: ServiceRequest, reason: str) -> None:
    LastStep.objects.filter(request=request).delete()
    Reopening.objects.create(
        request=request,
        at=clock.now(),
        by_id=actor.user_id,
        reason=reason,
        due_at=request.contact_due_at,
        contacted_at=request.contacted_at,
        delivered_at=request.delivered_at,
        cancel_reason=request.cancel_reason,
    )
