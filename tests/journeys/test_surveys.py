"""A teenager answers a survey in their own form: the code for a parent, the parent's consent on another phone, the own
word, one question a screen, nothing lost on a refused text, nobody who knows what was answered; what came of it."""

import pytest
from playwright.sync_api import expect

from tests.world_councils import fill, make_permit, make_survey
from uchastie.crm.accounts.rules import Role
from uchastie.crm.surveys.actions import Respondent
from uchastie.crm.surveys.models import Answer, Permit, Sheet
from uchastie.crm.surveys.rules import Form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Хотели музыку на встречах, а про неё забыли"


@pytest.mark.ledger("C17", "C30")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_teenager_answers_in_their_own_form(open_browser, world, js):
    survey = make_survey(world.uralmash, Form.TEEN, title="Как тебе у нас?")
    teen = open_browser(phone=True, js=js)
    teen.goto(f"/centres/{world.uralmash.slug}/")
    teen.get_by_role("link", name="Как тебе у нас?").click()
    teen.get_by_role("button", name="Ссылка для родителя").click()
    teen.get_by_role("heading", name="Ждём родителя").wait_for()

    parent = open_browser(phone=True, js=js)
    parent.goto(f"/permits/{Permit.objects.get().code}/")
    parent.get_by_role("button", name="Разрешить").click()
    expect(parent.locator("#errors")).to_be_visible()
    parent.get_by_label("Как вас зовут").fill("Ким Ольга")
    parent.get_by_role("checkbox").check()
    parent.get_by_role("button", name="Разрешить").click()
    parent.get_by_text("Вы разрешили").wait_for()

    teen.get_by_role("link", name="Родитель разрешил, дальше").click()
    teen.get_by_role("button", name="Начать").click()
    teen.get_by_text("без твоего согласия не начнём").wait_for()
    teen.get_by_role("checkbox").check()
    teen.get_by_role("button", name="Начать").click()

    teen.get_by_text("Вопрос 1 из 3").wait_for()
    expect(teen.get_by_role("link", name="8 800 2000-122")).to_be_visible()
    teen.get_by_role("radio", name="Спросили, но ничего не поменялось").check(force=True)
    teen.get_by_label("Что надо было поменять?").fill(f"{WORDS}, звони 8 912 555-77-01")
    teen.get_by_role("button", name="Дальше").click()
    teen.get_by_text("По этому можно узнать человека").first.wait_for()
    expect(teen.get_by_label("Что надо было поменять?")).to_have_value(f"{WORDS}, звони 8 912 555-77-01")
    teen.get_by_label("Что надо было поменять?").fill(WORDS)
    teen.get_by_role("button", name="Дальше").click()
    teen.get_by_text("Вопрос 2 из 3").wait_for()
    teen.get_by_role("button", name="Назад").click()
    expect(teen.get_by_role("radio", name="Спросили, но ничего не поменялось")).to_be_checked()
    teen.get_by_role("button", name="Дальше").click()
    teen.get_by_role("button", name="Пропустить вопрос").click()
    teen.get_by_text("Вопрос 3 из 3").wait_for()
    teen.get_by_role("button", name="Закончить").click()
    teen.get_by_text("Ответ учтён").wait_for()
    sheet = Sheet.objects.get()
    assert (sheet.finished, sheet.ticket, sheet.permit) == (True, "", None)
    assert Answer.objects.get().text == WORDS

    for _ in range(5):
        fill(survey, chosen=2, who=Respondent("t", permit=make_permit(survey).code))
    staff = open_browser(user=world.user(Role.CENTRE_EMPLOYEE), js=js)
    staff.goto(f"/surveys/{survey.pk}/")
    expect(staff.get_by_text(WORDS)).to_have_count(0)
    staff.get_by_role("button", name="Завершить сейчас").click()
    staff.get_by_role("heading", name="Итоги", exact=True).wait_for()
    expect(staff.get_by_text(WORDS)).to_have_count(0)
    staff.get_by_role("textbox", name="Что из этого вышло").fill("Музыка теперь на каждой встрече, выбирают подростки.")
    staff.get_by_role("button", name="Рассказать").click()
    staff.get_by_text("Рассказали").first.wait_for()

    teen.goto(f"/answer/{survey.code}/")
    teen.get_by_text("Музыка теперь на каждой встрече").wait_for()
    teen.get_by_text("6 человек ответили").wait_for()


def test_a_teenager_leaves_on_any_screen_and_nothing_stays(open_browser, world):
    survey = make_survey(world.uralmash, Form.TEEN, title="Как тебе у нас?")
    permit = make_permit(survey)
    teen = open_browser(phone=True, js=False)
    teen.goto(f"/answer/{survey.code}/")
    teen.get_by_text("У меня уже есть код").click()
    teen.get_by_label("Код от родителя").fill(permit.code.lower())
    teen.get_by_role("button", name="Дальше").click()
    teen.get_by_role("checkbox").check()
    teen.get_by_role("button", name="Начать").click()
    teen.get_by_role("radio", name="Не знаю").check(force=True)
    teen.get_by_role("button", name="Дальше").click()
    teen.get_by_text("Вопрос 2 из 3").wait_for()
    teen.get_by_role("button", name="Выйти").click()
    teen.get_by_text("Ответы стёрты").first.wait_for()
    assert not Sheet.objects.exists()
