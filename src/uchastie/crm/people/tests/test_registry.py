"""Who is registered, who is found, and by whom."""

from typing import Any

import pytest
from tests.world import make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.people import actions, queries
from uchastie.crm.people.models import Acquaintance, Beneficiary, ContactPoint
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel.actor import NOBODY, SYSTEM, Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal
from uchastie.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def register(unit: Any, actor: Actor = NOBODY, **other: Any) -> Beneficiary:
    values = {"kind": Kind.PERSON, "name": "Ларина Вера Павловна", "phone": "89123456789", "preferred_way": Way.PHONE}
    return actions.register(actor, unit=unit, **values | other)


def test_the_same_phone_and_name_is_the_same_card(world: Any) -> None:
    first = register(world.uralmash)
    again = register(world.uralmash, name="вера павловна ларина", phone="+7 912 345-67-89")
    assert again.pk == first.pk
    assert first.contacts.count() == 1


def test_another_name_on_the_phone_is_another_card(world: Any) -> None:
    """A family shares one phone."""
    mother = register(world.uralmash)
    son = register(world.uralmash, name="Ларин Пётр")
    assert son.pk != mother.pk
    assert Beneficiary.objects.count() == 2


def test_a_stranger_never_changes_an_old_card(world: Any) -> None:
    mine = register(world.uralmash, email="vera@example.org", volunteer_id="96002534")
    assert register(world.uralmash, email="thief@example.org").pk != mine.pk
    assert register(world.uralmash, volunteer_id="12345").pk != mine.pk
    assert register(world.uralmash, email="VERA@example.org").pk == mine.pk
    assert queries.contacts_of([mine.pk])[mine.pk].emails == ("vera@example.org",)


def test_staff_add_an_address_to_the_card(world: Any, actor_of: Any) -> None:
    mine = register(world.uralmash)
    same = register(world.uralmash, actor_of(Role.CENTRE_EMPLOYEE), email="vera@example.org")
    assert same.pk == mine.pk
    assert queries.email_of(mine.pk) == "vera@example.org"


@pytest.mark.ledger("A37")
def test_what_cannot_be_reached_is_not_registered(world: Any) -> None:
    for wrong in ({"phone": ""}, {"phone": "123"}, {"preferred_way": Way.EMAIL}, {"name": " "}, {"email": "x"}):
        with pytest.raises(Refusal):
            register(world.uralmash, **wrong)
    assert not Beneficiary.objects.exists()
    assert register(world.uralmash, phone="", preferred_way=Way.VISIT).pk


def test_only_staff_of_the_unit_register_others(world: Any, actor_of: Any) -> None:
    for who in (Role.FEDERAL_MANAGER, Role.BENEFICIARY, "stranger"):
        with pytest.raises(Denied):
            register(world.uralmash, actor_of(who))
    assert register(world.uralmash, actor_of(Role.CENTRE_EMPLOYEE)).pk


@pytest.mark.parametrize(
    "text", ["Ларина", "лар вер", "ВЕРА", "8912345", "+7 912 345-67-89", "345-67-89", "96002534", "9600", "vera@exa"]
)
def test_people_of_the_unit_are_found_by_the_beginning_of_anything(world: Any, actor_of: Any, text: str) -> None:
    register(world.uralmash, email="vera@example.org", volunteer_id="96002534")
    hits = queries.search_people(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, text)
    assert [(hit.name, hit.known, hit.phone) for hit in hits] == [("Ларина Вера Павловна", True, "+7 912 345-67-89")]


def test_others_are_recognised_by_an_exact_phone_or_id_only_and_masked(world: Any, actor_of: Any) -> None:
    register(world.vtoroy, volunteer_id="96002534")
    me = actor_of(Role.CENTRE_EMPLOYEE)
    for text in ("Ларина", "8912345", "9600", "89123456780"):
        assert queries.search_people(me, world.uralmash, text) == []
    for text in ("8 912 345 67 89", "96002534"):
        (hit,) = queries.search_people(me, world.uralmash, text)
        assert (hit.known, hit.phone, hit.volunteer_id) == (False, "+7 912 ···-··-89", "")


