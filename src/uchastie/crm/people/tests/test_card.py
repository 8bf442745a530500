"""Keeping a card: groups, numbers, places, contacts, the household; by whom; two at once."""

from typing import Any

import pytest
from django.apps import apps
from tests.world import make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.rules import Method
from uchastie.crm.journal.models import Entry
from uchastie.crm.network.models import TerritoryPart
from uchastie.crm.people import actions, queries
from uchastie.crm.people.actions import CardValues
from uchastie.crm.people.models import Beneficiary, Household, HouseholdMember
from uchastie.crm.people.rules import Audience, Kind, Way, audiences_of
from uchastie.kernel.actor import NOBODY
from uchastie.kernel.errors import Conflict, Denied, NotSeen, Refusal

pytestmark = pytest.mark.django_db


def edit(actor: Any, unit: Any, person: Beneficiary, **values: Any) -> Beneficiary:
    card = CardValues(**{"name": person.name} | values)
    actions.edit_card(actor, person_id=person.pk, unit=unit, version=None, values=card)
    return Beneficiary.objects.get(pk=person.pk)


@pytest.fixture
def school(world: Any) -> Beneficiary:
    return actions.register(
        NOBODY,
        kind=Kind.ORGANISATION,
        name="Школа № 5",
        phone="+73433000005",
        preferred_way=Way.PHONE,
        unit=world.uralmash,
    )


def groups(actor: Any, unit: Any, person: Beneficiary) -> set[str]:
    return set(queries.get_person_card(actor, unit, person).audiences)


@pytest.mark.ledger("A46", "A47", "A48", "A49")
def test_a_person_belongs_to_several_groups_or_is_a_resident(world: Any, actor_of: Any) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), make_person(world.uralmash)
    assert groups(me, world.uralmash, person) == {Audience.P_RESIDENT}
    chosen = {Audience.P_VOLUNTEER, Audience.P_PROJECT_LEAD, Audience.P_HELP_RECIPIENT}
    person = edit(me, world.uralmash, person, audiences=frozenset(chosen | {Audience.P_RESIDENT}))
    assert groups(me, world.uralmash, person) == chosen
    person = edit(me, world.uralmash, person, audiences=frozenset())
    assert groups(me, world.uralmash, person) == {Audience.P_RESIDENT}
    with pytest.raises(Refusal, match="audiences"):
        edit(me, world.uralmash, person, audiences=frozenset({Audience.O_MEDIA}))


@pytest.mark.ledger("A50", "A51", "A52", "A53", "A54")
def test_an_organisation_belongs_to_groups_of_organisations(world: Any, actor_of: Any, school: Beneficiary) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    assert groups(me, world.uralmash, school) == set()
    chosen = {code for code in Audience if code.startswith("O_")}
    school = edit(me, world.uralmash, school, audiences=frozenset(chosen), csr=True)
    assert groups(me, world.uralmash, school) == chosen
    assert school.csr
    school = edit(me, world.uralmash, school, audiences=frozenset({Audience.O_MEDIA}), csr=True)
    assert not school.csr  # the experience is of business only
    with pytest.raises(Refusal):
        edit(me, world.uralmash, school, audiences=frozenset({Audience.P_VOLUNTEER}))


def test_the_codes_of_groups_are_those_of_the_catalogue(db: None) -> None:
    assert set(apps.get_model("catalogue.Audience").objects.values_list("code", flat=True)) == set(Audience)
    assert audiences_of(Kind.PERSON, set()) == (Audience.P_RESIDENT,)


def test_numbers_of_an_organisation_are_checked(world: Any, actor_of: Any, school: Beneficiary) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    right = {"inn": "7707 083 893", "ogrn": "1027700132195", "kpp": "773601001"}
    school = edit(me, world.uralmash, school, **right)
    assert (school.inn, school.ogrn, school.kpp) == ("7707083893", "1027700132195", "773601001")
    school = edit(me, world.uralmash, school, inn="500100732259")  # of a sole trader, without КПП
    assert (school.inn, school.ogrn, school.kpp) == ("500100732259", "", "")
    wrong = ({"inn": "7707083894"}, {"inn": "123"}, {"inn": "77070838٩3"}, {"ogrn": "1027700132196"}, {"kpp": "77"})
    for numbers in wrong:
        with pytest.raises(Refusal) as refusal:
            edit(me, world.uralmash, school, **numbers)
        assert refusal.value.field == next(iter(numbers))


def test_what_is_not_of_the_kind_is_not_kept(world: Any, actor_of: Any) -> None:
    person = edit(
        actor_of(Role.CENTRE_EMPLOYEE), world.uralmash, make_person(world.uralmash), inn="7707083893", csr=True
    )
    assert (person.inn, person.csr) == ("", False)


