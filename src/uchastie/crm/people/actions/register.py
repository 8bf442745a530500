"""Writes to the registry."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.people import access, queries, rules
from uchastie.crm.people.events import OwnContactsGiven
from uchastie.crm.people.models import Acquaintance, Beneficiary, ContactPoint
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import bus
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.search import make_text

OBJECT = "people.beneficiary"


@transaction.atomic
def register(
    actor: Actor,
    *,
    kind: Kind,
    name: str,
    phone: str = "",
    email: str = "",
    preferred_way: Way,
    volunteer_id: str = "",
    unit: Unit,
) -> Beneficiary:
    """The card of a person who turned to the unit: an old one when phone and name are exactly the same, else new.

    A stranger never changes an old card: with a new e-mail or ID he gets a card of his own. Else he could send links
    to someone else's requests to himself."""
    access.require_registrar(actor, unit)
    name = rules.require_name(name)
    phone = rules.phone_e164(phone) if phone else ""
    email = rules.email_address(email) if email else ""
    volunteer_id = rules.volunteer_id(volunteer_id) if volunteer_id else ""
    rules.require_reachable(Way(preferred_way), phone=phone, email=email)

    person = _same_person(actor, name=name, phone=phone, email=email, volunteer_id=volunteer_id)
    if person is None:
        person = Beneficiary.objects.create(
            kind=kind, name=name, preferred_way=preferred_way, created_by_id=actor.user_id
        )
        journal.record(actor, verb="registered", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk)
    if volunteer_id and not person.volunteer_id:
        person.apply(volunteer_id=volunteer_id)
    _add_contacts(person, phone=phone, email=email)
    Acquaintance.objects.get_or_create(beneficiary=person, unit=unit)
    if actor.kind is ActorKind.NOBODY:
        bus.announce(OwnContactsGiven(person.pk, phone, email))
    return person


@transaction.atomic
def meet(actor: Actor, *, beneficiary_id: UUID, unit: Unit, volunteer_id: str = "") -> Beneficiary:
    """A person whose card was found has turned to this unit too: from now on its staff see the card."""
    access.require_registrar(actor, unit)
    person = Beneficiary.objects.filter(pk=beneficiary_id).first()
    if person is None:
        raise NotSeen
    _, new = Acquaintance.objects.get_or_create(beneficiary=person, unit=unit)
    if new:
        journal.record(actor, verb="met", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk)
    if volunteer_id and not person.volunteer_id:
        person.apply(volunteer_id=rules.volunteer_id(volunteer_id))
        _index(person)
    return person


@transaction.atomic
def link_volunteer_id(actor: Actor, *, beneficiary_id: UUID, volunteer_id: str, unit: Unit) -> Beneficiary:
    """A66: the ID on Добро.рф, learned later than the request."""
    access.require_registrar(actor, unit)
    person = queries.get_beneficiary(actor, beneficiary_id)
    person.apply(volunteer_id=rules.volunteer_id(volunteer_id))
    _index(person)
    journal.record(actor, verb="id_linked", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk)
    return person


@transaction.atomic
def set_reminders(actor: Actor, *, beneficiary_id: UUID, off: bool) -> Beneficiary:
    """A7: the person switches reminders off or on. The desk lets the holder of the person's own link do it."""
    if actor.kind is ActorKind.HOLDER:
        person = Beneficiary.objects.get(pk=beneficiary_id)
    else:
        person = queries.get_beneficiary(actor, beneficiary_id)
    if person.reminders_off != off:
        person.apply(reminders_off=off)
        verb = "reminders_off" if off else "reminders_on"
        journal.record(actor, verb=verb, object_kind=OBJECT, object_id=person.pk)
    return person


def _same_person(actor: Actor, *, name: str, phone: str, email: str, volunteer_id: str) -> Beneficiary | None:
    if not phone:
        return None
    for person in queries.find_by_phone(phone):
        if not rules.same_name(person.name, name):
            continue
        other_id = volunteer_id not in {"", person.volunteer_id}
        new_email = bool(email) and email not in queries.contacts_of([person.pk])[person.pk].emails
        if access.is_trusted(actor):
            if not (other_id and person.volunteer_id):
                return person
        elif not other_id and not new_email:
            return person
    return None


def _add_contacts(person: Beneficiary, *, phone: str, email: str) -> None:
    for kind, value in ((ContactPoint.Kind.PHONE, phone), (ContactPoint.Kind.EMAIL, email)):
        if value:
            ContactPoint.objects.get_or_create(beneficiary=person, kind=kind, value=value)
    _index(person)


def _index(person: Beneficiary) -> None:
    """The search text: name, ID, phones and addresses."""
    contacts = queries.contacts_of([person.pk])[person.pk]
    text = make_text(person.name, person.volunteer_id, *contacts.phones, *contacts.emails)
    if text != person.search_text:
        Beneficiary.objects.filter(pk=person.pk).update(search_text=text)
        person.search_text = text
