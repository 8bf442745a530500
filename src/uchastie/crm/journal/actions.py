"""Writing to the journal, and sealing what was written."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from uchastie.crm.journal import queries, rules
from uchastie.crm.journal.models import Entry, Link, Seal
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.ids import new_id
from uchastie.kernel.prepared import fresh, insert

SEAL_AT_MOST = 5000  # entries in one transaction


def record(
    actor: Actor, *, verb: str, object_kind: str, object_id: UUID, unit_id: UUID | None = None, **details: Any
) -> None:
    """One insert in the caller's transaction: what is not done is not recorded, and the other way round.

    `details` are codes and ids; names, phones and free text do not belong here.
    """
    entry = fresh(
        Entry,
        id=new_id(),
        at=clock.now(),
        actor_kind=str(actor.kind),
        actor_id=actor.id,
        verb=verb,
        object_kind=object_kind,
        object_id=object_id,
        unit_id=unit_id,
        details=_plain(details),
    )
    entry.mac = rules.entry_mac(queries.keys()[0], queries.row_of(entry))
    insert(entry)


def _plain(details: dict[str, Any]) -> Any:
    """As the database will give it back, so that the mac of what is read is the mac of what was written."""
    return json.loads(json.dumps(details, cls=DjangoJSONEncoder)) if details else {}


def seal_entries(limit: int = SEAL_AT_MOST) -> int:
    """Add the unsealed entries to the chain and sign its head; how many there were.

    Two sealers at once cannot fork the chain: both would take the same position, and the later one is undone.
    """
    try:
        with transaction.atomic():
            seal, count = _seal(limit)
    except IntegrityError:
        return 0
    if seal:
        _anchor(seal)
    return count


def _seal(limit: int) -> tuple[Seal | None, int]:
    head = queries.chain_head()
    position, digest, key = head.position, head.digest, queries.keys()[0]
    links = []
    for entry_id, mac in queries.list_unsealed(head, limit):
        position += 1
        digest = rules.link_digest(key, digest, position, mac)
        links.append(Link(position=position, entry_id=entry_id, digest=digest))
    if not links:
        return None, 0
    Link.objects.bulk_create(links, batch_size=300)
    number, moment = queries.last_seal_number() + 1, clock.now()
    signature = rules.seal_signature(key, number, position, digest, moment)
    seal = Seal(number=number, position=position, digest=digest, sealed_at=moment, signature=signature)
    seal.save(force_insert=True)
    return seal, len(links)


def _anchor(seal: Seal) -> None:
    """The head of the chain kept outside the database: shows that the whole database was rolled back.

    A new chain starts a new file; the old one is put aside, not lost.
    """
    if not settings.JOURNAL_HEADS:
        return
    file = Path(settings.JOURNAL_HEADS)
    file.parent.mkdir(parents=True, exist_ok=True)
    if seal.number == 1 and file.exists():
        file.rename(file.with_name(f"{file.name}.{clock.now():%Y%m%d%H%M%S%f}"))
    with file.open("a", encoding="ascii") as heads:
        heads.write(f"{seal.number} {seal.position} {seal.digest} {seal.sealed_at.isoformat()}\n")
