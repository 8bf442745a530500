"""A mark follows the person's review of a request; a low one becomes a task of the head."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from uchastie.crm.consents import actions as withdrawal
from uchastie.crm.consents import queries as consents
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import working_days_deadline
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.feedback import access, queries, rules
from uchastie.crm.feedback.actions.record import record
from uchastie.crm.feedback.events import MarkRaised
from uchastie.crm.feedback.models import Mark
from uchastie.crm.feedback.rules import Move, Source, State
from uchastie.crm.network.models import Unit
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor


@transaction.atomic
def follow_review(*, request_id: UUID, stars: int) -> Mark:
    """The person has rated a request. Called inside the transaction of the rating; a review by QR that has just become
    that of the request already has its mark."""
    mark = Mark.objects.filter(request_id=request_id).first()
    return mark or _first(desk.get_request(SYSTEM, request_id), stars)


@transaction.atomic
def follow_change(*, request_id: UUID, stars: int) -> Mark:
    """The person has changed the rating, its words, or has rated a request that came back. A low one that did not
    become better waits for an answer again."""
    mark = Mark.objects.select_related("unit").filter(request_id=request_id).first()
    if mark is None:
        return _first(desk.get_request(SYSTEM, request_id), stars)
    worse = stars <= min(mark.stars, rules.LOW_UP_TO)
    mark.apply(stars=stars)
    if worse and mark.state != State.NEW:
        target = rules.LIFECYCLE.target(State(mark.state), Move.RAISE)
        mark.apply(state=target, close_reason="", **raised(mark.unit, clock.now()))
        _announce(mark)
    return mark


def _first(request: ServiceRequest, stars: int) -> Mark:
    delivery = getattr(request, "delivery", None)
    now = clock.now()
    mark = Mark(
        unit=request.unit,
        source=Source.REQUEST,
        request=request,
        service_id=request.service_id,
        employee_id=delivery.by_id if delivery else request.assignee_id,
        stars=stars,
        rated_at=now,
    )
    return place_mark(mark)


def place_mark(mark: Mark) -> Mark:
    """Write a new mark in the state its stars ask for."""
    mark.state = rules.state_of(mark.stars)
    if mark.state == State.NEW:
        for name, value in raised(mark.unit, mark.rated_at).items():
            setattr(mark, name, value)
    mark.save(force_insert=True)
    if mark.state == State.NEW:
        _announce(mark)
    return mark


def raised(unit: Unit, now: dt.datetime) -> dict[str, dt.datetime]:
    """The moments of a mark that waits from now on: three working days of the centre."""
    calendar = deadlines.get_calendar(unit.region_id)
    due = working_days_deadline(now, rules.ANSWER_WORKING_DAYS, unit.zone, calendar).due_at
    return {"raised_at": now, "due_at": due, "attention_at": due}


def _announce(mark: Mark) -> None:
    record(SYSTEM, mark, "mark_raised", stars=str(mark.stars))
    bus.announce(MarkRaised(mark.pk, mark.unit_id))


@transaction.atomic
def erase_contact(*, actor: Actor, mark_id: UUID) -> Mark:
    """The author of a review by QR asks the centre to forget the phone or address at once."""
    mark = queries.get_mark(actor, mark_id, lock=True)
    access.require_answerer(actor, mark.unit.path)
    if mark.phone or mark.email:
        mark.apply(phone="", email="")
        record(actor, mark, "contact_erased")
        given = consents.consent_about(mark.pk)
        if given:
            withdrawal.withdraw(SYSTEM, consent_id=given.pk)
    return mark


def forget_contacts(*, limit: int = 500) -> int:
    """A job: phones and addresses left for an answer are erased a month after it, or after the review when nobody had
    to answer. Returns how many."""
    before = clock.now() - rules.FORGET_CONTACTS_AFTER
    over = Q(closed_at__lt=before) | Q(closed_at__isnull=True, rated_at__lt=before, state=State.QUIET)
    held = Mark.objects.filter(over).exclude(phone="", email="").exclude(state=State.NEW)
    ids = list(held.order_by("pk").values_list("pk", flat=True)[:limit])
    return Mark.objects.filter(pk__in=ids).update(phone="", email="")
