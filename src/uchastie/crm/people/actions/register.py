"""Who turns to a unit gets a card there: a new one, or the one that is already in the registry."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.people import access, queries, rules
from uchastie.crm.people.actions.index import index, index_text
from uchastie.crm.people.events import OwnContactsGiven
from uchastie.crm.people.models import Acquaintance, Beneficiary, ContactPoint, NameGram
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import bus, typos
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.ids import new_id
from uchastie.kernel.prepared import fresh, insert
from uchastie.kernel.words import sort_key

OBJECT = "people.beneficiary"


@dataclass(frozen=True, slots=True)
class _Given:
    """What a person said of himself, in one form."""

    kind: Kind
    name: str
    phone: str
    email: str
    way: Way
    volunteer_id: str

    @property
    def contacts(self) -> list[tuple[ContactPoint.Kind, str]]:
        both = ((ContactPoint.Kind.PHONE, self.phone), (ContactPoint.Kind.EMAIL, self.email))
        return [(kind, value) for kind, value in both if value]


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
    to someone else's requests to himself. An ID that is another card's is kept as «назван»: staff compare the two."""
    access.require_registrar(actor, unit)
    given = _Given(
        kind=Kind(kind),
        name=rules.require_name(name),
        phone=rules.phone_e164(phone) if phone else "",
        email=rules.email_address(email) if email else "",
        way=Way(preferred_way),
        volunteer_id=rules.volunteer_id(volunteer_id) if volunteer_id else "",
    )
    rules.require_reachable(given.way, phone=given.phone, email=given.email)
    old = _same_person(actor, given)
    person = _write(actor, unit, given) if old is None else _complete(old, unit, given)
    if actor.kind is ActorKind.NOBODY:
        bus.announce(OwnContactsGiven(person.pk, given.phone, given.email))
    return person


@transaction.atomic
def meet(actor: Actor, *, beneficiary_id: UUID, unit: Unit, volunteer_id: str = "") -> Beneficiary:
    """A person whose card was found has turned to this unit too: from now on its staff see the card."""
    access.require_registrar(actor, unit)
    person = queries.find_remaining(beneficiary_id)
    if person is None:
        raise NotSeen
    _, new = Acquaintance.objects.get_or_create(beneficiary=person, unit=unit)
    if new:
        journal.record(actor, verb="met", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk)
    named = bool(volunteer_id) and not person.volunteer_id
    if named:
        set_volunteer_id(person, rules.volunteer_id(volunteer_id))
    if new or named:
        index(person)
    return person


@transaction.atomic
def link_volunteer_id(actor: Actor, *, beneficiary_id: UUID, volunteer_id: str, unit: Unit) -> Beneficiary:
    """A66: the ID on Добро.рф, learned later than the request, or corrected. `Refusal("id_taken")` when another card
    has it."""
    access.require_registrar(actor, unit)
    person = queries.get_beneficiary(actor, beneficiary_id)
    verb = "id_corrected" if person.volunteer_id else "id_linked"
    set_volunteer_id(person, rules.volunteer_id(volunteer_id))
    index(person)
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk)
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


def set_volunteer_id(person: Beneficiary, number: str) -> None:
    """One ID, one card: of two who write it at once the database lets one."""
    if number and queries.find_by_volunteer_id(number).exclude(pk=person.pk).exists():
        raise id_taken(number)
    try:
        with transaction.atomic():
            person.apply(volunteer_id=number, claimed_id="")
    except IntegrityError:
        raise id_taken(number) from None


def id_taken(number: str) -> Refusal:
    message = (
        f"ID {number} уже стоит в другой карточке. Проверьте цифры. Если это тот же человек, найдите его по ID "
        "и объедините карточки."
    )
    return Refusal("id_taken", message, field="volunteer_id")


def _same_person(actor: Actor, given: _Given) -> Beneficiary | None:
    if not given.phone:
        return None
    for person in queries.list_by_phone(given.phone):
        if not rules.same_name(person.name, given.name):
            continue
        other_id = given.volunteer_id not in {"", person.volunteer_id}
        new_email = bool(given.email) and given.email not in queries.contacts_of([person.pk])[person.pk].emails
        if access.is_trusted(actor):
            if not (other_id and person.volunteer_id):
                return person
        elif not other_id and not new_email:
            return person
    return None


def _write(actor: Actor, unit: Unit, given: _Given) -> Beneficiary:
    """A new card: each row is written once, with everything in it."""
    taken = bool(given.volunteer_id) and queries.find_by_volunteer_id(given.volunteer_id).exists()
    if taken and access.is_trusted(actor):
        raise id_taken(given.volunteer_id)
    person = fresh(
        Beneficiary,
        id=new_id(),
        kind=given.kind,
        name=given.name,
        volunteer_id="" if taken else given.volunteer_id,
        claimed_id=given.volunteer_id if taken else "",
        preferred_way=given.way,
        created_by_id=actor.user_id,
        sort_name=sort_key(given.name),
    )
    person.search_text = index_text(person, (value for _, value in given.contacts), [unit.pk])
    _insert(person)
    for kind, value in given.contacts:
        insert(fresh(ContactPoint, beneficiary=person, kind=kind, value=value))
    insert(fresh(Acquaintance, beneficiary=person, unit=unit))
    typos.learn(NameGram, given.name)
    journal.record(actor, verb="registered", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk)
    return person


def _insert(person: Beneficiary) -> None:
    if not person.volunteer_id:
        insert(person)
        return
    try:
        with transaction.atomic():
            insert(person)
    except IntegrityError:  # somebody wrote the same ID a moment ago
        raise id_taken(person.volunteer_id) from None


def _complete(person: Beneficiary, unit: Unit, given: _Given) -> Beneficiary:
    """The old card gets what it has not had: the ID, a phone, an address, the acquaintance."""
    if given.volunteer_id and not person.volunteer_id:
        set_volunteer_id(person, given.volunteer_id)
    for kind, value in given.contacts:
        ContactPoint.objects.get_or_create(beneficiary=person, kind=kind, value=value)
    Acquaintance.objects.get_or_create(beneficiary=person, unit=unit)
    index(person)
    return person
