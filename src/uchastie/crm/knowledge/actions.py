"""Writes: a reading, a training, a handout."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Regulation
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.journal import actions as journal
from uchastie.crm.knowledge import access, queries, rules
from uchastie.crm.knowledge.models import Handout, Reading, Training
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, NotSeen, Refusal

HANDOUT = "knowledge.handout"


@transaction.atomic
def confirm_reading(actor: Actor, *, regulation: Regulation) -> Reading:
    """A33: the employee himself says that he has read this version. Twice is once."""
    if actor.user_id is None:
        raise Denied("Прочтение подтверждает сам сотрудник.")
    known = queries.find_reading(actor.user_id, regulation)
    if known:
        return known
    reading, new = Reading.objects.get_or_create(
        user_id=actor.user_id, regulation=regulation, defaults={"at": clock.now()}
    )
    if new:
        journal.record(
            actor,
            verb="regulation_read",
            object_kind="catalogue.regulation",
            object_id=regulation.pk,
            number=regulation.number,
        )
    return reading


@transaction.atomic
def record_training(
    actor: Actor, unit: Unit, *, user_id: UUID, subjects: Collection[str], learnt_on: dt.date, note: str = ""
) -> list[Training]:
    """A8: noted by the head or above. The same subject on the same day is noted once."""
    access.require_trainer(actor, unit)
    learnt = rules.require_training(subjects, learnt_on, clock.today(unit.zone))
    if user_id not in {row.user_id for row in network.list_staff(actor, unit)}:
        raise Refusal("not_staff", "Этот человек у вас уже не работает. Выберите другого.", field="user_id")
    made = []
    for subject in learnt:
        defaults = {"unit": unit, "note": note.strip(), "recorded_by_id": actor.user_id, "recorded_at": clock.now()}
        training, _ = Training.objects.get_or_create(
            user_id=user_id, subject=subject, learnt_on=learnt_on, defaults=defaults
        )
        made.append(training)
    journal.record(
        actor,
        verb="trained",
        object_kind="accounts.user",
        object_id=user_id,
        unit_id=unit.pk,
        subjects=[str(subject) for subject in learnt],
        on=learnt_on.isoformat(),
    )
    return made


@transaction.atomic
def take_back_training(actor: Actor, *, training_id: UUID) -> None:
    """Noted by mistake: the row goes, the journal keeps that it was there."""
    training = queries.get_training(actor, training_id)
    access.require_trainer(actor, training.unit)
    user_id, unit_id, subject = training.user_id, training.unit_id, training.subject
    training.delete()
    journal.record(
        actor,
        verb="training_taken_back",
        object_kind="accounts.user",
        object_id=user_id,
        unit_id=unit_id,
        subject=subject,
    )


@transaction.atomic
def write_handout(
    actor: Actor,
    *,
    handout_id: UUID | None = None,
    version: int | None = None,
    unit: Unit | None,
    title: str,
    text: str = "",
    link: str = "",
    file: StoredFile | None = None,
    services: Collection[str] = (),
) -> Handout:
    """A new handout, or the next words of one (A73). `file` replaces the old file, None leaves it."""
    access.require_writer(actor, unit)
    link = link.strip()
    known = _own(actor, handout_id) if handout_id else None
    rules.require_handout(title, text, link, file is not None or bool(known and known.file_id))
    values: dict[str, Any] = {"title": title.strip(), "text": text.strip(), "link": link}
    values |= {"updated_at": clock.now(), "updated_by_id": actor.user_id}
    if file is not None:
        values["file"] = file
    if known is None:
        handout = Handout.objects.create(unit=unit, **values)
    else:
        known.require_version(version)
        handout = known.apply(**values)
    handout.services.set([service for service in catalogue.list_services() if service.code in set(services)])
    verb = "handout_changed" if known else "handout_made"
    journal.record(actor, verb=verb, object_kind=HANDOUT, object_id=handout.pk, unit_id=handout.unit_id)
    return handout


@transaction.atomic
def archive_handout(actor: Actor, *, handout_id: UUID, archived: bool) -> Handout:
    """An old one is not offered any more; those who were given it can still open it."""
    handout = _own(actor, handout_id)
    if (handout.archived_at is not None) != archived:
        handout.apply(archived_at=clock.now() if archived else None)
        verb = "handout_archived" if archived else "handout_returned"
        journal.record(actor, verb=verb, object_kind=HANDOUT, object_id=handout.pk, unit_id=handout.unit_id)
    return handout


def _own(actor: Actor, handout_id: UUID) -> Handout:
    handout = Handout.objects.select_related("unit").filter(pk=handout_id).first()
    if handout is None:
        raise NotSeen
    access.require_writer(actor, handout.unit)
    return handout
