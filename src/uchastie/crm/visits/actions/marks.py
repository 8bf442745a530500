"""Marking, correcting and joining visits."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.crm.visits import access, queries, rules
from uchastie.crm.visits.events import VisitMarked
from uchastie.crm.visits.models import Tablet, Visit
from uchastie.crm.visits.queries import Came
from uchastie.crm.visits.rules import CancelReason, Purpose, Way
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Conflict, Denied, Refusal
from uchastie.kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked. `key` is of the form or of the device: the same one twice is one visit. `at`: when a device
    without connection has noted it."""

    purpose: Purpose
    key: str
    extra: int = 0
    audience_code: str = ""
    at: dt.datetime | None = None


@transaction.atomic
def mark_visit(*, actor: Actor, unit: Unit, mark: Mark, text: str = "", person_id: UUID | None = None) -> Visit:
    """At the counter: by what was scanned or typed, or the card that was chosen; nothing is a visit without a name.

    Refuses "not_found" and "several", so that the employee looks or says «без имени»."""
    access.require_marker(actor, unit.path)
    came = _came(unit, text, person_id)
    if came.only and came.way in {Way.CODE, Way.CHOSEN}:
        people.meet(actor, beneficiary_id=came.only, unit=unit)
    return _write(actor, unit, mark, came, by_id=actor.user_id)


@transaction.atomic
def mark_visit_here(*, tablet: Tablet, mark: Mark, text: str = "") -> Visit:
    """By the person, on a tablet. Whether the phone is known or not, the answer is the same: it leaks nothing."""
    came = queries.find_here(tablet.unit, text) if text.strip() else Came(Way.NOBODY)
    if not came.only:  # a family of one phone: nobody of them by name
        came = Came(Way.NOBODY)
    elif came.way is Way.CODE:
        people.meet(SYSTEM, beneficiary_id=came.only, unit=tablet.unit)
    today = clock.today(tablet.unit.zone)
    if tablet.seen_on != today:
        Tablet.objects.filter(pk=tablet.pk).update(seen_on=today)
    return _write(SYSTEM, tablet.unit, mark, came, tablet=tablet)


def _came(unit: Unit, text: str, person_id: UUID | None) -> Came:
    if person_id:
        return Came(Way.CHOSEN, (person_id,))
    if not text.strip():
        return Came(Way.NOBODY)
    came = queries.find_here(unit, text)
    if len(came.person_ids) > 1:
        raise Refusal("several", "С этим телефоном несколько человек. Выберите, кто пришёл.", field="who")
    if not came.only:
        raise Refusal("not_found", "Не нашли. Выберите из списка или отметьте без имени.", field="who")
    return came


def _write(actor: Actor, unit: Unit, mark: Mark, came: Came, **by: Any) -> Visit:
    rules.require_with(mark.extra)
    now = clock.now()
    at = rules.moment_of_mark(mark.at, now)
    earlier = _same(unit, mark, came, at)
    if earlier:
        return earlier
    visit = Visit(
        id=new_id(),
        unit=unit,
        at=at,
        day=at.astimezone(unit.zone).date(),
        person_id=came.only,
        audience_id=mark.audience_code or None if not came.only else None,
        extra=mark.extra,
        purpose=mark.purpose,
        way=came.way,
        request_id=came.request_id,
        key=mark.key,
        sent_at=now,
        **by,
    )
    Visit.objects.bulk_create([visit], ignore_conflicts=True)
    stored = Visit.objects.get(unit=unit, key=mark.key)
    if stored.pk == visit.pk:
        _record(actor, visit, "visit_marked", way=str(came.way))
        bus.announce(VisitMarked(visit.pk, unit.pk))
    return stored


def _same(unit: Unit, mark: Mark, came: Came, at: dt.datetime) -> Visit | None:
    """The visit of the same key, or of the same person some minutes ago."""
    rows = Visit.objects.filter(unit=unit)
    found = rows.filter(key=mark.key).first()
    if found or not came.only:
        return found
    near = rows.filter(person_id=came.only, cancelled_at__isnull=True)
    return near.filter(at__gte=at - rules.SAME_WITHIN, at__lte=at + rules.SAME_WITHIN).first()


@transaction.atomic
def cancel_visit(*, actor: Actor, visit_id: UUID, reason: CancelReason) -> Visit:
    """A wrong mark stays in the list, crossed out; it is not counted. Twice is once."""
    visit = queries.get_visit(actor, visit_id, lock=True)
    access.require_marker(actor, visit.unit.path)
    if visit.cancelled_at is None:
        visit.cancelled_at, visit.cancelled_by_id, visit.cancel_reason = clock.now(), actor.user_id, reason
        visit.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
        _record(actor, visit, "visit_cancelled", reason=str(reason))
    return visit


@transaction.atomic
def forget_visitor(visit_id: UUID) -> None:
    """The consent was withdrawn: the visit is of somebody without a name, so that the number stays true."""
    visit = queries.get_visit(SYSTEM, visit_id, lock=True)
    visit.person, visit.way = None, Way.NOBODY
    visit.save(update_fields=["person", "way"])
    _record(SYSTEM, visit, "visitor_forgotten")


@transaction.atomic
def join_request(*, actor: Actor, visit_id: UUID, request_id: UUID) -> Visit:
    """The visit was about this request of the same person."""
    visit = queries.get_visit(actor, visit_id, lock=True)
    access.require_marker(actor, visit.unit.path)
    if visit.cancelled_at is not None:
        raise Conflict("cancelled", "Отметку уже отменили: связывать нечего.")
    if visit.person_id is None:
        raise Denied("С заявкой связывают посещение, у которого есть имя.")
    offered = queries.offer_requests(actor, visit.unit, [visit.person_id]).get(visit.person_id)
    if visit.request_id != request_id:
        if offered is None or offered.pk != request_id:
            message = "С этой заявкой посещение не связать: она закрыта или другого человека. Обновите страницу."
            raise Refusal("not_joinable", message)
        visit.request_id = request_id
        visit.save(update_fields=["request"])
        _record(actor, visit, "visit_joined", request=str(request_id))
    return visit


def _record(actor: Actor, visit: Visit, verb: str, **details: str) -> None:
    journal.record(actor, verb=verb, object_kind="visits.visit", object_id=visit.pk, unit_id=visit.unit_id, **details)
