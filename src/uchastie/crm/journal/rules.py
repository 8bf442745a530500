"""The chain: how an entry becomes a digest that depends on all entries before it."""

import datetime as dt
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

GENESIS = "0" * 64
# A transaction may commit after a younger one was sealed; older than this nothing can still be on its way.
LATEST_COMMIT = dt.timedelta(days=2)

type Row = tuple[UUID, dt.datetime, str, UUID | None, str, str, UUID, UUID | None, dict[str, Any]]


class Damage(StrEnum):
    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    TRUNCATED = "truncated"
    FORGED_SEAL = "forged_seal"


DAMAGE_NAMES: dict[Damage, str] = {
    Damage.CHANGED: "запись изменена или стоит не на своём месте",
    Damage.REMOVED: "запись удалена",
    Damage.INSERTED: "запись вставлена в обход программы",
    Damage.TRUNCATED: "конец журнала отрезан",
    Damage.FORGED_SEAL: "печать подделана",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check: how many entries were read and the first broken place, if any."""

    checked: int
    damage: Damage | None = None
    position: int | None = None
    entry_id: UUID | None = None

    @property
    def ok(self) -> bool:
        return self.damage is None


def entry_mac(key: bytes, row: Row) -> str:
    """HMAC of one entry in a form that does not depend on the database it was read from."""
    entry_id, at, actor_kind, actor_id, verb, object_kind, object_id, unit_id, details = row
    fields = [
        entry_id.hex,
        _moment(at),
        actor_kind,
        actor_id and actor_id.hex,
        verb,
        object_kind,
        object_id.hex,
        unit_id and unit_id.hex,
        details,
    ]
    return _hmac(key, json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def link_digest(key: bytes, previous: str, position: int, mac: str) -> str:
    return _hmac(key, f"link|{previous}|{position}|{mac}")


def seal_signature(key: bytes, number: int, position: int, digest: str, sealed_at: dt.datetime) -> str:
    return _hmac(key, f"seal|{number}|{position}|{digest}|{_moment(sealed_at)}")


def oldest_on_its_way(entry_id: UUID) -> UUID:
    """The smallest id an unsealed entry can have once this one is sealed. Ids are UUIDv7: they start with the real
    time of their making in milliseconds."""
    milliseconds = max(0, (entry_id.int >> 80) - int(LATEST_COMMIT.total_seconds() * 1000))
    return UUID(int=milliseconds << 80)


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _hmac(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()
