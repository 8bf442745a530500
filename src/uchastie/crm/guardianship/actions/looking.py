"""A guardian looks at the family's contacts: each look is told to the family."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from uchastie.crm.families import actions as families
from uchastie.crm.families.rules import LookReason
from uchastie.crm.guardianship import access, queries
from uchastie.crm.guardianship.actions.steps import record
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied


@dataclass(frozen=True, slots=True)
class FamilyContacts:
    name: str
    phones: tuple[str, ...]
    address: str


@transaction.atomic
def look_at_contacts(*, actor: Actor, guardianship_id: UUID, reason: LookReason) -> FamilyContacts:
    """The name, phone and address for this one answer; nothing stays open after it (decision 15)."""
    pair = queries.get_guardianship(actor, guardianship_id)
    access.require_guardian(actor, pair)
    if not queries.pair_opens_contacts(pair):
        raise Denied("Данные семьи закрыты: они открываются после знакомства, пока в силе соглашения и согласие семьи.")
    families.note_look(actor=actor, case_id=pair.case_id, who=f"{actor.label}, {pair.guardian.name}", reason=reason)
    record(actor, pair, "pair_contacts_looked", reason=str(reason))
    contacts = people.contacts_of([pair.case.applicant_id])[pair.case.applicant_id]
    return FamilyContacts(pair.case.applicant.name, contacts.phones, pair.case.address)
