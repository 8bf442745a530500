"""The checklist of the premises, the look at the public page, the note about the place."""

from django.db import transaction

from uchastie.crm.documents import actions as documents
from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.journal import actions as journal
from uchastie.crm.licensing import access, queries, rules
from uchastie.crm.licensing.models import LocalNote, PremisesCheck, PremisesMark
from uchastie.crm.licensing.rules import ITEMS, Item
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal
from uchastie.kernel.measures import DaysChanged

PHOTO = "licensing.photo"
NOTE_LIMIT = 6000


def mark_item(
    actor: Actor, unit: Unit, *, item: Item, ready: bool, note: str = "", photo: Upload | None = None
) -> PremisesCheck:
    """A69: ready or not, with a picture where it can be seen. What can be seen and is ready needs a picture."""
    access.require_keeping_premises(actor, unit)
    wanted = ITEMS.get(item)
    if wanted is None:
        raise NotSeen
    words = rules.require_note(note)
    file = _keep_photo(actor, unit, photo) if photo and wanted.photo else None
    with transaction.atomic():
        network.wait_for_unit(unit.pk)
        old = PremisesCheck.objects.filter(unit=unit, item=item).first()
        if ready and wanted.photo and file is None and not (old and old.photo_id):
            raise Refusal("photo", "Приложите снимок: по нему видно, что всё на месте.", field="photo")
        return _write(actor, unit, item, ready, words, file, old)


def _keep_photo(actor: Actor, unit: Unit, photo: Upload) -> StoredFile:
    try:
        file = documents.store_file(actor, upload=photo, purpose=PHOTO, about_id=unit.pk, unit_id=unit.pk)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, field="photo") from refusal
    if not file.kind.startswith("image/"):
        documents.delete_file(SYSTEM, file_id=file.pk)
        raise Refusal("photo", "Нужен снимок JPEG, PNG или WebP.", field="photo")
    return file


def _write(
    actor: Actor, unit: Unit, item: Item, ready: bool, note: str, file: StoredFile | None, old: PremisesCheck | None
) -> PremisesCheck:
    row = old or PremisesCheck(unit=unit, item=item)
    before = row.photo_id
    row.ready, row.note, row.checked_at, row.checked_by_id = ready, note, clock.now(), actor.user_id
    if file:
        row.photo = file
    row.save()
    if file and before:
        documents.delete_file(SYSTEM, file_id=before)
    if item in ITEMS:
        day = clock.today(unit.zone)
        PremisesMark.objects.create(unit=unit, item=item, ready=ready, day=day, at=row.checked_at)
        bus.announce(DaysChanged(unit.pk, (day,)))
    verb = "premises_ready" if ready else "premises_not_ready"
    journal.record(actor, verb=verb, object_kind="network.unit", object_id=unit.pk, unit_id=unit.pk, item=str(item))
    return row


@transaction.atomic
def check_page(actor: Actor, unit: Unit) -> PremisesCheck:
    """Somebody has looked through the public page today; what it lacked is kept with the day."""
    access.require_keeping_premises(actor, unit)
    network.wait_for_unit(unit.pk)
    missing = rules.missing_of_page(queries.page_facts(unit))
    old = PremisesCheck.objects.filter(unit=unit, item=Item.PAGE).first()
    return _write(actor, unit, Item.PAGE, not missing, ", ".join(missing), None, old)


@transaction.atomic
def write_note(actor: Actor, unit: Unit, *, text: str, version: int | None = None) -> LocalNote:
    """A72: each level writes about its own place; the staff below read it."""
    if not access.may_write_note(actor, unit):
        raise Denied("О своём месте пишет тот, кто его ведёт.")
    clean = text.strip()
    if len(clean) > NOTE_LIMIT:
        raise Refusal("text", f"Слишком длинно: не больше {NOTE_LIMIT} знаков.", field="text")
    network.wait_for_unit(unit.pk)
    known = LocalNote.objects.filter(unit=unit).first()
    values = {"text": clean, "updated_at": clock.now(), "updated_by_id": actor.user_id}
    if known is None:
        if version:
            raise Conflict("stale", "Пока вы писали, запись изменили. Проверьте новое и повторите.")
        known = LocalNote.objects.create(unit=unit, **values)
    else:
        known.require_version(version or 0)
        known.apply(**values)
    journal.record(actor, verb="local_note_written", object_kind="network.unit", object_id=unit.pk, unit_id=unit.pk)
    return known
