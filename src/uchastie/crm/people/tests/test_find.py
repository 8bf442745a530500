"""Finding people as they are typed at the counter: with slips, by ear, on the other keyboard, by any number."""

from typing import Any

import pytest
from tests.world import make_request

from uchastie.crm.accounts.rules import Role
from uchastie.crm.people import actions, queries
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

PEOPLE = (
    ("Ковалёв Игорь Петрович", "+79120000001", "96002534"),
    ("Ковалёва Анна Сергеевна", "+79120000002", ""),
    ("Кавалерова Ольга", "+79120000003", ""),
    ("Филиппов Пётр", "+79120000004", ""),
    ("Ёлкина Вера", "+79120000005", ""),
    ("Ежова Зоя", "+79120000006", ""),
    ("Жукова Ия", "+79120000007", ""),
)


def add(unit: Any, name: str, phone: str = "", number: str = "", **other: Any) -> Beneficiary:
    way = Way.PHONE if phone else Way.VISIT
    values = {"kind": Kind.PERSON, "name": name, "phone": phone, "volunteer_id": number, "preferred_way": way}
    return actions.register(SYSTEM, unit=unit, **values | other)


@pytest.fixture
def people(world: Any) -> Any:
    for name, phone, number in PEOPLE:
        add(world.uralmash, name, phone, number)
    add(world.vtoroy, "Ковалёв Чужой", "+79129999999")
    return world


def found(world: Any, actor: Any, text: str) -> list[str]:
    return [hit.name.split()[0] for hit in queries.search_people(actor, world.uralmash, text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ковалева", ["Ковалёва", "Ковалёв"]),
        ("КОВАЛЁВ", ["Ковалёв", "Ковалёва"]),
        ("Кавалев", ["Ковалёв", "Ковалёва"]),  # by ear
        ("Коавлев", ["Ковалёв", "Ковалёва"]),  # exchanged letters
        ("Кавлев", ["Ковалёв", "Ковалёва"]),  # a letter is missing and another is wrong
        ("Ковалевв", ["Ковалёв", "Ковалёва"]),
        ("Филипов", ["Филиппов"]),
        ("Фелипов Петр", ["Филиппов"]),
        ("rjdfktdf", ["Ковалёва", "Ковалёв"]),  # the keyboard stood in Latin
        ("8 912 000 00 04", ["Филиппов"]),
        ("+7 912 000-00-04", ["Филиппов"]),
        ("96002534", ["Ковалёв"]),
        ("кнлв", []),
    ],
)
def test_people_are_found_as_they_are_typed(people: Any, actor_of: Any, text: str, names: list[str]) -> None:
    assert found(people, actor_of(Role.CENTRE_EMPLOYEE), text) == names


def test_what_was_typed_stands_before_what_may_have_been_meant(people: Any, actor_of: Any) -> None:
    hits = queries.search_people(actor_of(Role.CENTRE_EMPLOYEE), people.uralmash, "Кавалеров")
    assert [(hit.name, hit.near) for hit in hits] == [("Кавалерова Ольга", False)]
    hits = queries.search_people(actor_of(Role.CENTRE_EMPLOYEE), people.uralmash, "Ковалёва")
    assert [(hit.name.split()[0], hit.near) for hit in hits] == [("Ковалёва", False), ("Ковалёв", True)]


def test_the_order_is_that_of_the_alphabet(people: Any, actor_of: Any) -> None:
    """On both databases, whatever their rules for languages are."""
    assert found(people, actor_of(Role.CENTRE_EMPLOYEE), "+7 912 00") == [
        *("Ежова", "Ёлкина", "Жукова", "Кавалерова", "Ковалёв", "Ковалёва", "Филиппов"),
    ]


def test_a_request_is_a_way_to_its_person(people: Any, actor_of: Any) -> None:
    person = Beneficiary.objects.get(name="Ежова Зоя")
    make_request(people.uralmash, beneficiary=person, number="ДЦ-66-2026-000418")
    for text in ("ДЦ-66-2026-000418", "66-2026-000418"):
        assert found(people, actor_of(Role.CENTRE_EMPLOYEE), text) == ["Ежова"]


