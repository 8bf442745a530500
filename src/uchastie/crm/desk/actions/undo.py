"""«Вернуть»: the last step goes back as if it had not been, and the journal keeps both."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.desk import queries, rules
from uchastie.crm.desk.actions import booked, letters
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.events import StepUndone
from uchastie.crm.desk.models import ContactAttempt, Delivery, LastStep, ServiceRequest, StepCheck
from uchastie.crm.desk.rules import Step
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

FIELDS = (
    *("status", "phase", "attention_at", "assignee_id", "attempts", "viewed_at", "contacted_at"),
    *("agreed_at", "agreed_format", "agreed_note", "delivered_at", "closed_at", "cancel_reason", "cancel_note"),
)

type Before = dict[str, Any]


def snapshot(request: ServiceRequest) -> Before:
    """The fields a step may change, as JSON keeps them; taken before the step."""
    values = {name: getattr(request, name) for name in FIELDS}
    return {name: _plain(value) for name, value in values.items()}


def remember(actor: Actor, request: ServiceRequest, step: Step, before: Before, made: Iterable[UUID] = ()) -> None:
    """After the step, in its transaction: how to take it back. Only people take their steps back."""
    if actor.user_id is None:
        return
    last = LastStep(
        request=request,
        step=step,
        by_id=actor.user_id,
        at=clock.now(),
        version=request.version,
        before=before,
        made=[str(pk) for pk in made],
    )
    fields = ["step", "by", "at", "version", "before", "made"]
    LastStep.objects.bulk_create([last], update_conflicts=True, unique_fields=["request"], update_fields=fields)


@transaction.atomic
def undo_step(*, actor: Actor, request_id: UUID) -> ServiceRequest:
    """Within ten minutes, by its author, while nobody else has built on it. What has been sent is put right by a
    letter, what waits is not sent."""
    request = queries.for_update(actor, request_id, None)
    last = queries.find_last_step(request)
    if last is None:
        raise Refusal("nothing", "Возвращать нечего: последний шаг уже отменён.")
    rules.require_undoable(
        own=last.by_id == actor.user_id,
        age=clock.now() - last.at,
        touched=last.version != request.version or queries.others_since(request, last),
    )
    step = Step(last.step)
    _remove(request, last)
    request.apply(**_values(last.before))
    if step in {Step.AGREE, Step.CANCEL, Step.DELIVER}:
        booked.follow(request)
    LastStep.objects.filter(request=request).delete()
    record(actor, request, "undone", step=str(step))
    letters.withdraw(request, step)
    bus.announce(StepUndone(request.pk, request.unit_id, step, last.at))
    return request


def _remove(request: ServiceRequest, last: LastStep) -> None:
    """The rows of the step go: the journal says that they were."""
    mine = {"request": request, "pk__in": last.made}
    if last.step == Step.CONTACT:
        ContactAttempt.objects.filter(**mine).delete()
    elif last.step == Step.TICK:
        _turn_tick(request, last)
    elif last.step == Step.DELIVER:
        StepCheck.objects.filter(**mine).delete()
        Delivery.objects.filter(request=request).delete()


def _turn_tick(request: ServiceRequest, last: LastStep) -> None:
    """A tick that was set goes; one that was taken back is there again, by its first author."""
    if last.made:
        StepCheck.objects.filter(request=request, pk__in=last.made).delete()
        return
    tick = last.before["tick"]
    at = dt.datetime.fromisoformat(tick["at"])
    StepCheck.objects.get_or_create(request=request, step_id=tick["step"], defaults={"at": at, "by_id": tick["by"]})


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _values(before: Before) -> dict[str, Any]:
    """Back from JSON by the fields themselves."""
    fields = {field.attname: field for field in ServiceRequest._meta.concrete_fields}
    return {name: fields[name].to_python(before[name]) for name in FIELDS}
