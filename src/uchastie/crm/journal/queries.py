"""Reading the journal and checking its chain."""

import datetime as dt
import hmac
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import UUIDField
from django.utils.crypto import salted_hmac

from uchastie.crm.journal import rules
from uchastie.crm.journal.models import Entry, Link, Seal
from uchastie.crm.journal.rules import GENESIS, Damage, Row, Verdict
from uchastie.kernel.prepared import Prepared

FIELDS = ("id", "at", "actor_kind", "actor_id", "verb", "object_kind", "object_id", "unit_id", "details")
MOST_ENTRIES = 50  # of one object that are shown
CHUNK = 2000  # rows read at a time by the check


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of the chain; `entry_id` is None while the chain is empty."""

    position: int = 0
    digest: str = GENESIS
    entry_id: UUID | None = None


class Happening(NamedTuple):
    """One entry, as it is shown."""

    at: dt.datetime
    actor_kind: str
    actor_id: UUID | None
    verb: str
    unit_id: UUID | None
    details: dict[str, Any]


_ENTRIES = Prepared(
    lambda object: (
        Entry.objects.filter(object_id=object).order_by("-at", "-id").values_list(*Happening._fields)[:MOST_ENTRIES]
    ),
    object=UUIDField(),
)


def list_entries(object_id: UUID, *, limit: int = MOST_ENTRIES) -> list[Happening]:
    """What happened to one object, newest first. The caller has checked that the actor may see the object."""
    return [Happening(*row) for row in _ENTRIES.all(object=object_id)[:limit]]


def list_views_of(object_id: UUID, *, limit: int = 100) -> list[Entry]:
    """Who looked at the object, newest first."""
    return list(Entry.objects.filter(object_id=object_id, verb="viewed").order_by("-at", "-id")[:limit])


def list_views_among(object_ids: Collection[UUID], *, limit: int = 100) -> list[Entry]:
    """The same over several objects that the caller may see: everything of one person."""
    return list(Entry.objects.filter(object_id__in=object_ids, verb="viewed").order_by("-at", "-id")[:limit])


def row_of(entry: Entry) -> Row:
    return tuple(getattr(entry, name) for name in FIELDS)  # type: ignore[return-value]


def keys() -> tuple[bytes, ...]:
    """The key that signs, then older ones that still verify. Never kept in the database."""
    return _keys(settings.JOURNAL_KEY, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _keys(own: str, secrets: tuple[str, ...]) -> tuple[bytes, ...]:
    derived = (salted_hmac("uchastie.journal", "chain", secret=s, algorithm="sha256").digest() for s in secrets)
    return (own.encode(), *derived) if own else tuple(derived)


def last_seal_number() -> int:
    return Seal.objects.order_by("-number").values_list("number", flat=True).first() or 0


def chain_head() -> Head:
    last = Link.objects.order_by("-position").values_list("position", "digest", "entry_id").first()
    return Head(*last) if last else Head()


def list_unsealed(head: Head, limit: int) -> list[tuple[UUID, str]]:
    """Entries outside the chain (id, mac), in the order they were made, only as far back as a late commit can reach:
    a short stretch of the primary key."""
    rows = Entry.objects.filter(link__isnull=True)
    if head.entry_id:
        rows = rows.filter(id__gte=rules.oldest_on_its_way(head.entry_id))
    return list(rows.order_by("id").values_list("id", "mac")[:limit])


def verify() -> Verdict:
    """Walk the whole chain and name the first broken place. Seals and outside heads are read first, so that what is
    sealed meanwhile does not look like damage."""
    last_seal, anchors = last_seal_number(), _anchors()
    seals = Seal.objects.filter(number__lte=last_seal).order_by("number").iterator(CHUNK)
    walk = _Walk(seals, anchors)
    for link in _links():
        damage = walk.step(*link)
        if damage:
            return Verdict(walk.checked, damage, walk.position, link[2])
    if walk.unreached():
        return Verdict(walk.checked, Damage.TRUNCATED, walk.position + 1)
    return _verify_unsealed(walk)


class _Walk:
    """One pass over the links; knows what must be true at each place."""

    def __init__(self, seals: Iterator[Seal], anchors: dict[int, str]) -> None:
        self.checked = self.position = 0
        self._digest = GENESIS
        self._seals, self._seal = seals, next(seals, None)
        self._seal_number = 0
        self._anchors = anchors
        self._last_anchor = max(anchors, default=0)

    def step(self, position: int, digest: str, entry_id: UUID | None, mac: str | None, row: Row) -> Damage | None:
        self.position += 1
        if position != self.position or mac is None:
            return Damage.REMOVED
        self.checked += 1
        if not _same(mac, *(rules.entry_mac(key, row) for key in keys())):
            return Damage.CHANGED
        if not _same(digest, *(rules.link_digest(key, self._digest, position, mac) for key in keys())):
            return Damage.CHANGED
        self._digest = digest
        return self._check_heads()

    def _check_heads(self) -> Damage | None:
        """A seal or an outside head at this place must have this digest."""
        if self._anchors.get(self.position, self._digest) != self._digest:
            return Damage.CHANGED
        while self._seal and self._seal.position <= self.position:
            self._seal_number += 1
            if not self._is_genuine(self._seal):
                return Damage.FORGED_SEAL
            self._seal = next(self._seals, None)
        return None

    def _is_genuine(self, seal: Seal) -> bool:
        facts = (seal.number, seal.position, seal.digest, seal.sealed_at)
        signed = _same(seal.signature, *(rules.seal_signature(key, *facts) for key in keys()))
        here = seal.position == self.position and seal.digest == self._digest
        return signed and here and seal.number == self._seal_number

    def unreached(self) -> bool:
        return self._seal is not None or self._last_anchor > self.position


def _verify_unsealed(walk: _Walk) -> Verdict:
    """What is not in the chain yet must at least have been written by the program, and not long ago."""
    head = chain_head()
    oldest = rules.oldest_on_its_way(head.entry_id) if head.entry_id else None
    for *row, mac in Entry.objects.filter(link__isnull=True).order_by("id").values_list(*FIELDS, "mac").iterator(CHUNK):
        forgotten = oldest is not None and row[0] < oldest
        if forgotten or not _same(mac, *(rules.entry_mac(key, tuple(row)) for key in keys())):  # type: ignore[arg-type]
            return Verdict(walk.checked, Damage.INSERTED, None, row[0])
    return Verdict(walk.checked)


def _links() -> Iterator[tuple[int, str, UUID | None, str | None, Row]]:
    names = ("position", "digest", "entry_id", "entry__mac", *(f"entry__{name}" for name in FIELDS))
    rows: Any = Link.objects.order_by("position").values_list(*names).iterator(CHUNK)
    return ((position, digest, entry_id, mac, tuple(row)) for position, digest, entry_id, mac, *row in rows)


def _anchors() -> dict[int, str]:
    """Heads kept outside the database: position → digest."""
    file = Path(settings.JOURNAL_HEADS) if settings.JOURNAL_HEADS else None
    if file is None or not file.exists():
        return {}
    parts = (line.split() for line in file.read_text(encoding="ascii").splitlines() if line.strip())
    return {int(position): digest for _, position, digest, _ in parts}


def _same(given: str, *expected: str) -> bool:
    return any(hmac.compare_digest(given, one) for one in expected)