def test_a_renamed_person_is_found_by_the_new_name_only(people: Any, actor_of: Any) -> None:
    me, person = actor_of(Role.CENTRE_EMPLOYEE), Beneficiary.objects.get(name="Ежова Зоя")
    values = actions.CardValues(name="Зимина Зоя")
    actions.edit_card(me, person_id=person.pk, unit=people.uralmash, version=person.version, values=values)
    assert found(people, me, "Ежова") == []
    assert found(people, me, "Земина") == ["Зимина"]


def test_the_queue_is_searched_with_slips_too(people: Any) -> None:
    found = Beneficiary.objects.filter(pk__in=queries.matching_ids("Фелипов"))
    assert [person.name for person in found] == ["Филиппов Пётр"]


@pytest.mark.parametrize("text", ["Кавалева", "8912000", "ежва", "rjdfktd"])
def test_others_are_not_found_by_a_slip(people: Any, actor_of: Any, text: str) -> None:
    stranger = actor_of("stranger")
    names = [hit.name for hit in queries.search_people(stranger, people.vtoroy, text)]
    assert set(names) <= {"Ковалёв Чужой"}


@pytest.mark.parametrize("people_count", [20, 400])
def test_a_slip_costs_the_same_for_few_and_many(
    world: Any, actor_of: Any, people_count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(people_count):
        add(world.uralmash, f"Ларина{chr(1072 + number % 32)} Вера", f"+7912345{number:04d}")
    add(world.uralmash, "Ковалёв Игорь", "+79120000001")
    me = actor_of(Role.CENTRE_EMPLOYEE)
    with django_assert_max_num_queries(5):
        assert len(queries.search_people(me, world.uralmash, "Кавалев")) == 1


def similar(world: Any, actor: Any, **typed: Any) -> list[tuple[str, str, bool]]:
    hits = queries.list_similar(actor, world.uralmash, **typed)
    return [(one.hit.name.split()[0], one.reason, one.family) for one in hits]


def test_who_is_being_registered_is_compared(people: Any, actor_of: Any) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    assert similar(people, me, name="Ковалев И. П.", phone="8 912 000-00-01") == [
        ("Ковалёв", "тот же телефон, похожее имя", False)
    ]
    assert similar(people, me, name="Кавалев Игорь") == [("Ковалёв", "похожее имя", False)]
    assert similar(people, me, volunteer_id="9600 2534") == [("Ковалёв", "тот же ID", False)]
    assert similar(people, me, name="Ковалёва Ия", phone="8 912 000-00-01") == [("Ковалёв", "тот же телефон", True)]
    for half in ({"name": "Ковалёв"}, {"phone": "8912000"}, {"volunteer_id": "9"}, {"email": "kov"}, {}):
        assert similar(people, me, **half) == []


def test_who_is_not_known_is_masked(people: Any, actor_of: Any) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    assert similar(people, me, name="Ковалёв Чужой") == []
    (one,) = queries.list_similar(me, people.uralmash, name="Ковалёв Чужой", phone="+79129999999")
    assert (one.hit.known, one.hit.phone, one.reason) == (False, "+7 912 ···-··-99", "тот же телефон")


def test_an_organisation_is_recognised_by_its_number(people: Any, actor_of: Any) -> None:
    me = actor_of(Role.CENTRE_EMPLOYEE)
    school = add(people.uralmash, "Школа № 5", "+73433000005", kind=Kind.ORGANISATION)
    values = actions.CardValues(name=school.name, inn="7707083893")
    actions.edit_card(me, person_id=school.pk, unit=people.uralmash, version=None, values=values)
    assert similar(people, me, inn="7707083893") == [("Школа", "тот же ИНН", False)]
    assert found(people, me, "7707083893") == ["Школа"]
