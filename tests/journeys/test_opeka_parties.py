"""The long help from the hot line to the last word, each party in its own browser; the family is a number to its guardian
before they have met and after the end."""

import re

import pytest

from tests.world import make_person, make_user
from tests.world_opeka import make_category, make_guardian, make_papers
from uchastie.crm.accounts.rules import Role
from uchastie.crm.agreements.tests.conftest import PDF
from uchastie.crm.cabinet.tests.world import code_in_letter
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.followup.models import GuardianReport, HelpFact
from uchastie.crm.guardianship.models import Feedback, Guardianship
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FAMILY, GUARDIAN = "ulyana@example.org", "pavel@example.org"
CANARIES = ("Канарейкина", "555-01-01", "Птичья")
TABLE = "Номер в ОНФ.Помощь;Кто обратился;Телефон;Населённый пункт\r\nОНФ-1;Канарейкина Ульяна;+7 912 555-01-01;Реж\r\n"


def choose(page, name, value):
    page.locator(f'[name="{name}"][value="{value}"]').first.check(force=True)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def enter(page, contact, number):
    """By a code to the own address, then by the number that was said by phone."""
    page.goto("/my/sign-in/")
    page.locator('[name="contact"]').fill(contact)
    page.locator("main form button").first.click()
    page.wait_for_url("**/my/code/")
    page.locator('[name="code"]').fill(code_in_letter())
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/my/$"))
    page.goto("/my/number/")
    page.locator('[name="number"]').fill(number)
    press(page, "Добавить")
    page.wait_for_url(re.compile(r"/my/$"))


def is_a_number(page, address):
    """No secret of the family on any page of the guardian."""
    for path in ("/my/", "/my/messages/", address):
        page.goto(path)
        shown = page.content()
        assert [canary for canary in CANARIES if canary in shown] == [], path


