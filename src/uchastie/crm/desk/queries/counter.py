"""What the counter asks while somebody stands at it: who this may be, and when the person was here before."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from uchastie.crm.desk import access
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries.requests import get_request
from uchastie.crm.desk.rules import Status, request_number
from uchastie.crm.desk.rules.gathering import Participant
from uchastie.crm.documents.guards import About
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import may_be_one, phone_e164
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.paging import Page, keyset

LIMIT = 8
UNLINKED_PAGE = 50
# «№ 424», «424», «ДЦ-66-2026-000424», «66 2026 424»
_NUMBER = re.compile(r"(?:№\s*)?(?:ДЦ)?(?:[\s-]*(\d{2})[\s-]+(\d{4})[\s-]+)?(\d{1,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A card the typed words may mean. `last_on`: the person's last request here. `number`: found by this request.
    `twin`: another card of the list has the same phone and a name that may be the same."""

    hit: people.Hit
    last_on: dt.date | None
    number: str = ""
    twin: bool = False


def find_people(actor: Actor, unit: Unit, text: str) -> list[Found]:
    """By phone, name, ID, e-mail or the number of a request: a constant number of statements."""
    access.require_worker(actor, unit.path)
    hits = people.search_people(actor, unit, text, limit=LIMIT)
    numbers = _numbers(unit, text)
    known = {hit.id for hit in hits}
    hits = people.hits_of(actor, unit, [owner for owner in numbers if owner not in known]) + hits
    last = last_seen(unit, [hit.id for hit in hits])
    return [Found(hit, last.get(hit.id), numbers.get(hit.id, ""), _has_twin(hit, hits)) for hit in hits[:LIMIT]]


def is_recognised(actor: Actor, unit: Unit, beneficiary_id: UUID, typed: Iterable[str]) -> bool:
    """Whether the actor has found this card: the unit knows the person, or one of the `typed` phones, addresses
    or numbers is the person's own. An id alone opens nothing: it may have been taken from anywhere."""
    if people.living().filter(acquaintances__unit=unit, pk=beneficiary_id).exists():
        return True
    words = [text for text in typed if text.strip()]
    found = (hit for text in words for hit in people.search_people(actor, unit, text))
    alike = (one.hit for text in words for one in people.list_similar(actor, unit, email=text, inn=text))
    return any(hit.id == beneficiary_id for hit in chain(found, alike))


def last_seen(unit: Unit, ids: Collection[UUID]) -> dict[UUID, dt.date]:
    """Person → the local day of the last request at this unit; who never asked here is absent."""
    rows = ServiceRequest.objects.filter(unit=unit, beneficiary_id__in=ids).order_by()
    found = rows.values("beneficiary_id").annotate(last=Max("submitted_at")).values_list("beneficiary_id", "last")
    return {owner: at.astimezone(unit.zone).date() for owner, at in found}


def _numbers(unit: Unit, text: str) -> dict[UUID, str]:
    """The person whose request has this number; a bare number is of this year or the last."""
    read = _NUMBER.fullmatch(text.strip())
    if not read:
        return {}
    region, year, serial = read.groups()
    this = clock.today(unit.zone).year
    years = [int(year)] if year else [this, this - 1]
    wanted = [request_number(region or unit.region_id or "00", one, int(serial)) for one in years]
    rows = ServiceRequest.objects.filter(unit=unit, number__in=wanted).order_by("-submitted_at")
    return dict(reversed(list(rows.values_list("beneficiary_id", "number"))))


def find_by_number(unit: Unit, text: str) -> list[UUID]:
    """For the registry's search: whose request at this unit has the number."""
    return list(_numbers(unit, text))


def may_open_letter(actor: Actor, file: About) -> bool:
    """The scan of a letter opens to those who may read its request; `NotSeen` for the others."""
    get_request(actor, file.about_id)
    return True


def _has_twin(one: people.Hit, hits: Iterable[people.Hit]) -> bool:
    return any(
        other.id != one.id and other.phone and other.phone == one.phone and may_be_one(one.name, other.name)
        for other in hits
    )


def recognise(
    actor: Actor, unit: Unit, rows: Sequence[Participant]
) -> list[tuple[Participant, people.Hit | None, list[people.Hit]]]:
    """Each of a group with the card that was chosen, or with the cards that have the same phone: a constant number of
    statements for a list of any length."""
    access.require_worker(actor, unit.path)
    cards = {
        hit.id: hit for hit in people.hits_of(actor, unit, [row.beneficiary_id for row in rows if row.beneficiary_id])
    }
    phones = {row: _phone(row.phone) for row in rows if not row.beneficiary_id and row.phone}
    owners = people.owners_of(actor, unit, set(phones.values()) - {""})
    return [(row, cards.get(row.beneficiary_id), owners.get(phones.get(row, ""), [])) for row in rows]  # type: ignore[arg-type]


def _phone(text: str) -> str:
    try:
        return phone_e164(text)
    except Refusal:
        return ""


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A66: somebody whose requests wait for an ID."""

    id: UUID
    name: str
    phone: str
    requests: int
    last_at: dt.datetime


def count_unlinked(actor: Actor, unit: Unit) -> int:
    access.require_worker(actor, unit.path)
    return _unlinked(unit).values("beneficiary_id").distinct().count()


def list_unlinked(actor: Actor, unit: Unit, *, after: str | None = None) -> Page[Unlinked]:
    """The most recent first: three statements whatever the number."""
    access.require_worker(actor, unit.path)
    rows = _unlinked(unit).order_by().values("beneficiary_id", "beneficiary__name")
    counted = rows.annotate(last_at=Max("submitted_at"), requests=Count("pk"))
    named: Any = counted.values_list("beneficiary_id", "beneficiary__name", "requests", "last_at", named=True)
    page = keyset(named, order=("-last_at", "-beneficiary_id"), size=UNLINKED_PAGE, after=after)
    contacts = people.contacts_of([row.beneficiary_id for row in page.items])
    lines = [Unlinked(row[0], row[1], contacts[row[0]].phone, row[2], row[3]) for row in page.items]
    return Page(lines, page.after)


def _unlinked(unit: Unit) -> "QuerySet[ServiceRequest]":
    return ServiceRequest.objects.filter(unit=unit, id_pending=True).exclude(status=Status.CANCELLED)
