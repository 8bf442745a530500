"""The programme stage by stage, as the headquarters walks it. Every stage begins where the one before has ended; what came
before is made by rows."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.world_opeka import make_case, make_category, make_guardian, make_pair, make_papers, make_transfer
from uchastie.crm.accounts.rules import Role
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.followup import actions as followup
from uchastie.crm.followup.models import Call
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship.models import Feedback, Guardianship
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose(page, name, value):
    page.locator(f'[name="{name}"][value="{value}"]').first.check(force=True)


def fill(page, **values):
    for name, value in values.items():
        page.locator(f'main [name="{name}"]').first.fill(value)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


@pytest.fixture
def me(world):
    return world.user(Role.REGION_COORDINATOR)


@pytest.mark.ledger("B10", "B11", "B28", "B54")
def test_stage_one_a_family_is_written_down_screened_and_marked(open_browser, world, me):
    make_category("children", "Дети")
    page = open_browser(user=me)
    page.goto("/opeka/today/")
    page.get_by_role("link", name="Записать семью").click()
    fill(page, name="Ольга Рябинина", phone="+7 912 345-67-89", town="Реж", story="Забирать сына из школы")
    choose(page, "categories", "children")
    choose(page, "consent", "oral")
    press(page, "Записать семью")
    page.get_by_role("heading", name="Решите, нужна ли длительная помощь").wait_for()
    assert "Рябинина" not in page.content(), "names stay under the veil"
    choose(page, "needed", "yes")
    page.get_by_label("Почему").first.fill("Мама одна с ребёнком")
    press(page, "Записать решение")
    page.get_by_role("heading", name="Уточните потребности").wait_for()
    page.locator("#needs").locator("xpath=ancestor::section").locator("table a").first.click()
    fill(page, description="Забирать сына из школы")
    for name, value in (("format", "in_person"), ("periodicity", "weekly"), ("urgency", "high")):
        choose(page, name, value)
    press(page, "Сохранить")
    press(page, "Поставить маркер «Требуется опека»")
    page.get_by_text("особый контроль").first.wait_for()
    case = FamilyCase.objects.get()
    assert (case.state, case.marker_by) == ("waiting", me)
    page.goto("/opeka/today/")
    expect(page.locator(".stage", has_text="Соединение").get_by_text(case.number)).to_be_visible()


@pytest.mark.ledger("B4", "B38", "B54")
def test_stage_two_a_guardian_applies_is_verified_and_passes_the_gates(open_browser, world, me):
    make_category("children", "Дети")
    public = open_browser(phone=True)
    public.goto("/opeka/guardian/apply/")
    choose(public, "kind", "initiative_group")
    public.locator('[name="region"]').select_option(world.region.region_id)
    fill(public, name="Верное плечо", town="Реж", person="Павел Юдин", phone="+7 922 111-22-33", capacity="2")
    choose(public, "categories", "children")
    public.get_by_role("button", name="Дальше: согласие").click()
    public.locator('[name="agree"]').check(force=True)
    public.get_by_role("button", name="Согласиться и отправить заявку").click()
    public.get_by_role("heading", level=1).wait_for()
    public.wait_for_url("**/accepted/**")
    guardian = Guardian.objects.get()

    federal = open_browser(user=world.user(Role.FEDERAL_MANAGER))
    federal.goto(f"/opeka/guardians/{guardian.pk}/")
    choose(federal, "decision", "approve")
    press(federal, "Сохранить решение")
    federal.get_by_role("heading", name="Проверьте заявку").wait_for(state="detached")

    page = open_browser(user=me)
    page.goto("/opeka/today/")
    page.get_by_role("link", name="Работа с опекунами").click()
    page.get_by_role("link", name="Верное плечо").first.click()
    today = clock.today(world.region.zone).isoformat()
    page.get_by_text("Инструктаж в штабе").click()
    briefing = page.locator('form[action$="/briefing/"]')
    briefing.locator('[name="on"]').fill(today)
    briefing.locator('[name="participants"]').fill("Павел Юдин")
    briefing.get_by_role("button").click()
    page.get_by_text("1 из 4").wait_for()
    page.get_by_text("Обучение", exact=True).last.click()
    training = page.locator('form[action$="/training/"]')
    for name, value in (("course", "Основы"), ("person", "Павел Юдин"), ("completed_on", today)):
        training.locator(f'[name="{name}"]').fill(value)
    training.get_by_role("button").click()
    page.get_by_text("2 из 4").wait_for()


@pytest.mark.ledger("B41", "B42", "B44", "B45", "B54")
def test_stage_three_from_the_proposal_to_the_beginning_of_help(open_browser, world, me):
    case, guardian = make_case(world), make_guardian(world)
    make_papers("guardian_hq", "data_protection", guardian=guardian)
    page = open_browser(user=me)
    page.goto("/opeka/matching/")
    page.locator(f'a[href*="{case.pk}"][href*="matching"]').first.click()
    press(page, "Выбрать и забронировать")
    page.get_by_role("button", name="Опекун согласен").wait_for()
    assert Guardianship.objects.get().connect_due_at is None, "a proposal starts no clock"
    press(page, "Опекун согласен")
    page.get_by_text("осталось 71").or_(page.get_by_text("осталось 72")).first.wait_for()
    now = clock.now().astimezone(world.region.zone)
    introduction = page.locator('form[action$="/introduction/"]')
    introduction.locator('[name="day"]').fill(now.date().isoformat())
    introduction.locator('[name="time"]').fill(f"{now:%H:%M}")
    introduction.locator('[name="place"]').fill("в штабе")
    introduction.locator('[name="participants"]').fill("Павел Юдин, координатор")
    introduction.locator('[name="hq_present"][value="yes"]').check(force=True)
    press(page, "Записать знакомство")
    page.get_by_role("heading", name="Подписать соглашение опекуна с семьёй").wait_for()
    page.get_by_text("Записать оценку").click()
    page.locator('form[action$="/assessments/"] textarea').fill("Нужна помощь с дорогой из школы")
    page.locator('form[action$="/assessments/"]').get_by_role("button", name="Записать").click()
    page.get_by_text("Нужна помощь с дорогой из школы").first.wait_for()
    make_transfer(case, guardian)
    make_papers("guardian_family", guardian=guardian, case=case)
    Guardianship.objects.get().apply(state="signed")
    page.reload()
    press(page, "Помощь началась")
    page.get_by_role("heading", name="Помощь идёт с").wait_for()
    assert Call.objects.filter(guardianship__case=case).count() == 13


@pytest.mark.ledger("B46", "B54")
def test_stage_four_both_sides_are_called_and_disagree(open_browser, world, me):
    started = clock.today(world.region.zone) - dt.timedelta(days=16)
    pair = make_pair(world, state="active", proposed_at=clock.now() - dt.timedelta(days=25), help_started_on=started)
    followup.plan_calls(guardianship_id=pair.pk, started_on=started)
    page = open_browser(user=me)
    page.goto("/opeka/today/")
    page.get_by_label("Сегодня", exact=True).get_by_role("link", name="Семья").first.click()
    press(page, "Показать телефон для созвона")
    for side, often in (("family", "never"), ("guardian", "weekly")):
        page.goto(f"/opeka/calls/{Call.objects.get(guardianship=pair, number=0).pk}/?side={side}")
        choose(page, "outcome", "talked")
        page.locator(f'[name="frequency"][value="{often}"]').check(force=True)
        page.locator('[name="done"]').first.check(force=True)
        for name, value in (("time", "yes"), ("changed", "no"), ("go_on", "yes")):
            choose(page, name, value)
        press(page, "Записать")
        page.get_by_text("поговорили").first.wait_for()
    page.goto("/opeka/today/")
    page.get_by_text("Ответы семьи и опекуна расходятся").wait_for()
    assert Message.objects.filter(event="calls_disagree", recipient_id=me.pk).exists()


@pytest.mark.ledger("B50", "B51", "B52", "B54")
def test_stage_six_an_ending_is_confirmed_and_the_family_is_asked(open_browser, world, me):
    pair = make_pair(world, state="ending_reported")
    page = open_browser(user=me)
    page.goto("/opeka/today/")
    page.get_by_role("link", name="Прекращение").click()
    page.get_by_text(pair.case.number).first.wait_for()
    page.goto(f"/opeka/pairs/{pair.pk}/")
    press(page, "Подтвердить прекращение")
    page.get_by_role("heading", name="Опека прекращена").wait_for()
    assert Feedback.objects.filter(guardianship=pair).exists()
    link = Message.objects.filter(event="pair_feedback", channel="cabinet").get().url
    family = open_browser(phone=True)
    family.goto(link)
    choose(family, "helped", "5")
    choose(family, "polite", "5")
    family.locator("main button").last.click()
    family.wait_for_url("**/thanks/**")
    page.reload()
    page.get_by_text("Что сказала семья").wait_for()
