"""An employee's steps with one request: look, contact, agree, follow the regulation, deliver. Each writes the journal."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk import access, queries, rules
from uchastie.crm.desk.actions import booked, letters
from uchastie.crm.desk.actions.booked import ask_again_at
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.actions.undo import remember, snapshot
from uchastie.crm.desk.events import RequestDelivered
from uchastie.crm.desk.models import ContactAttempt, Delivery, Note, QualityCheck, Reopening, ServiceRequest, StepCheck
from uchastie.crm.desk.rules import Format, Move, Result, Status, Step
from uchastie.crm.people import actions as people
from uchastie.crm.people.rules import Way
from uchastie.crm.training import queries as training
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.durability import lagging
from uchastie.kernel.errors import Conflict, NotSeen, Refusal
from uchastie.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Done:
    """How the service was delivered. `all_steps` ticks what is left of the regulation; else `exemption` says why not."""

    format: Format
    minutes: int | None = None
    topic_code: str = ""
    outcome: str = ""
    all_steps: bool = False
    exemption: str = ""


def open_request(*, actor: Actor, request_id: UUID, glance: bool = False) -> ServiceRequest:
    """Look at a request: every look is in the journal; a worker's first one makes it «просмотрена» (A36).

    A `glance` at the preview is a look too, but it does not yet mean that somebody has read the request. What is only
    read is read before the transaction: on SQLite all writers wait for its end."""
    request = queries.get_request(actor, request_id)
    new = not glance and request.status == Status.NEW and access.can_work(actor, request.unit.path)
    with lagging():
        if new:
            request = queries.get_request(actor, request_id, lock=True)  # of two first looks one is the first
            if request.status == Status.NEW:
                request.enter(rules.LIFECYCLE.target(Status.NEW, Move.VIEW), viewed_at=clock.now())
        record(actor, request, "viewed")
    return request


@transaction.atomic
def record_contact(
    *, actor: Actor, request_id: UUID, version: int | None, way: Way, result: Result, note: str = ""
) -> ServiceRequest:
    """An attempt to reach the person. Only a talk stops the clock (A18); the others stay visible."""
    request = queries.for_update(actor, request_id, version)
    if request.status not in rules.OPEN:
        raise Refusal("closed", "Заявка уже закрыта: попытки больше не нужны.")
    now, before = clock.now(), snapshot(request)
    attempt = ContactAttempt.objects.create(
        id=new_id(), request=request, at=now, by_id=actor.user_id, way=way, result=result, note=note
    )
    changes: dict[str, object] = {"attempts": request.attempts + 1}
    if request.assignee_id is None:
        changes["assignee_id"] = actor.user_id
    status = Status(request.status)
    if result is Result.TALKED and status in rules.UNCONTACTED:
        status = rules.LIFECYCLE.target(status, Move.CONTACT)
        changes |= {
            "contacted_at": now,
            "viewed_at": request.viewed_at or now,
            "attention_at": ask_again_at(request, now),
        }
    request.enter(status, **changes)
    record(actor, request, "contacted", way=str(way), result=str(result))
    remember(actor, request, Step.CONTACT, before, [attempt.pk])
    return request


@transaction.atomic
def check_step(*, actor: Actor, request_id: UUID, step_id: UUID, done: bool) -> ServiceRequest:
    """Tick a step of the regulation or take the tick back. Twice the same is once."""
    request = queries.for_update(actor, request_id, None)
    if request.status not in rules.OPEN:
        raise Refusal("closed", "Заявка уже закрыта: шаги больше не меняются.")
    if step_id not in {step.pk for step in catalogue.list_steps(request.regulation)}:
        raise NotSeen
    ticks = StepCheck.objects.filter(request=request, step_id=step_id)
    if done == ticks.exists():
        return request
    before, made = snapshot(request), []
    if done:
        made = [StepCheck.objects.create(request=request, step_id=step_id, at=clock.now(), by_id=actor.user_id).pk]
    else:
        before["tick"] = _as_was(ticks.get())
        ticks.delete()
    record(actor, request, "step_done" if done else "step_undone", step=str(step_id))
    remember(actor, request, Step.TICK, before, made)
    return request


@transaction.atomic
def deliver(*, actor: Actor, request_id: UUID, version: int | None, done: Done) -> ServiceRequest:
    """The service was delivered by the regulation the request was started under (A3, A9, A39)."""
    request = queries.for_update(actor, request_id, None)
    if request.status in {Status.DELIVERED, Status.RATED, Status.CLOSED}:
        raise Conflict("already_delivered", _who_was_first(request))
    request.require_version(version)
    before = snapshot(request)
    ticked = finish(actor, request, Move.DELIVER, done)
    if not Reopening.objects.filter(request=request, delivered_at__isnull=False).exists():
        remember(actor, request, Step.DELIVER, before, ticked)  # else taking it back would take the first one too
    return request


def finish(actor: Actor, request: ServiceRequest, move: Move, done: Done) -> list[UUID]:
    """Write the delivery and invite to rate; inside the caller's transaction. Returns the ticks made by it."""
    target = rules.LIFECYCLE.target(Status(request.status), move)
    _require_read(actor, request)
    topic_id = _topic(request, done.topic_code)
    now = clock.now()
    steps = list(catalogue.list_steps(request.regulation))
    checked = set(StepCheck.objects.filter(request=request).values_list("step_id", flat=True))
    left = [step for step in steps if step.pk not in checked] if done.all_steps else []
    ticks = [StepCheck(request=request, step=step, at=now, by_id=actor.user_id) for step in left]
    StepCheck.objects.bulk_create(ticks)
    checked |= {step.pk for step in left}
    rules.require_regulation_followed({step.pk for step in steps if step.required}, checked, done.exemption)
    _write_delivery(actor, request, done, topic_id)
    request.enter(target, delivered_at=now, agreed_format=done.format, attention_at=now + rules.ASK_RATING_AFTER)
    record(actor, request, "delivered", regulation=str(request.regulation_id))
    if request.agreed_at:
        booked.finish(request)
    letters.tell_delivered(request)
    bus.announce(RequestDelivered(request.pk))
    return [tick.pk for tick in ticks]


