"""Which contact opens which cards (see docs/adr on the cabinet): typed by the person on the site, proved by the number
of a request, or allowed by the person from the own page. A contact an employee has written down opens nothing by itself."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.cabinet import access, guards
from uchastie.crm.cabinet.models import Door, SignIn
from uchastie.crm.cabinet.rules import Opened
from uchastie.crm.desk import access as desk_access
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.queries import own
from uchastie.crm.journal import actions as journal
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen, Refusal

OBJECT = "people.beneficiary"


@transaction.atomic
def open_for_person(*, beneficiary_id: UUID, phone: str, email: str) -> None:
    """The person has typed these in the own request. What the person has shut stays shut."""
    for kind, value in (("phone", phone), ("email", email)):
        if value:
            _open(SYSTEM, beneficiary_id, kind, value, Opened.SITE)


@transaction.atomic
def open_by_number(*, sign_in: SignIn, number: str) -> UUID:
    """A request written down by an employee: its number is known to the person it was told to, the contact is on the
    card. One answer for a wrong number, for another's request and for a door the person has shut."""
    found = own.find_asked_for(number, sign_in.value)
    owner = found.beneficiary_id if found else guards.owner_of_number(number, sign_in.value)
    if owner is None or not _open(access.visitor(sign_in), owner, sign_in.kind, sign_in.value, Opened.NUMBER):
        message = "С таким номером и вашим контактом заявки нет. Проверьте номер или позвоните в центр."
        raise Refusal("no_request", message, field="number")
    return owner


@transaction.atomic
def set_door(*, holder: Actor, visitor: Actor, request_id: UUID, kind: str, value: str, is_open: bool) -> None:
    """From the page behind the signed link: the person says which of the own contacts open the cabinet."""
    desk_access.require_person(visitor)
    request = desk.get_request(holder, request_id)
    contacts = people.contacts_of([request.beneficiary_id])[request.beneficiary_id]
    if value not in {"phone": contacts.phones, "email": contacts.emails}.get(kind, ()):
        raise NotSeen
    Door.objects.update_or_create(
        beneficiary_id=request.beneficiary_id,
        kind=kind,
        value=value,
        defaults={"open": is_open, "changed_at": clock.now()},
        create_defaults={"open": is_open, "changed_at": clock.now(), "how": Opened.LINK},
    )
    _record(holder, request.beneficiary_id, "door_opened" if is_open else "door_shut", kind)


def _open(actor: Actor, beneficiary_id: UUID, kind: str, value: str, how: Opened) -> bool:
    door, new = Door.objects.get_or_create(
        beneficiary_id=beneficiary_id, kind=kind, value=value, defaults={"how": how, "changed_at": clock.now()}
    )
    if new and actor != SYSTEM:
        _record(actor, beneficiary_id, "door_opened", kind)
    return door.open


def _record(actor: Actor, beneficiary_id: UUID, verb: str, kind: str) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=beneficiary_id, contact=str(kind))
