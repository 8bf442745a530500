"""A beneficiary accepts a role on a phone, is prepared by the centre, takes part and leaves by one press."""

import pytest

from tests.pages.own import open_card_of
from tests.world import Citizen
from tests.world_roles import make_deed, make_person, make_role
from uchastie.crm.accounts.rules import Role
from uchastie.crm.involvement.models import BeneficiaryRole
from uchastie.crm.involvement.rules import State

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VERA = Citizen("vera@example.org")


@pytest.mark.ledger("C7", "C15")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_role_is_accepted_prepared_held_and_left(open_browser, world, js):
    person = make_person(world.uralmash)
    role = make_role(world.uralmash, "offered", person=person)
    open_card_of(person, VERA)

    vera = open_browser(phone=True, user=VERA, js=js)
    vera.goto("/my/involvement/")
    vera.get_by_role("link", name="Прочитать и ответить").click()
    vera.get_by_text("Мне есть 18", exact=True).click()
    vera.get_by_role("checkbox").check()
    vera.get_by_role("button", name="Участвую").click()
    vera.get_by_text("Вы согласились").first.wait_for()

    employee = open_browser(user=world.user(Role.CENTRE_EMPLOYEE), js=js)
    employee.goto(f"/involvement/roles/{role.pk}/")
    employee.get_by_role("button", name="Начать подготовку").click()
    employee.get_by_role("button", name="Сохранить отметки").wait_for()
    for place in range(4):
        employee.get_by_role("checkbox").nth(place).check()
    employee.get_by_role("button", name="Сохранить отметки").click()
    employee.get_by_role("button", name="Готово, начинаем").click()
    employee.get_by_text("Роль началась").first.wait_for()

    make_deed(world.uralmash, BeneficiaryRole.objects.get(pk=role.pk))
    vera.goto(f"/my/involvement/{role.pk}/")
    vera.get_by_text("Встречаемся по субботам").first.wait_for()
    vera.get_by_role("button", name="Выйти из роли").click()
    vera.get_by_text("Вы вышли. Спасибо за участие").first.wait_for()
    assert BeneficiaryRole.objects.get(pk=role.pk).state == State.FINISHED
