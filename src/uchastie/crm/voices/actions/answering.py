"""From reading to the answer: every decision carries an answer in words, and its author is told."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network import queries as network
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.crm.voices import access, queries, rules
from uchastie.crm.voices.actions.receiving import record
from uchastie.crm.voices.events import ItemAnswered
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.rules import WAITING, Completion, Decision, State
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal

AT_ONCE = 200


def _taken(actor: Actor, item_id: UUID, version: int | None) -> FeedbackItem:
    item = queries.get_item(actor, item_id)
    item.require_version(version)
    access.require_answerer(actor, item.unit)
    if item.joined_to_id is not None:
        raise Refusal("joined", "Это объединено с другим предложением: отвечают там, ответ получат все.")
    return item


def _user(actor: Actor) -> UUID | None:
    return None if actor.id == SYSTEM.id else actor.id


@transaction.atomic
def acknowledge(*, actor: Actor, item_id: UUID, version: int | None) -> FeedbackItem:
    return _step(actor, item_id, version, State.ACKNOWLEDGED)


@transaction.atomic
def consider(*, actor: Actor, item_id: UUID, version: int | None) -> FeedbackItem:
    return _step(actor, item_id, version, State.CONSIDERED)


def _step(actor: Actor, item_id: UUID, version: int | None, state: State) -> FeedbackItem:
    item = _taken(actor, item_id, version)
    rules.require_move(item.state, state)
    item.apply(state=state)
    FeedbackItem.objects.filter(joined_to=item).update(state=state)
    record(actor, item, f"voice_{state}")
    return item


@transaction.atomic
def decide(*, actor: Actor, item_id: UUID, version: int | None, decision: Decision) -> FeedbackItem:
    item = _taken(actor, item_id, version)
    rules.require_decision(decision, clock.today(item.zone))
    rules.require_move(item.state, decision.state)
    changes = {
        "state": decision.state,
        "answer": decision.answer.strip(),
        "answered_at": clock.now(),
        "promised_on": decision.promised_on if decision.state == State.ACCEPTED else None,
    }
    item.apply(**changes, said=decision.said.strip(), by_id=_user(actor))
    FeedbackItem.objects.filter(joined_to=item).update(**changes)
    _answered(actor, item, "voice_answered")
    return item


@transaction.atomic
def complete(*, actor: Actor, item_id: UUID, version: int | None, completion: Completion) -> FeedbackItem:
    """It is done: what has really changed is one of the records the unit has, or told in words alone."""
    item = _taken(actor, item_id, version)
    rules.require_move(item.state, State.DONE)
    if len(completion.words.strip()) < 3:
        raise Refusal("done", "Напишите, что сделали.", field="done")
    if item.said:
        rules.require_nothing_revealed(completion.words, "done")
    change = queries.find_change(item.unit, completion.change)
    if completion.change and change is None:
        raise Refusal("change", "Такой записи уже нет. Выберите другую.", field="change")
    changes = {
        "state": State.DONE,
        "done": completion.words.strip(),
        "done_at": clock.now(),
        "effect": completion.effect,
        "change_kind": change.kind if change else "",
        "change_id": change.id if change else "",
        "change_title": change.title[:200] if change else "",
    }
    item.apply(**changes)
    FeedbackItem.objects.filter(joined_to=item).update(state=State.DONE, done=changes["done"], done_at=item.done_at)
    _answered(actor, item, "voice_done")
    return item


def _answered(actor: Actor, item: FeedbackItem, event: str) -> None:
    record(actor, item, event, state=str(item.state))
    for one in [item, *FeedbackItem.objects.filter(joined_to=item, person__isnull=False).select_related("unit")]:
        tell(one, event)
    bus.announce(ItemAnswered(item.pk, item.unit_id))


def tell(item: FeedbackItem, event: str) -> None:
    """Who is known hears of it; who is not reads it by the number."""
    if item.person_id is None:
        return
    to = reach.person(item.person_id, about_id=item.pk, unit_id=item.unit_id)
    if to is not None:
        notifications.notify(
            event=event,
            about_id=item.pk,
            to=to,
            unit_id=item.unit_id,
            url=reverse("voices:own"),
            occasion=str(item.state),
        )


@transaction.atomic
def remind() -> int:
    """A job, in the mornings: the heads hear of answers that are due in three days or are late, once of each."""
    due = FeedbackItem.objects.filter(
        state__in=WAITING, joined_to=None, due_at__lte=clock.now() + rules.REMIND_BEFORE
    ).select_related("unit")
    return sum(_remind(item) for item in due.order_by("due_at")[:AT_ONCE])


def _remind(item: FeedbackItem) -> int:
    late = item.due_at < clock.now()
    told = 0
    for row in network.list_staff(SYSTEM, item.unit):
        to = reach.staff(row.user_id, unit_id=item.unit_id) if row.role in _HEADS else None
        told += to is not None and notifications.notify(
            event="voice_due",
            about_id=item.pk,
            to=to,
            unit_id=item.unit_id,
            url=reverse("voices:item", args=[item.pk]),
            occasion="late" if late else "soon",
        )
    return told


_HEADS = {Role.CENTRE_HEAD, Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR, Role.FEDERAL_MANAGER}
