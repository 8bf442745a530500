"""Who lacks what for a piece of work: a warning, never an obstacle (A8)."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import CharField, Max, UUIDField

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Regulation
from uchastie.crm.training import access, rules
from uchastie.crm.training.models import Reading, Training
from uchastie.crm.training.rules import SUBJECT_NAMES, Subject, Version
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.prepared import Prepared
from uchastie.ui import text

REGULATION = "регламент этого сервиса"
ENDED = ": срок вышел"

_UNTIL = Prepared(
    lambda user: (
        Training.objects.filter(user_id=user)
        .order_by()
        .values("subject")
        .annotate(last=Max("until"))
        .values_list("subject", "last")
    ),
    user=UUIDField(),
)


def list_untrained(user_ids: Iterable[UUID], today: dt.date) -> dict[UUID, tuple[str, ...]]:
    """Who of these lacks which of the three subjects, in words; those who lack none are left out. One statement."""
    known = _last(set(user_ids))
    lacks = {pk: tuple(_lacks(until, today)) for pk, until in known.items()}
    return {pk: words for pk, words in lacks.items() if words}


def list_gaps(user_ids: Iterable[UUID], regulation: Regulation, today: dt.date) -> dict[UUID, tuple[str, ...]]:
    """The same, and the regulation of the service in question when it was not read."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    lacks = list_untrained(wanted, today)
    unread = wanted - _readers(wanted, regulation)
    found = {pk: lacks.get(pk, ()) + ((REGULATION,) if pk in unread else ()) for pk in wanted}
    return {pk: words for pk, words in found.items() if words}


def _last(user_ids: set[UUID]) -> dict[UUID, dict[str, dt.date]]:
    """Subject → the last day on which it counts, for each of them."""
    if len(user_ids) == 1:  # the owner of a request: asked on every card
        (user_id,) = user_ids
        return {user_id: dict(_UNTIL.all(user=user_id))}
    known: dict[UUID, dict[str, dt.date]] = {pk: {} for pk in user_ids}
    if user_ids:
        rows = Training.objects.filter(user_id__in=user_ids).order_by().values("user_id", "subject")
        for user_id, subject, last in rows.annotate(last=Max("until")).values_list("user_id", "subject", "last"):
            known[user_id][subject] = last
    return known


def _lacks(until: dict[str, dt.date], today: dt.date) -> Iterable[str]:
    for subject in Subject:
        last = until.get(subject)
        if last is None or last < today:
            yield text.uncapital(SUBJECT_NAMES[subject]) + (ENDED if last else "")


_READ = Prepared(
    lambda user, service: Reading.objects.filter(user_id=user, regulation__service_id=service).values_list(
        "user_id", "regulation__number"
    ),
    user=UUIDField(),
    service=CharField(),
)


def _readers(user_ids: set[UUID], regulation: Regulation) -> set[UUID]:
    versions = [Version(number, reread) for number, reread in catalogue.list_published(regulation.service_id)]
    read: dict[UUID, set[int]] = {pk: set() for pk in user_ids}
    for user_id, number in _numbers_read(user_ids, regulation.service_id):
        read[user_id].add(number)
    return {pk for pk, numbers in read.items() if rules.has_read(regulation.number, versions, numbers)}


def _numbers_read(user_ids: set[UUID], service_code: str) -> Iterable[tuple[UUID, int]]:
    if len(user_ids) == 1:  # the owner of a request again
        (user_id,) = user_ids
        return _READ.all(user=user_id, service=service_code)
    rows = Reading.objects.filter(user_id__in=user_ids, regulation__service_id=service_code)
    return rows.values_list("user_id", "regulation__number")


def get_training(actor: Actor, training_id: UUID) -> Training:
    """For those who note training in its unit."""
    training = Training.objects.select_related("unit").filter(pk=training_id).first()
    if training is None:
        raise NotSeen
    access.require_trainer(actor, training.unit)
    return training


def list_records(user_id: UUID) -> list[Training]:
    """What one person has learnt, newest first; the caller has checked who asks."""
    rows = Training.objects.filter(user_id=user_id).select_related("file", "recorded_by")
    return list(rows.order_by("-learnt_on", "subject")[:100])