def _require_read(actor: Actor, request: ServiceRequest) -> None:
    """A33: a service of «Мастер» is delivered by those who have read its regulation."""
    if actor.user_id and training.must_read(actor.user_id, request.service, request.regulation):
        message = "Сначала прочитайте регламент этого сервиса и подтвердите это: ссылка на нём есть в заявке."
        raise Refusal("must_read", message)


def _write_delivery(actor: Actor, request: ServiceRequest, done: Done, topic_id: str | None) -> None:
    """A request that came back after a delivery is finished again, not counted again: the first moment and employee
    stay, the result is the newest one (the former is in the notes)."""
    result = {
        "format": done.format,
        "minutes": done.minutes,
        "topic_id": topic_id,
        "outcome": done.outcome,
        "exemption": done.exemption,
    }
    if Delivery.objects.filter(request=request).update(**result):
        return
    Delivery.objects.create(
        request=request, regulation_id=request.regulation_id, at=clock.now(), by_id=actor.user_id, **result
    )


@transaction.atomic
def add_note(*, actor: Actor, request_id: UUID, text: str) -> Note:
    request = queries.for_update(actor, request_id, None)
    note = Note.objects.create(request=request, at=clock.now(), by_id=actor.user_id, text=text)
    record(actor, request, "noted")
    return note


@transaction.atomic
def link_volunteer_id(*, actor: Actor, request_id: UUID, volunteer_id: str) -> ServiceRequest:
    """A66: the ID found later; the request loses its mark «без ID» and counts from then on."""
    request = queries.for_update(actor, request_id, None)
    people.link_volunteer_id(actor, beneficiary_id=request.beneficiary_id, volunteer_id=volunteer_id, unit=request.unit)
    request.apply(id_pending=False)
    record(actor, request, "id_linked")
    return request


@transaction.atomic
def check_quality(*, actor: Actor, request_id: UUID, kept: dict[int, bool]) -> ServiceRequest:
    """A6: the head looks at one delivery by the eight principles; the last look stands."""
    request = queries.get_request(actor, request_id, lock=True)
    access.require_judge(actor, request.unit.path)
    if request.delivered_at is None:
        raise Refusal("not_delivered", "Качество проверяют после оказания сервиса.")
    now = clock.now()
    for number, answer in kept.items():
        QualityCheck.objects.update_or_create(
            request=request, principle_id=number, defaults={"kept": answer, "at": now, "by_id": actor.user_id}
        )
    record(actor, request, "quality_checked")
    return request


@transaction.atomic
def send_fresh_link(*, request: ServiceRequest) -> None:
    """To the address on record only; whoever asks learns nothing."""
    letters.tell_link(request, stamp=f"{clock.now():%y%m%d%H}")


def _topic(request: ServiceRequest, code: str) -> str | None:
    """A67: a service that has topics asks which one it was."""
    topics = {topic.code for topic in catalogue.list_topics(request.service)}
    if topics and code not in topics:
        raise Refusal("topic", "Выберите тему консультации.", field="topic")
    return code or None


def _who_was_first(request: ServiceRequest) -> str:
    delivery = Delivery.objects.select_related("by").get(request=request)
    who = delivery.by.name if delivery.by else "Коллега"
    moment = delivery.at.astimezone(request.unit.zone)
    return f"Заявку уже отметили оказанной: {who}, {moment:%H:%M}. Ваш текст ниже цел: добавьте его заметкой."


def _as_was(tick: StepCheck) -> dict[str, str | None]:
    """Whose tick it was and when, for those who put it back."""
    return {"step": str(tick.step_id), "at": tick.at.isoformat(), "by": str(tick.by_id) if tick.by_id else None}
