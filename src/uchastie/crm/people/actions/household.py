"""People of one home. One phone for a family of five is normal: they are five cards, linked."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries, rules
from uchastie.crm.people.actions.register import OBJECT, register
from uchastie.crm.people.models import Beneficiary, Household, HouseholdMember
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

RELATION_LIMIT = 60


@transaction.atomic
def link_relative(
    actor: Actor, *, person_id: UUID, unit: Unit, relative_id: UUID, relation: str, own_relation: str = ""
) -> Household:
    """Both cards are in one household from now on; `relation` says who the other is: «внук», «мама»."""
    person = queries.for_update(actor, person_id)
    relative = queries.get_beneficiary(actor, relative_id)
    if person.pk == relative.pk:
        raise Refusal("self", "Это та же карточка. Найдите другого человека.")
    if {person.kind, relative.kind} != {Kind.PERSON}:
        raise Refusal("not_people", "Семья — это люди. Организацию связывают через контактное лицо.")
    household = _household_of(person, relative)
    _put(household, person, own_relation)
    _put(household, relative, relation)
    journal.record(
        actor, verb="relative_linked", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk, other=str(relative.pk)
    )
    return household


@transaction.atomic
def add_relative(
    actor: Actor,
    *,
    person_id: UUID,
    unit: Unit,
    name: str,
    relation: str,
    birth_year: int | None,
    consent_method: Method,
) -> Beneficiary:
    """A new card of someone at home, reached by the same phone. For a child the parent consents, for others they
    themselves: the receipt is written with the card (A10, decision on consent)."""
    person = queries.for_update(actor, person_id)
    year = rules.require_birth_year(birth_year, clock.now().year)
    phone = queries.contacts_of([person.pk])[person.pk].phone
    way = Way.PHONE if phone else Way.VISIT
    relative = register(actor, kind=Kind.PERSON, name=name, phone=phone, preferred_way=way, unit=unit)
    if relative.pk == person.pk:
        raise Refusal("self", "Это имя самой карточки. Напишите имя того, кого добавляете.", field="name")
    if year and relative.birth_year is None:
        relative.apply(birth_year=year)
    household = link_relative(actor, person_id=person_id, unit=unit, relative_id=relative.pk, relation=relation)
    consents.take(actor, subject_id=relative.pk, about_id=household.pk, name=relative.name, method=consent_method)
    return relative


@transaction.atomic
def unlink_relative(actor: Actor, *, person_id: UUID, unit: Unit, member_id: int) -> None:
    """The member leaves the household; the card stays. A household of one is no household."""
    person = queries.for_update(actor, person_id)
    member = HouseholdMember.objects.filter(pk=member_id, household__members__beneficiary=person).first()
    if member is None:
        raise NotSeen
    household, left = member.household_id, member.beneficiary_id
    member.delete()
    if HouseholdMember.objects.filter(household_id=household).count() < 2:
        Household.objects.filter(pk=household).delete()
    journal.record(
        actor, verb="relative_unlinked", object_kind=OBJECT, object_id=person.pk, unit_id=unit.pk, other=str(left)
    )


def _household_of(person: Beneficiary, relative: Beneficiary) -> Household:
    """The one of either of them, the person's first; a new one when there is none."""
    for one in (person, relative):
        member = HouseholdMember.objects.filter(beneficiary=one).select_related("household").order_by("pk").first()
        if member:
            return member.household
    return Household.objects.create()


def _put(household: Household, person: Beneficiary, relation: str) -> None:
    relation = rules.clean_name(relation)[:RELATION_LIMIT]
    member, new = HouseholdMember.objects.get_or_create(
        household=household, beneficiary=person, defaults={"relation": relation}
    )
    if not new and relation and member.relation != relation:
        member.relation = relation
        member.save(update_fields=["relation"])
