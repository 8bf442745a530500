"""Writes: a handout."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.journal import actions as journal
from uchastie.crm.knowledge import access, rules
from uchastie.crm.knowledge.models import Handout
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

HANDOUT = "knowledge.handout"


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
