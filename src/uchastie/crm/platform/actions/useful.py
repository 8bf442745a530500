"""Useful actions of people (A104): on their own word, on that of an employee, or from a table."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import Kind
from uchastie.crm.platform import access, queries, rules
from uchastie.crm.platform.actions.record import record
from uchastie.crm.platform.models import UsefulMark
from uchastie.crm.platform.rules import Action, Source
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

OLDEST = dt.timedelta(days=5 * 366)


@transaction.atomic
def note_useful(
    *, actor: Actor, unit: Unit, person_id: UUID, kind: Action, day: dt.date, source: Source = Source.STAFF
) -> UsefulMark:
    """Only of people whom the centre knows. The same action of the same day is one mark."""
    access.require_worker(actor, unit)
    person = people.get_beneficiary(actor, person_id)
    if person.kind != Kind.PERSON:
        raise Refusal("organisation", "Полезные действия отмечают у людей, не у организаций.", field="text")
    return _mark(actor, unit, person_id, kind, day, source)


@transaction.atomic
def declare_useful(*, holder: Actor, person_id: UUID, unit: Unit, kind: Action, day: dt.date) -> UsefulMark:
    """«Я это сделал»: the cabinet has found out who is in and which centre the person turned to."""
    access.require_self(holder)
    return _mark(holder, unit, person_id, kind, day, Source.SELF)


@transaction.atomic
def take_back_useful(*, actor: Actor, mark_id: UUID) -> UsefulMark:
    found = queries.get_mark(actor, mark_id, lock=True)
    access.require_worker(actor, found.unit)
    return _take_back(actor, found)


@transaction.atomic
def take_back_own(*, holder: Actor, person_ids: Collection[UUID], mark_id: UUID) -> UsefulMark:
    """What people said of themselves they may unsay; what others noted is theirs to unsay."""
    access.require_self(holder)
    rows = UsefulMark.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=mark_id, person__in=person_ids, source=Source.SELF).first()
    if found is None:
        raise NotSeen
    return _take_back(holder, found)


def _mark(actor: Actor, unit: Unit, person_id: UUID, kind: Action, day: dt.date, source: Source) -> UsefulMark:
    rules.require_past(day, clock.today(unit.zone), oldest=OLDEST)
    made, fresh = UsefulMark.objects.get_or_create(
        person_id=person_id,
        kind=kind,
        day=day,
        cancelled_at=None,
        defaults={"unit": unit, "source": source, "made_at": clock.now(), "made_by_id": actor.user_id},
    )
    if fresh:
        record(actor, "useful_marked", "useful", object_id=made.pk, unit_id=unit.pk, kind_code=str(kind))
    return made


def _take_back(actor: Actor, mark: UsefulMark) -> UsefulMark:
    if mark.cancelled_at is None:
        mark.cancelled_at = clock.now()
        mark.save(update_fields=["cancelled_at"])
        record(actor, "useful_taken_back", "useful", object_id=mark.pk, unit_id=mark.unit_id)
    return mark
