"""Which contact opens which cards, above all on the one phone of a family."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.world import make_person

from uchastie.crm.cabinet.models import Door
from uchastie.crm.cabinet.rules import first_name
from uchastie.crm.cabinet.tests.world import EMAIL, add_email, link, open_door, sign_in, text_of
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk import actions as desk
from uchastie.crm.desk.rules import Applicant, Channel
from uchastie.crm.journal.models import Entry
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Way
from uchastie.kernel.actor import NOBODY

pytestmark = pytest.mark.django_db

FAMILY = ("Ларина Вера Павловна", "Ларин Тимур Андреевич", "Ларина Ольга Андреевна", "Ларин Андрей Петрович", "Марина")


def apply(world: Any, name: str, key: str) -> Any:
    return desk.submit_request(
        actor=NOBODY,
        unit=world.uralmash,
        service_code="consulting",
        applicant=Applicant(name=name, email=EMAIL, phone="+79123456789", preferred_way=Way.PHONE),
        need=f"Секрет: {name}",
        channel=Channel.WEB,
        key=key,
        consent_text_id=current_text(Purpose.SERVICE).pk,
    )


def test_what_one_types_in_the_own_request_opens_the_cabinet(world: Any) -> None:
    apply(world, "Ларина Вера Павловна", "one")
    assert Door.objects.filter(open=True, how="site").count() == 2, "the phone and the address"
    assert "Консультирование" in text_of(sign_in().get("/my/"))


def test_five_people_with_one_contact_are_asked_whose(world: Any) -> None:
    for number, name in enumerate(FAMILY):
        apply(world, name, f"key-{number}")
    client = sign_in()
    assert client.get("/my/").headers["Location"] == "/my/who/"
    page = text_of(client.get("/my/who/"))
    for shown in ("Вера", "Тимур", "Ольга", "Андрей", "Марина"):
        assert shown in page
    for hidden in ("Ларин", "Павловна", "Секрет", "912 345", "9123456789"):
        assert hidden not in page, hidden


def test_each_sees_the_own_only(world: Any) -> None:
    for number, name in enumerate(FAMILY):
        apply(world, name, f"key-{number}")
    client = sign_in()
    timur = Beneficiary.objects.get(name="Ларин Тимур Андреевич")
    client.post("/my/who/", {"who": str(timur.pk)})
    page = text_of(client.get("/my/"))
    assert "Тимур Андреевич" in page
    assert page.count('class="req"') == 1
    assert "Вера" not in page


@pytest.mark.parametrize("chosen", ["", "nothing", "00000000-0000-7000-8000-000000000000"])
def test_nobody_elses_card_can_be_chosen(world: Any, make_request: Any, chosen: str) -> None:
    for number, name in enumerate(FAMILY[:2]):
        apply(world, name, f"key-{number}")
    stranger = make_request(name="Чужой Человек", phone="+79990000000")
    client = sign_in()
    for who in (chosen, str(stranger.beneficiary_id)):
        assert client.post("/my/who/", {"who": who}).headers["Location"] == "/my/who/"
    assert client.get("/my/").headers["Location"] == "/my/who/"


def test_two_cards_of_one_person_are_one_person(world: Any, make_request: Any) -> None:
    for _ in range(2):
        open_door(make_request())
    page = text_of(sign_in().get("/my/"))
    assert page.count('class="req"') == 2


def test_two_with_one_first_name_get_a_letter_more(make_request: Any) -> None:
    for name in ("Ларина Вера Павловна", "Ёлкина Вера Ивановна"):
        open_door(make_request(name=name))
    page = text_of(sign_in().get("/my/who/"))
    assert "Вера Л." in page
    assert "Вера Ё." in page


# --- a request written down by an employee ---


def test_the_number_of_a_request_opens_what_an_employee_has_written(make_request: Any) -> None:
    request = make_request()
    add_email(request)
    client = sign_in()
    answer = client.post("/my/number/", {"number": request.number})
    assert answer.headers["Location"] == "/my/"
    assert "Вера Павловна" in text_of(client.get("/my/"))
    assert Door.objects.get().how == "number"
    assert Entry.objects.filter(verb="door_opened", object_id=request.beneficiary_id).exists()


def test_the_number_of_anothers_request_opens_nothing(make_request: Any) -> None:
    mine, other = make_request(), make_request(name="Чужой Человек", phone="+79990000000")
    add_email(mine)
    client = sign_in()
    said = {
        re.sub(r'value="[^"]*"', "", text_of(client.post("/my/number/", {"number": number})))
        for number in (other.number, "ДЦ-66-2026-000001", "чепуха")
    }
    assert len(said) == 1, "the same words, whatever was wrong"
    assert not Door.objects.exists()


def test_numbers_cannot_be_tried_for_long(make_request: Any) -> None:
    client = sign_in()
    answers = [client.post("/my/number/", {"number": f"ДЦ-66-2026-{n:06d}"}).status_code for n in range(6)]
    assert answers == [422] * 5 + [429]


# --- the person decides ---


def marks(page: str) -> list[str]:
    return re.findall(r'name="contact" value="([0-9a-f]+)"', page)


def test_a_person_shuts_the_door_of_a_shared_contact(make_request: Any) -> None:
    request = make_request()
    open_door(request)
    client = sign_in()
    page = text_of(client.get(link(request)))
    assert EMAIL not in page
    for mark in marks(page):
        client.post(link(request, "door/"), {"contact": mark})
    assert "Заявок здесь пока нет" in text_of(client.get("/my/"))
    assert "С таким номером" in text_of(client.post("/my/number/", {"number": request.number})), "shut is shut"
    assert Entry.objects.filter(verb="door_shut").count() == 2


def test_from_the_link_a_person_opens_a_contact_an_employee_has_written(make_request: Any) -> None:
    request = make_request()
    add_email(request)
    page = text_of(Client().get(link(request)))
    for mark in marks(page):
        Client().post(link(request, "door/"), {"contact": mark, "open": "1"})
    assert "Вера Павловна" in text_of(sign_in().get("/my/"))


def test_staff_open_no_doors_for_a_person(make_request: Any, client_of: Any) -> None:
    from uchastie.crm.accounts.rules import Role

    request = make_request()
    add_email(request)
    page = text_of(Client().get(link(request)))
    answer = client_of(Role.CENTRE_EMPLOYEE).post(link(request, "door/"), {"contact": marks(page)[0], "open": "1"})
    assert answer.status_code == 422
    assert not Door.objects.exists()


def test_a_made_up_contact_is_no_door(make_request: Any) -> None:
    request = make_request()
    assert Client().post(link(request, "door/"), {"contact": "0" * 16, "open": "1"}).status_code == 302
    assert not Door.objects.exists()


def test_a_contact_taken_off_the_card_opens_it_no_more(make_request: Any) -> None:
    request = make_request()
    open_door(request)
    client = sign_in()
    request.beneficiary.contacts.filter(kind="email").delete()
    assert "Заявок здесь пока нет" in text_of(client.get("/my/"))


def test_a_merged_card_leads_to_the_one_it_went_into(world: Any, make_request: Any) -> None:
    request = make_request()
    kept = make_person(world.uralmash, name="Ларина Вера", phone="+79120000000")
    open_door(request)
    old = request.beneficiary
    old.contacts.update(beneficiary=kept)
    type(request).objects.filter(pk=request.pk).update(beneficiary=kept)
    Beneficiary.objects.filter(pk=old.pk).update(merged_into=kept)
    page = text_of(sign_in().get("/my/"))
    assert page.count('class="req"') == 1
    assert Client().get(link(request)).status_code == 200, "links sent before the merging still open"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ларина Вера Павловна", "Вера"),
        ("Вера Павловна Ларина", "Вера"),
        ("Вера", "Вера"),
        ("Вера Ларина", "Вера"),
        ("Ларина Вера", "Вера"),
        ("Ирина Ковалёва", "Ирина"),
        ("Ковалёва Ирина", "Ирина"),
        ("Пётр Зимин", "Пётр"),
        ("Иван Шевченко", "Иван"),
        ("Ким Чен", "К. Ч."),
        ("Мамедов Али Гасан оглы", "Али"),
    ],
)
def test_first_names(name: str, shown: str) -> None:
    assert first_name(name, "person") == shown


def test_the_name_of_an_organisation_is_nobodys_secret() -> None:
    assert first_name("Фонд «Забота»", "organisation") == "Фонд «Забота»"
