"""Screenshots, photos and papers behind a fact."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from uchastie.crm.documents import actions as documents
from uchastie.crm.documents import queries as files
from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.outreach import access, queries
from uchastie.crm.outreach.actions.record import record
from uchastie.crm.outreach.queries.proofs import PURPOSE
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen, Refusal

MOST_PROOFS = 10


def add_proof(*, actor: Actor, kind: str, key: UUID, upload: Upload) -> None:
    """The file is looked at and written before the row is changed."""
    row = queries.get_proved(actor, kind, key)
    access.require_worker(actor, row.unit.path)
    if row.pictures >= MOST_PROOFS:
        raise Refusal("many", f"Уже {MOST_PROOFS} файлов: этого достаточно.", field="upload")
    file = documents.store_file(actor, upload=upload, purpose=PURPOSE, about_id=row.pk, unit_id=row.unit_id)
    with transaction.atomic():
        rows = type(row)._base_manager.filter(pk=row.pk, pictures__lt=MOST_PROOFS)
        if not rows.update(pictures=F("pictures") + 1):
            documents.delete_file(SYSTEM, file_id=file.pk)
            return
        record(actor, row, "proof_added")


@transaction.atomic
def remove_proof(*, actor: Actor, kind: str, key: UUID, file_id: UUID) -> None:
    """A picture with somebody's face in it must not stay."""
    row = queries.get_proved(actor, kind, key)
    access.require_worker(actor, row.unit.path)
    file = files.get_file(actor, file_id)
    if (file.purpose, file.about_id) != (PURPOSE, row.pk):
        raise NotSeen
    documents.delete_file(actor, file_id=file.pk)
    type(row)._base_manager.filter(pk=row.pk, pictures__gt=0).update(pictures=F("pictures") - 1)
    record(actor, row, "proof_removed")
