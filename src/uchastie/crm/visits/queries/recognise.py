"""Who came: by the personal code, a number of a request, a phone or an ID on Добро.рф."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries.own import find_by_number
from uchastie.crm.desk.rules import OPEN
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import phone_e164
from uchastie.crm.visits import rules
from uchastie.crm.visits.rules import Way
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Came:
    """Who was recognised and by what. Several people may share a phone: then an employee chooses."""

    way: Way
    person_ids: tuple[UUID, ...] = ()
    request_id: UUID | None = None

    @property
    def only(self) -> UUID | None:
        return self.person_ids[0] if len(self.person_ids) == 1 else None


NOBODY_CAME = Came(Way.NOBODY)


def personal_code(person_id: UUID) -> str:
    """For the person's own QR code: opens nothing and tells nothing, only checks in."""
    return rules.write_code(person_id, _secret(settings.SECRET_KEY))


def person_of_code(text: str) -> UUID | None:
    """The id in a code of ours, whichever layout the scanner has typed it in; an older key is still read."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        found = rules.read_code(text, _secret(key))
        if found:
            return found
    return None


@cache
def _secret(key: str) -> bytes:
    return salted_hmac("visits.personal", "code", secret=key, algorithm="sha256").digest()


def find_here(unit: Unit, text: str) -> Came:
    """What a tablet recognises: whoever holds a personal code, and people whom this centre knows by their phone or by
    the number of a request of theirs. A stranger's phone is nobody here: a tablet must not make him known."""
    text = text.strip()[:100]
    by_code = person_of_code(text)
    if by_code:
        return Came(Way.CODE, tuple(_existing([by_code])))
    request = find_by_number(text) if _like_number(text) else None
    if request and request.unit_id == unit.pk:
        return Came(Way.NUMBER, (request.beneficiary_id,), request.pk)
    phone = _as_phone(text)
    known = people.find_by_phone(phone).filter(acquaintances__unit=unit) if phone else ()
    found = tuple(dict.fromkeys(person.pk for person in known))
    return Came(Way.PHONE, found) if found else NOBODY_CAME


def find_who(actor: Actor, unit: Unit, text: str) -> tuple[Came, list[people.Hit]]:
    """At the counter: the same, and people found by name, ID or an exact phone, to choose from."""
    came = find_here(unit, text)
    if came.only:
        return came, []
    return came, people.search_people(actor, unit, text) if text.strip() else []


def offer_requests(actor: Actor, unit: Unit, person_ids: Iterable[UUID]) -> dict[UUID, ServiceRequest]:
    """For each person the open request of this centre to join a visit with: the nearest meeting, else the newest."""
    rows = desk.list_requests(actor).filter(unit=unit, status__in=OPEN, beneficiary_id__in=set(person_ids))
    found: dict[UUID, ServiceRequest] = {}
    for request in sorted(rows, key=_nearest):
        found.setdefault(request.beneficiary_id, request)
    return found


def _nearest(request: ServiceRequest) -> tuple[bool, dt.datetime]:
    return request.agreed_at is None, request.agreed_at or request.attention_at or request.submitted_at


def _existing(ids: list[UUID]) -> list[UUID]:
    return list(people.list_known(SYSTEM).filter(pk__in=ids).values_list("pk", flat=True))


def _like_number(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= 7 and not text.startswith("+")


def _as_phone(text: str) -> str:
    try:
        return phone_e164(text)
    except Refusal:
        return ""
