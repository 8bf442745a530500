"""What lies under the veil, for how long it is open, and who has looked."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.consents import queries as consents
from uchastie.crm.families import access
from uchastie.crm.families.models import FamilyCase, FamilyMember, Look
from uchastie.crm.families.queries.cases import list_members
from uchastie.crm.people import queries as people
from uchastie.crm.people.queries import Contacts
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


def has_withdrawn_consent(case_id: UUID) -> bool:
    """Has the family taken back its consent that its data are kept? The newest receipt counts: who agrees anew agrees.
    Asked at every request, kept nowhere. A family of which nothing is written down yet has withdrawn nothing."""
    given = consents.consent_about(case_id)
    return given is not None and given.withdrawn_at is not None


def opened_until(actor: Actor, case: FamilyCase) -> dt.datetime | None:
    """Until when this user sees the names; None when the veil is down."""
    if actor.user_id is None or not access.is_coordinator(actor, case.unit.path):
        return None
    rows = Look.objects.filter(case=case, user_id=actor.user_id, until__gt=clock.now())
    return rows.order_by("-until").values_list("until", flat=True).first()


def is_open(actor: Actor, case: FamilyCase) -> bool:
    """The family itself always sees its own data."""
    return access.is_family(actor, case) or opened_until(actor, case) is not None


@dataclass(frozen=True, slots=True)
class Opened:
    name: str
    contacts: Contacts
    address: str
    preferred_time: str
    members: tuple[FamilyMember, ...]


def under_the_veil(actor: Actor, case: FamilyCase) -> Opened:
    """Names, phones and the address; `NotSeen` while the veil is down."""
    if not is_open(actor, case):
        raise NotSeen
    contacts = people.contacts_of([case.applicant_id])[case.applicant_id]
    person = case.applicant
    return Opened(person.name, contacts, case.address, person.preferred_time, tuple(list_members(case)))


def list_lookers(case: FamilyCase, *, limit: int = 100) -> list[Look]:
    """Newest first."""
    return list(Look.objects.filter(case=case).order_by("-at", "-id")[:limit])
