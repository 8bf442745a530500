"""What a centre has put up, with its proof (A83-A85)."""

import datetime as dt
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from uchastie.crm.documents import actions as documents
from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, queries, rules
from uchastie.crm.platform.actions.record import record
from uchastie.crm.platform.models import Placement
from uchastie.crm.platform.rules import PLACEMENTS
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal

PHOTO = "platform.placement"
NOTE_LIMIT = 200
OLDEST = dt.timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Proof:
    url: str = ""
    photo: Upload | BinaryIO | None = None


def put_up(
    *, actor: Actor, unit: Unit, kind: rules.Placement, since: dt.date, proof: Proof, note: str, key: str
) -> Placement:
    """A link needs its address, what hangs on a wall needs its picture. The same form twice is one placement."""
    access.require_worker(actor, unit)
    known = Placement.objects.filter(unit=unit, key=key).first()
    if known:
        return known
    rules.require_past(since, clock.today(unit.zone), oldest=OLDEST, field="since")
    link = rules.require_link(proof.url)
    words = " ".join(note.split())
    if len(words) > NOTE_LIMIT:
        raise Refusal("note", f"Слишком длинно: не больше {NOTE_LIMIT} знаков.", field="note")
    _require_proof(kind, link, has_photo=proof.photo is not None)
    file = keep_picture(actor, unit, proof.photo, PHOTO) if proof.photo else None
    with transaction.atomic():
        network.wait_for_unit(unit.pk)
        made, fresh = Placement.objects.get_or_create(
            unit=unit,
            key=key,
            defaults={
                "kind": kind,
                "since": since,
                "url": link,
                "photo": file,
                "note": words,
                "made_at": clock.now(),
                "made_by_id": actor.user_id,
            },
        )
        if fresh:
            record(actor, "put_up", "placement", object_id=made.pk, unit_id=unit.pk, days=(since,), kind_code=str(kind))
    if not fresh and file:
        documents.delete_file(SYSTEM, file_id=file.pk)
    return made


@transaction.atomic
def end_placement(*, actor: Actor, placement_id: UUID, until: dt.date) -> Placement:
    """«Снято с дня…»; the day it was put up means that it never was there. Twice is once."""
    found = queries.get_placement(actor, placement_id, lock=True)
    access.require_worker(actor, found.unit)
    if found.until:
        return found
    rules.require_past(until, clock.today(found.unit.zone), oldest=OLDEST, field="until")
    if until < found.since:
        raise Refusal("until", f"Размещено {found.since:%d.%m.%Y}: снять раньше нельзя.", field="until")
    found.until, found.ended_at, found.ended_by_id = until, clock.now(), actor.user_id
    found.save(update_fields=["until", "ended_at", "ended_by"])
    record(actor, "taken_down", "placement", object_id=found.pk, unit_id=found.unit_id, days=(found.since, until))
    return found


def keep_picture(actor: Actor, unit: Unit, upload: Upload | BinaryIO, purpose: str, field: str = "photo") -> StoredFile:
    """A picture, drawn anew; other files are refused."""
    try:
        file = documents.store_file(actor, upload=upload, purpose=purpose, about_id=unit.pk, unit_id=unit.pk)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, field=field) from refusal
    if not file.kind.startswith("image/"):
        documents.delete_file(SYSTEM, file_id=file.pk)
        raise Refusal("photo", "Нужен снимок JPEG, PNG или WebP.", field=field)
    return file


def _require_proof(kind: rules.Placement, link: str, *, has_photo: bool) -> None:
    wanted = PLACEMENTS[kind].proof
    if wanted == "link" and not link:
        raise Refusal("proof", "Вставьте ссылку: по ней видно, что всё на месте.", field="url")
    if wanted == "photo" and not has_photo:
        raise Refusal("proof", "Приложите снимок: по нему видно, что всё на месте.", field="photo")
    if not link and not has_photo:
        raise Refusal("proof", "Вставьте ссылку или приложите снимок экрана.", field="url")
