"""One field finds everything, and only what the one who asks may open."""

from typing import Any

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import searching
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.search import make_text

pytestmark = pytest.mark.django_db


def ask(client: Any, text: str, *, part: bool = True) -> str:
    return client.post("/search/", {"q": text}, headers={"hx-request": "true"} if part else {}).content.decode()


@pytest.fixture
def vera(world: Any, make_request: Any) -> Any:
    return make_request(beneficiary=_register(world, "Ларина Вера Павловна", "+79125550167"))


def _register(world: Any, name: str, phone: str) -> Any:
    return people.register(
        SYSTEM, kind=Kind.PERSON, name=name, phone=phone, preferred_way=Way.PHONE, unit=world.uralmash
    )


def test_people_and_requests_by_name_phone_and_number(client_of, vera):
    anna = client_of(Role.CENTRE_EMPLOYEE)
    for words in ("ларина", "Вера Пав", "8 912 555 01 67", vera.number, str(int(vera.number[-6:]))):
        assert f"/desk/requests/{vera.pk}/" in ask(anna, words), words
    assert f"/people/{vera.beneficiary_id}/" in ask(anna, "ларина")


def test_nothing_of_others(client_of, world, vera):
    for who in ("stranger", Role.FEDERAL_MANAGER, Role.DPO):
        found = ask(client_of(who), "ларина")
        assert str(vera.pk) not in found
        assert str(vera.beneficiary_id) not in found


def test_it_is_for_staff(client_of, client):
    assert client_of(Role.BENEFICIARY).post("/search/", {"q": "ларина"}).status_code == 403
    assert client.get("/search/").status_code == 302


def test_sections_are_those_of_ones_own_menu(client_of):
    assert "/desk/add/" in ask(client_of(Role.CENTRE_EMPLOYEE), "записать")
    assert "/desk/add/" not in ask(client_of(Role.FEDERAL_MANAGER), "записать")


def test_services_centres_and_the_guide(client_of):
    anna = client_of(Role.CENTRE_EMPLOYEE)
    assert "/catalogue/consulting/" in ask(anna, "консульт")
    Unit.objects.filter(slug="uralmash").update(search_text=make_text("Добро.Центр «Уралмаш»"))
    assert "/network/units/uralmash/" in ask(client_of(Role.REGION_COORDINATOR), "уралмаш")
    assert "/help/employee/#" in ask(anna, "передать заявку")


def test_without_scripts_it_is_a_page(client_of, vera):
    anna = client_of(Role.CENTRE_EMPLOYEE)
    assert "<h1>Поиск</h1>" in anna.get("/search/").content.decode()
    page = ask(anna, "ларина", part=False)
    assert "<h1>Поиск</h1>" in page
    assert f"/desk/requests/{vera.pk}/" in page
    assert "q=" not in anna.get("/search/?q=ларина").content.decode()


@pytest.mark.parametrize("words", ["", " ", "я", "\0", "%", "' OR 1=1 --", "<script>", "🙂", "а" * 5000, "0" * 300])
def test_strange_words(client_of, vera, words):
    answer = client_of(Role.CENTRE_EMPLOYEE).post("/search/", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_every_word_begins_a_word_and_yo_is_ye():
    assert searching.matches("берез", "Берёзкина Тамара")
    assert searching.matches("тамара БЕР", "Берёзкина Тамара")
    assert not searching.matches("ерёз", "Берёзкина Тамара")


@pytest.mark.parametrize("rows", [10, 200])
def test_it_costs_the_same(client_of, world, make_request, rows, django_assert_num_queries):
    for number in range(rows):
        make_request(beneficiary=_register(world, f"Ларина Вера {number}", f"+7912000{number:04d}"))
    anna = client_of(Role.CENTRE_EMPLOYEE)
    ask(anna, "ларина")
    with django_assert_num_queries(15):
        assert "Ларина" in ask(anna, "ларина")