@pytest.mark.ledger("A55")
@pytest.mark.parametrize(
    ("place", "outside"),
    [
        ({"municipality": "Екатеринбург"}, False),
        ({"municipality": "екатеринбург", "oktmo": "65701000"}, False),
        ({"oktmo": "65701000001"}, False),
        ({"municipality": "Первоуральск"}, True),
        ({"oktmo": "65753000"}, True),
        ({}, False),
    ],
)
def test_who_lives_elsewhere_is_warned_about_and_served(world: Any, actor_of: Any, place: Any, outside: bool) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    person = edit(me, world.uralmash, make_person(world.uralmash), **place)
    assert not queries.get_person_card(me, world.uralmash, person).outside  # a centre without a territory serves all
    TerritoryPart.objects.create(unit=world.uralmash, oktmo="65701000", name="Екатеринбург")
    assert queries.get_person_card(me, world.uralmash, person).outside is outside
    actions.meet(me, beneficiary_id=person.pk, unit=world.uralmash)  # a warning, never a refusal


def test_needs_are_said_as_what_to_do(world: Any, actor_of: Any) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    person = edit(me, world.uralmash, make_person(world.uralmash), needs=("step_free", "louder", "diagnosis"))
    assert person.needs == ["louder", "step_free"]


@pytest.mark.ledger("A66")
def test_an_id_is_one_persons(world: Any, actor_of: Any) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    one, other = make_person(world.uralmash), make_person(world.uralmash, name="Зимин Пётр", phone="+79120000009")
    actions.link_volunteer_id(me, beneficiary_id=one.pk, volunteer_id="96002534", unit=world.uralmash)
    for attempt in (
        lambda: actions.link_volunteer_id(me, beneficiary_id=other.pk, volunteer_id="96002534", unit=world.uralmash),
        lambda: edit(me, world.uralmash, other, volunteer_id="9600 2534"),
        lambda: actions.register(
            *(me,), kind=Kind.PERSON, name="Третий", phone="+79120000010", volunteer_id="96002534",
            preferred_way=Way.PHONE, unit=world.uralmash,
        ),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refusal:
            attempt()
        assert (refusal.value.code, refusal.value.field) == ("id_taken", "volunteer_id")
        assert "объедините" in refusal.value.message
    edit(me, world.uralmash, one, volunteer_id="96002535")  # corrected
    edit(me, world.uralmash, other, volunteer_id="96002534")
    assert Entry.objects.filter(object_id=one.pk, verb="edited").exists()


def test_an_id_that_a_visitor_names_wrongly_is_kept_apart(world: Any, actor_of: Any) -> None:
    one = make_person(world.uralmash)
    actions.link_volunteer_id(
        actor_of(Role.CENTRE_EMPLOYEE), beneficiary_id=one.pk, volunteer_id="96002534", unit=world.uralmash
    )
    other = actions.register(
        NOBODY,
        kind=Kind.PERSON,
        name="Ларина Вера",
        phone="+79120000010",
        volunteer_id="96002534",
        preferred_way=Way.PHONE,
        unit=world.uralmash,
    )
    assert (other.volunteer_id, other.claimed_id) == ("", "96002534")
    (pair,) = queries.find_twins(world.uralmash, [other])
    assert (pair.one.pk, pair.codes[0]) == (one.pk, "id")


def test_two_who_change_a_card_at_once(world: Any, actor_of: Any) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), make_person(world.uralmash)
    values = CardValues(name="Ларина Вера Петровна")
    actions.edit_card(me, person_id=person.pk, unit=world.uralmash, version=1, values=values)
    with pytest.raises(Conflict):
        actions.edit_card(me, person_id=person.pk, unit=world.uralmash, version=1, values=values)


def test_who_may_keep_a_card(world: Any, actor_of: Any) -> None:
    person = make_person(world.uralmash)
    edit(actor_of(Role.CENTRE_HEAD), world.uralmash, person)
    with pytest.raises(Denied):
        edit(actor_of(Role.REGION_COORDINATOR), world.region, person)
    for who in ("stranger", Role.FEDERAL_MANAGER, Role.BENEFICIARY):
        with pytest.raises(NotSeen):
            edit(actor_of(who), world.vtoroy, person)
    with pytest.raises(NotSeen):
        edit(NOBODY, world.uralmash, person)


def test_every_look_is_in_the_journal(world: Any, actor_of: Any) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), make_person(world.uralmash)
    actions.look(me, person_id=person.pk, unit=world.uralmash)
    assert [entry.actor_id for entry in queries.get_person_card(me, world.uralmash, person).views] == [me.id]
    with pytest.raises(NotSeen):
        actions.look(actor_of("stranger"), person_id=person.pk, unit=world.vtoroy)
    assert Entry.objects.filter(object_id=person.pk, verb="viewed").count() == 1


