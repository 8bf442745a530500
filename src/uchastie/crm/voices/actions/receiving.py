"""A voice comes in. Without a name nothing is kept that leads back: no person, no device, no address, no moment but the
day, no line in the journal; the number is made of the key of the form, shown once and kept as a digest."""

import base64
import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import working_days_deadline
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.voices import rules
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.queries import code_digest
from uchastie.crm.voices.rules import WAITING, Source
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

OBJECT = "voices.item"


@dataclass(frozen=True, slots=True)
class Received:
    """`code` is the number to look the answer up by; only of an item without a name."""

    item: FeedbackItem
    code: str = ""


@transaction.atomic
def receive(
    *,
    actor: Actor,
    unit: Unit,
    source: Source,
    words: str,
    person_id: UUID | None = None,
    key: str = "",
    source_id: UUID | None = None,
    stars: int | None = None,
) -> Received:
    """From any source. The same `key`, or the same source twice, is one item. Nobody known: the item has no name."""
    rules.require_words(words)
    anonymous = person_id is None and source == Source.SUGGESTION
    code = _code(key) if anonymous and key else ""
    now = clock.now()
    item = FeedbackItem(
        unit=unit,
        source=source,
        source_id=source_id,
        person_id=person_id,
        anonymous=anonymous,
        code_digest=code_digest(code) if code else "",
        key_digest=_digest("voices.key", key) if key else "",
        words=words.strip()[: rules.WORDS],
        stars=stars,
        received_at=_day(now, unit) if anonymous else now,
        due_at=_due(unit, now),
    )
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError:
        return Received(_twin(item), code)
    if not anonymous:
        record(actor, item, "voice_received", source=str(source))
    return Received(item, code)


def record(actor: Actor, item: FeedbackItem, verb: str, **details: str) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=item.pk, unit_id=item.unit_id, **details)


def _twin(item: FeedbackItem) -> FeedbackItem:
    if item.key_digest:
        return FeedbackItem.objects.get(key_digest=item.key_digest)
    return FeedbackItem.objects.get(source=item.source, source_id=item.source_id)


def _day(now: dt.datetime, unit: Unit) -> dt.datetime:
    return now.astimezone(unit.zone).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(dt.UTC)


def _due(unit: Unit, now: dt.datetime) -> dt.datetime:
    return working_days_deadline(now, rules.ANSWER_DAYS, unit.zone, deadlines.get_calendar(unit.region_id)).due_at


def _digest(salt: str, value: str) -> str:
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()


def _code(key: str) -> str:
    """Twelve letters and digits, 60 bits: nobody guesses one."""
    return base64.b32encode(salted_hmac("voices.code", key, algorithm="sha256").digest())[:12].decode()


@transaction.atomic
def receive_review(
    *, unit: Unit, source_id: UUID, words: str, stars: int, person_id: UUID | None, other_id: UUID | None = None
) -> FeedbackItem | None:
    """A review with words is an item; changed words change it while nobody has answered, erased ones take it away.
    `other_id`: by what it may be known already, when a review by QR was joined to its request later."""
    found = FeedbackItem.objects.filter(source=Source.REVIEW, source_id__in=[source_id, other_id or source_id]).first()
    if len(words.strip()) < 3:
        forget_review(source_id=found.source_id if found and found.source_id else source_id)
        return None
    if found is None:
        made = receive(
            actor=SYSTEM,
            unit=unit,
            source=Source.REVIEW,
            words=words,
            person_id=person_id,
            source_id=source_id,
            stars=stars,
        )
        return made.item
    return found.apply(words=words.strip()[: rules.WORDS], stars=stars)


@transaction.atomic
def forget_review(*, source_id: UUID) -> None:
    """Its words are gone everywhere; an item that was answered stays as a count and as the unit's own wording."""
    rows = FeedbackItem.objects.filter(source=Source.REVIEW, source_id=source_id)
    rows.filter(state__in=WAITING).delete()
    for item in rows.exclude(words=""):
        item.apply(words="")
