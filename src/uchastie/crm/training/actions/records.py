"""Records of training, with the paper of a course."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.documents import actions as documents
from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.journal import actions as journal
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.training import access, queries, rules
from uchastie.crm.training.models import Training
from uchastie.crm.training.rules import Certificate, Subject
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.measures import DaysChanged

CERTIFICATE = "training.certificate"
LEARNER = "accounts.user"
NO_PAPER = Certificate()


@dataclass(frozen=True, slots=True)
class Record:
    """What was learnt, and the paper."""

    subjects: Collection[str]
    learnt_on: dt.date
    note: str = ""
    certificate: Certificate = NO_PAPER


def record_training(
    actor: Actor, unit: Unit, *, user_id: UUID, record: Record, upload: Upload | None = None
) -> list[Training]:
    """A8, A70: noted by the head or above. The same subject on the same day is noted once; what the second time adds
    (a paper that came later) is kept."""
    access.require_trainer(actor, unit)
    learnt = rules.require_training(record.subjects, record.learnt_on, clock.today(unit.zone))
    paper = rules.require_certificate(record.certificate, record.learnt_on)
    require_staff(unit, user_id)
    file = _keep(actor, unit, user_id, upload) if upload else None
    with transaction.atomic():
        made = [_write(actor, unit, user_id, subject, record, paper, file) for subject in learnt]
        _tell_figures(user_id, record.learnt_on, made[0].until)
        journal.record(
            actor,
            verb="trained",
            object_kind=LEARNER,
            object_id=user_id,
            unit_id=unit.pk,
            subjects=[str(subject) for subject in learnt],
            on=record.learnt_on.isoformat(),
        )
    return made


def require_staff(unit: Unit, user_id: UUID) -> None:
    if not network.list_staff(SYSTEM, unit).filter(user_id=user_id).exists():
        raise Refusal("not_staff", "Этот человек у вас уже не работает. Выберите другого.", field="user_id")


def _keep(actor: Actor, unit: Unit, user_id: UUID, upload: Upload) -> StoredFile:
    return documents.store_file(actor, upload=upload, purpose=CERTIFICATE, about_id=user_id, unit_id=unit.pk)


def _write(
    actor: Actor,
    unit: Unit,
    user_id: UUID,
    subject: Subject,
    record: Record,
    paper: Certificate,
    file: StoredFile | None,
) -> Training:
    values: dict[str, Any] = {"number": paper.number, "issued_by": paper.issued_by, "link": paper.link}
    values |= {"note": record.note.strip(), "file": file}
    said = {name: value for name, value in values.items() if value}
    until = rules.counts_until(record.learnt_on, paper.valid_until)
    first = {"unit": unit, "until": until, "recorded_by_id": actor.user_id, "recorded_at": clock.now()}
    training, new = Training.objects.get_or_create(
        user_id=user_id, subject=subject, learnt_on=record.learnt_on, defaults=first | said
    )
    if not new and (said or paper.valid_until):
        _drop_file(training, keep=file)
        changed = said | ({"until": until} if paper.valid_until else {})
        for name, value in changed.items():
            setattr(training, name, value)
        training.save(update_fields=list(changed))
    return training


def _drop_file(training: Training, *, keep: StoredFile | None = None) -> None:
    """The file goes with the last record that shows it. Without a new one the old one stays."""
    old = training.file_id
    if old and keep and not Training.objects.filter(file_id=old).exclude(pk=training.pk).exists():
        documents.delete_file(SYSTEM, file_id=old)


@transaction.atomic
def take_back_training(actor: Actor, *, training_id: UUID) -> Training:
    """Noted by mistake: the row goes with its paper, the journal keeps that it was there."""
    training = queries.get_training(actor, training_id)
    file_id = training.file_id
    Training.objects.filter(pk=training.pk).delete()
    if file_id and not Training.objects.filter(file_id=file_id).exists():
        documents.delete_file(SYSTEM, file_id=file_id)
    _tell_figures(training.user_id, training.learnt_on, training.until)
    journal.record(
        actor,
        verb="training_taken_back",
        object_kind=LEARNER,
        object_id=training.user_id,
        unit_id=training.unit_id,
        subject=training.subject,
    )
    return training


def _tell_figures(user_id: UUID, learnt_on: dt.date, until: dt.date) -> None:
    """Both ends of the time for which it counts, in every centre where the person works."""
    for unit in network.list_workplaces(user_id):
        today = clock.today(unit.zone)
        days = {learnt_on, today, until + dt.timedelta(days=1)}
        bus.announce(DaysChanged(unit.pk, tuple(sorted(day for day in days if day <= today))))