def test_several_contacts_one_preferred_each_with_its_owner(world: Any, actor_of: Any) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), make_person(world.uralmash)
    place = {"person_id": person.pk, "unit": world.uralmash}
    actions.add_contact(me, **place, value="8 343 300 00 01", whose="домашний")
    daughter = actions.add_contact(me, **place, value="+7 912 000-00-77", whose="дочери", preferred=True)
    actions.add_contact(me, **place, value="Vera@Example.org", preferred=True)
    found = queries.contacts_of([person.pk])[person.pk]
    assert (found.phone, len(found.phones), found.email) == ("+79120000077", 3, "vera@example.org")
    assert [hit.id for hit in queries.search_people(me, world.uralmash, "3433000001")] == [person.pk]
    actions.change_contact(me, **place, contact_id=daughter.pk, whose="внучки", preferred=False)
    actions.remove_contact(me, **place, contact_id=daughter.pk)
    assert queries.search_people(me, world.uralmash, "9120000077") == []
    for value in ("123", "x@", ""):
        with pytest.raises(Refusal) as refusal:
            actions.add_contact(me, **place, value=value)
        assert refusal.value.field == "value"


def test_the_last_phone_stays(world: Any, actor_of: Any) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), make_person(world.uralmash)
    (point,) = queries.list_contacts(person.pk)
    with pytest.raises(Refusal, match="last_contact"):
        actions.remove_contact(me, person_id=person.pk, unit=world.uralmash, contact_id=point.pk)
    other = make_person(world.uralmash, name="Другая", phone="+79120000001")
    with pytest.raises(NotSeen):  # a contact of another card
        actions.remove_contact(me, person_id=other.pk, unit=world.uralmash, contact_id=point.pk)


def test_a_family_of_five_with_one_phone(world: Any, actor_of: Any) -> None:
    me, mother = actor_of(Role.CENTRE_EMPLOYEE), make_person(world.uralmash)
    place = {"person_id": mother.pk, "unit": world.uralmash}
    for name, year in (("Ларин Пётр", 1980), ("Ларин Илья", 2017), ("Ларина Ия", 2014), ("Ларина Зоя", None)):
        actions.add_relative(me, **place, name=name, relation="родня", birth_year=year, consent_method=Method.PAPER)
    relatives = queries.list_relatives(world.uralmash, mother)
    assert len(relatives) == 4
    assert all(one.same_phone and one.known for one in relatives)
    assert Consent.objects.filter(subject_id__in=[one.person.pk for one in relatives]).count() == 4
    assert queries.find_twins(world.uralmash, [mother, *(one.person for one in relatives)]) == []
    hits = queries.list_similar(me, world.uralmash, name=mother.name, phone="89123456789")
    assert [one.family for one in hits] == [False, True, True, True, True]
    for one in relatives:
        actions.unlink_relative(me, **place, member_id=one.member_id)
    assert not Household.objects.exists()


def test_relatives_are_people_the_actor_knows(world: Any, actor_of: Any, school: Beneficiary) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), make_person(world.uralmash)
    place = {"person_id": person.pk, "unit": world.uralmash}
    hidden = make_person(world.vtoroy, name="Чужой", phone="+79120000001")
    with pytest.raises(NotSeen):
        actions.link_relative(me, **place, relative_id=hidden.pk, relation="брат")
    for wrong in (person, school):
        with pytest.raises(Refusal):
            actions.link_relative(me, **place, relative_id=wrong.pk, relation="брат")
    child = make_person(world.uralmash, name="Ларин Илья", phone="+79120000002")
    father = make_person(world.uralmash, name="Ларин Пётр", phone="+79120000003")
    actions.link_relative(me, **place, relative_id=child.pk, relation="сын")
    actions.link_relative(me, person_id=child.pk, unit=world.uralmash, relative_id=father.pk, relation="отец")
    assert HouseholdMember.objects.values("household").distinct().count() == 1


def test_somebody_speaks_for_an_organisation(world: Any, actor_of: Any, school: Beneficiary) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), make_person(world.uralmash)
    place = {"person_id": school.pk, "unit": world.uralmash}
    actions.set_contact_person(me, **place, speaker_id=person.pk, position="завуч")
    assert [one.pk for one in queries.get_person_card(me, world.uralmash, person).organisations] == [school.pk]
    with pytest.raises(Refusal):
        actions.set_contact_person(me, **place, speaker_id=school.pk)
    with pytest.raises(Refusal):
        actions.set_contact_person(me, person_id=person.pk, unit=world.uralmash, speaker_id=person.pk)
    assert actions.set_contact_person(me, **place, speaker_id=None).contact_position == ""