def sign_on_paper(hq, second, case, guardian, now):
    """Who attaches the scan never compares it, and it counts for nothing until it is compared."""
    hq.goto(f"/opeka/agreements/new/?guardian={guardian.pk}&case={case.pk}")
    choose(hq, "kind", "guardian_family")
    press(hq, "Подготовить текст")
    press(hq, "Отправить на подпись")
    hq.get_by_text("Приложить скан").click()
    hq.locator('[name="scan"]').set_input_files(
        {"name": "soglashenie.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    for side in ("guardian", "family"):
        choose(hq, "sides", side)
    hq.locator('[name="signed_on"]').fill(now.date().isoformat())
    press(hq, "Приложить")
    hq.get_by_role("heading", name="Сверьте скан").wait_for()
    assert hq.get_by_role("button", name="Текст, подписи и дата верны").count() == 0
    assert Guardianship.objects.get().state == "introduced"
    paper = hq.url
    second.goto(f"/opeka/families/{case.pk}/")
    choose(second, "reason", "meeting")
    press(second, "Открыть данные")
    second.get_by_text("Канарейкина Ульяна").first.wait_for()
    second.goto(paper)
    press(second, "Текст, подписи и дата верны")
    second.get_by_text("действует").first.wait_for()
    assert Guardianship.objects.get().state == "signed"


@pytest.mark.ledger("B22", "B25", "B26", "B27", "B41", "B52")
def test_from_the_hot_line_to_the_last_word(open_browser, world):
    make_category("children", "Дети")
    person = make_person(world.region, name="Юдин Павел", phone="+79221112233")
    ContactPoint.objects.create(beneficiary=person, kind="email", value=GUARDIAN)
    guardian = make_guardian(world, name="Верное плечо", representative=person)
    make_papers("guardian_hq", "data_protection", guardian=guardian)
    hq = open_browser(user=world.user(Role.REGION_COORDINATOR))

    # Stage 1: the table of the hot line, the decision, the need, the marker.
    hq.goto("/opeka/families/tables/")
    table = {"name": "goryachaya-liniya.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    hq.locator('[name="upload"]').set_input_files(table)
    press(hq, "Проверить")
    hq.get_by_role("button", name=re.compile("^Записать")).click()
    hq.get_by_text("Они ждут в отборе").wait_for()
    case = FamilyCase.objects.get()
    ContactPoint.objects.create(beneficiary=case.applicant, kind="email", value=FAMILY)
    FamilyCase.objects.update(address="улица Птичья, 7")
    hq.goto(f"/opeka/families/{case.pk}/")
    choose(hq, "needed", "yes")
    hq.get_by_label("Почему").first.fill("Мама одна с ребёнком")
    press(hq, "Записать решение")
    hq.get_by_role("heading", name="Уточните потребности").wait_for()

    # The family says itself what it needs, from its own phone.
    family = open_browser(phone=True)
    enter(family, FAMILY, case.number)
    family.get_by_role("link", name="Моя семья").click()
    family.get_by_role("link", name="Добавить").first.click()
    family.locator('[name="category"]').select_option("children")
    family.locator('[name="description"]').fill("Забирать сына из школы")
    for name, value in (("periodicity", "weekly"), ("format", "in_person"), ("urgency", "high")):
        choose(family, name, value)
    press(family, "Добавить")
    family.get_by_text("Забирать сына из школы").wait_for()
    hq.reload()
    press(hq, "Поставить маркер «Требуется опека»")
    hq.get_by_text("особый контроль").first.wait_for()

    # Stage 3: chosen, accepted by the guardian itself, met, signed.
    hq.goto(f"/opeka/matching/{case.pk}/")
    press(hq, "Выбрать и забронировать")
    hq.get_by_role("button", name="Опекун согласен").wait_for()
    pair = Guardianship.objects.get()
    helper = open_browser(phone=True)
    enter(helper, GUARDIAN, guardian.number)
    own = f"/my/guardian/{guardian.pk}/families/{pair.pk}/"
    is_a_number(helper, own)
    press(helper, "Берём эту семью")
    helper.get_by_text("Имя, телефон и адрес закрыты").wait_for()
    is_a_number(helper, own)

    now = clock.now().astimezone(world.region.zone)
    hq.goto(f"/opeka/pairs/{pair.pk}/")
    introduction = hq.locator('form[action$="/introduction/"]')
    introduction.locator('[name="day"]').fill(now.date().isoformat())
    introduction.locator('[name="time"]').fill(f"{now:%H:%M}")
    introduction.locator('[name="place"]').fill("в штабе")
    introduction.locator('[name="participants"]').fill("Павел Юдин, координатор")
    introduction.locator('[name="hq_present"][value="yes"]').check(force=True)
    press(hq, "Записать знакомство")
    hq.get_by_role("heading", name="Подписать соглашение опекуна с семьёй").wait_for()
    is_a_number(helper, own)  # they have met, and the family has not agreed to pass its data

    family.goto(f"/my/family/{case.pk}/")
    family.get_by_role("link", name="Прочитать и решить").first.click()
    family.locator('[name="agree"]').check(force=True)
    press(family, "Согласиться")
    family.get_by_text("Согласие записано").wait_for()
    helper.goto(own)
    choose(helper, "reason", "call")
    press(helper, "Показать имя, телефон и адрес")
    helper.get_by_text("Канарейкина Ульяна").wait_for()
    family.goto(f"/my/family/{case.pk}/looks/")
    family.get_by_text("Верное плечо").first.wait_for()

    # The paper is prepared, signed by hand by both, and compared by a second employee.
    sign_on_paper(
        hq, open_browser(user=make_user("colleague", Role.REGION_COORDINATOR, world.region)), case, guardian, now
    )

    # Stage 4 and 5: help is given, confirmed, reported.
    hq.goto(f"/opeka/pairs/{pair.pk}/")
    press(hq, "Помощь началась")
    hq.get_by_role("heading", name="Помощь идёт с").wait_for()
    helper.goto(own)
    helper.locator('[name="amount"]').fill("отвезли сына на кружок")
    press(helper, "Отметить")
    helper.get_by_text("ждём ответа семьи").wait_for()
    family.goto(f"/my/family/{case.pk}/")
    family.get_by_role("button", name=re.compile("^Да, всё было")).click()
    family.get_by_text("Отметили, что помощь была").wait_for()
    assert HelpFact.objects.get().confirmed_at is not None
    helper.goto(own)
    helper.get_by_text("семья подтвердила").wait_for()
    helper.get_by_role("link", name="Отчёт за месяц").click()
    helper.locator('[name="text"]').fill("Возили сына в школу и на кружок, всё хорошо.")
    press(helper, "Отправить")
    helper.get_by_text("Отчёт у штаба").wait_for()
    assert GuardianReport.objects.get().month == now.date().replace(day=1)

    # Stage 6: the family ends it, the headquarters confirms, the family says the last word.
    family.get_by_role("link", name=re.compile("^Прекратить")).click()
    choose(family, "reason", "all_met")
    press(family, "Прекратить помощь")
    family.get_by_text("Координатор позвонит вам").wait_for()
    hq.goto(f"/opeka/pairs/{pair.pk}/")
    press(hq, "Подтвердить прекращение")
    hq.get_by_role("heading", name="Опека прекращена").wait_for()
    assert helper.goto(own).status == 404
    is_a_number(helper, f"/my/guardian/{guardian.pk}/")
    family.goto(f"/my/family/{case.pk}/")
    family.get_by_role("link", name="Ответить").click()
    choose(family, "helped", "5")
    choose(family, "polite", "5")
    family.locator("main button").last.click()
    family.wait_for_url("**/thanks/**")
    assert Feedback.objects.get().helped == 5
    assert not Message.objects.filter(recipient_id=person.pk, body__contains="Канарейкина").exists()