@pytest.mark.parametrize("text", ["", "   ", "\x00", "'; DROP TABLE", "%", "*", "ы" * 10_000, "👵"])
def test_any_search_text_is_answered(world: Any, actor_of: Any, text: str) -> None:
    register(world.uralmash)
    assert queries.search_people(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, text) == []


def test_nobody_else_searches_the_people_of_a_unit(world: Any, actor_of: Any) -> None:
    for who in (Role.FEDERAL_ANALYST, Role.BENEFICIARY, "stranger"):
        with pytest.raises(NotSeen):
            queries.search_people(actor_of(who), world.uralmash, "Ларина")
    with pytest.raises(NotSeen):
        queries.search_people(NOBODY, world.uralmash, "Ларина")


def test_a_card_opens_for_those_who_know_the_person(world: Any, actor_of: Any) -> None:
    person = make_person(world.uralmash)
    for who in (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.REGION_COORDINATOR):
        assert queries.get_beneficiary(actor_of(who), person.pk) == person
    for actor in (actor_of("stranger"), actor_of(Role.FEDERAL_MANAGER), NOBODY, Actor(ActorKind.HOLDER, new_id())):
        with pytest.raises(NotSeen):
            queries.get_beneficiary(actor, person.pk)


def test_meeting_a_person_opens_the_card_to_the_second_centre(world: Any, actor_of: Any) -> None:
    person, stranger = make_person(world.uralmash), actor_of("stranger")
    actions.meet(stranger, beneficiary_id=person.pk, unit=world.vtoroy)
    actions.meet(stranger, beneficiary_id=person.pk, unit=world.vtoroy)
    assert Acquaintance.objects.filter(beneficiary=person).count() == 2
    assert queries.get_beneficiary(stranger, person.pk) == person
    with pytest.raises(Denied):
        actions.meet(stranger, beneficiary_id=person.pk, unit=world.uralmash)


@pytest.mark.ledger("A66")
def test_an_id_is_linked_later_and_found_by(world: Any, actor_of: Any) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), register(world.uralmash)
    with pytest.raises(Refusal):
        actions.link_volunteer_id(me, beneficiary_id=person.pk, volunteer_id="12", unit=world.uralmash)
    actions.link_volunteer_id(me, beneficiary_id=person.pk, volunteer_id="9600 2534", unit=world.uralmash)
    assert [hit.id for hit in queries.search_people(me, world.uralmash, "96002534")] == [person.pk]
    with pytest.raises(NotSeen):
        actions.link_volunteer_id(
            actor_of("stranger"), beneficiary_id=person.pk, volunteer_id="1111", unit=world.vtoroy
        )


@pytest.mark.ledger("A7")
def test_reminders_are_switched_by_the_person_or_who_knows_them(world: Any, actor_of: Any) -> None:
    person = make_person(world.uralmash)
    actions.set_reminders(Actor(ActorKind.HOLDER, new_id()), beneficiary_id=person.pk, off=True)
    person.refresh_from_db()
    assert person.reminders_off
    with pytest.raises(NotSeen):
        actions.set_reminders(actor_of("stranger"), beneficiary_id=person.pk, off=False)
    with pytest.raises(NotSeen):
        actions.set_reminders(NOBODY, beneficiary_id=person.pk, off=False)


@pytest.mark.parametrize("people", [3, 60])
def test_a_search_costs_the_same_for_few_and_many(
    world: Any, actor_of: Any, people: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(people):
        register(world.uralmash, SYSTEM, name=f"Ларина Вера {number}а", phone=f"+7912345{number:04d}")
    me = actor_of(Role.CENTRE_EMPLOYEE)
    with django_assert_max_num_queries(4):
        assert len(queries.search_people(me, world.uralmash, "Ларина")) == min(people, 8)


@pytest.mark.ledger("A5")
def test_persons_and_organisations_are_one_registry(world: Any, actor_of: Any) -> None:
    register(world.uralmash, kind=Kind.ORGANISATION, name="ООО «Ромашка»", phone="+73433000001")
    register(world.uralmash)
    hits = queries.search_people(actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, "ромаш")
    assert [hit.kind for hit in hits] == ["organisation"]
    assert ContactPoint.objects.count() == 2
