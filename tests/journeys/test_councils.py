"""A decision of a council followed to its end: a member proposes, the council decides, nobody carries it out, it stands
first in the next agenda, at last it is done, the council looks, everybody reads it."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.pages.own import open_card_of
from tests.world import Citizen
from tests.world_councils import make_council, make_member
from uchastie.crm.accounts.rules import Role
from uchastie.crm.councils.models import Decision, Meeting
from uchastie.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MEMBER = Citizen("alla@example.org")
TITLE = "Звонки по вторникам до 20:00"


def plan(page, day):
    page.get_by_role("link", name="Назначить встречу").click()
    page.get_by_label("День").fill(day.isoformat())
    page.get_by_label("Во сколько").fill("17:30")
    page.get_by_label("Где").fill("Малый зал")
    page.get_by_role("button", name="Назначить").click()
    page.get_by_text("Встреча назначена").first.wait_for()


def meet(page, council):
    """The planned meeting has begun: everybody came."""
    meeting = Meeting.objects.get(council=council, state__in=["planned", "sent"])
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now() - dt.timedelta(hours=2))
    page.goto(f"/councils/meetings/{meeting.pk}/")
    for box in page.locator("input[name=came]").all():
        box.check(force=True)
    page.get_by_label("Протокол").fill("Говорили о звонках.")
    page.get_by_role("button", name="Записать встречу").click()
    page.get_by_text("Встреча записана").first.wait_for()


def decide(page, due):
    page.get_by_label("Что решили").fill(TITLE)
    page.get_by_label("За", exact=True).fill("9")
    page.get_by_label("Кто отвечает").select_option(index=1)
    page.get_by_label("До какого дня").fill(due.isoformat())
    page.get_by_role("button", name="Записать решение").click()
    expect(page.locator("#errors")).to_contain_text("больше, чем пришло")
    expect(page.get_by_label("Что решили")).to_have_value(TITLE)
    page.get_by_label("За", exact=True).fill("3")
    page.get_by_role("button", name="Записать решение").click()
    page.get_by_text("Решение записано").first.wait_for()


@pytest.mark.ledger("C17")
@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_decision_of_a_council_is_followed_to_its_end(open_browser, world, js):
    council = make_council(world.uralmash, people=2)
    member = make_member(council, name="Зорина Алла Игоревна", label="от подростков")
    open_card_of(member.person, MEMBER)
    today = clock.today(world.uralmash.zone)

    own = open_browser(phone=True, user=MEMBER, js=js)
    own.goto("/my/")
    own.get_by_role("link", name=council.name).click()
    own.get_by_label("Что предлагаете обсудить").fill("Звонки после работы")
    own.get_by_role("button", name="Предложить").click()
    own.get_by_text("ждёт встречи").wait_for()

    staff = open_browser(user=world.user(Role.CENTRE_HEAD), js=js)
    staff.goto(f"/councils/{council.pk}/")
    plan(staff, today + dt.timedelta(days=2))
    staff.goto(f"/councils/{council.pk}/")
    staff.get_by_role("button", name="В повестку").click()
    staff.get_by_text("Предложение в повестке").first.wait_for()
    staff.get_by_role("button", name="Разослать повестку").click()
    staff.get_by_text("Повестка разослана").first.wait_for()

    own.reload()
    own.get_by_text("в повестке", exact=True).wait_for()
    own.get_by_role("button", name="Приду").click()
    own.get_by_text("вы придёте").wait_for()

    meet(staff, council)
    decide(staff, today + dt.timedelta(days=7))
    decision = Decision.objects.get()
    Decision.objects.update(due_on=today - dt.timedelta(days=3))

    staff.goto(f"/councils/{council.pk}/")
    plan(staff, today + dt.timedelta(days=9))
    expect(staff.locator(".ag").first).to_contain_text(TITLE)
    above = open_browser(user=world.user(Role.REGION_COORDINATOR), js=js)
    above.goto("/councils/")
    above.get_by_text("просрочено: 1 решение").wait_for()
    above.get_by_role("link", name=council.name).click()
    above.get_by_text("просрочено", exact=False).first.wait_for()
    expect(above.get_by_text("Зорина")).to_have_count(0)

    staff.goto(f"/councils/decisions/{decision.pk}/")
    staff.get_by_role("button", name="Не вышло").click()
    expect(staff.locator("#errors")).to_contain_text("почему не вышло")
    staff.get_by_label("Что сделано или почему не вышло").fill("Телефон принимает до 20:00")
    staff.get_by_role("button", name="Сделано").click()
    staff.get_by_role("button", name="Совет проверил").click()
    staff.get_by_text("Дело закончено").wait_for()

    own.reload()
    own.get_by_text("проверено советом").wait_for()
    own.get_by_text("Телефон принимает до 20:00").wait_for()
    visitor = open_browser(phone=True, js=js)
    visitor.goto(f"/centres/{world.uralmash.slug}/")
    visitor.get_by_role("link", name="Кто в нём и что стало с его решениями").click()
    visitor.get_by_text("от подростков").wait_for()
    visitor.get_by_text("проверено советом").wait_for()
    expect(visitor.get_by_text("Зорина")).to_have_count(0)
    own.get_by_role("button", name="Выйти из состава").click()
    own.get_by_text("Вы вышли из состава").first.wait_for()
