"""The pages of the support in the browser's terms: what is shown, what a form does, what stays closed."""

import datetime as dt

import pytest
from django.urls import reverse
from tests.world import sign_in
from tests.world_opeka import make_pair

from uchastie.crm.accounts.rules import Role
from uchastie.crm.followup import actions
from uchastie.crm.followup.actions.help import Help
from uchastie.crm.followup.models import Call, HelpFact
from uchastie.crm.guardianship.models import Guardianship
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor, ActorKind

FAMILY_NAME = "Рябинина"


@pytest.fixture
def client(world):
    return sign_in(world.user(Role.REGION_COORDINATOR))


@pytest.fixture
def pair(world) -> Guardianship:
    """Help that began fifteen days ago: the first call is late or due."""
    day = clock.today(world.region.zone) - dt.timedelta(days=21)
    made: Guardianship = make_pair(
        world, state="active", proposed_at=clock.now() - dt.timedelta(days=30), help_started_on=day
    )
    actions.plan_calls(guardianship_id=made.pk, started_on=day)
    return made


@pytest.fixture
def call(pair) -> Call:
    return Call.objects.get(guardianship=pair, number=0)


def url(name: str, *args: object) -> str:
    return reverse(f"followup:{name}", args=args)


def talk(client, call, side="family", **values):
    call.refresh_from_db()
    typed = {"version": call.version, "outcome": "talked", "frequency": "weekly", "time": "yes"} | values
    return client.post(url("talks", call.pk, side), typed)


def text(response) -> str:
    return response.content.decode()


def test_the_board_shows_numbers_and_no_names(client, call):
    shown = text(client.get(url("board") + "?tab=late"))

    assert call.guardianship.case.number in shown
    assert FAMILY_NAME not in shown


@pytest.mark.parametrize("name", ["board", "gaps", "alarms", "log", "reports"])
def test_empty_pages_say_what_will_be_there(client, name):
    assert client.get(url(name)).status_code == 200


@pytest.mark.ledger("B46")
def test_the_phone_of_the_family_opens_for_the_call(client, call):
    closed = text(client.get(url("call", call.pk)))
    assert FAMILY_NAME not in closed
    assert "tel:" not in closed

    opened = text(client.post(url("contact", call.pk), follow=True))
    assert FAMILY_NAME in opened
    assert "tel:+7912" in opened
    other = text(client.get(url("call", call.pk) + "?side=guardian"))
    assert FAMILY_NAME not in other, "one side at a time"


@pytest.mark.ledger("B46")
def test_a_talk_leads_to_the_other_side_and_its_answers_stand_beside(client, call):
    response = talk(client, call)
    assert response.url.endswith("?side=guardian")

    shown = text(talk(client, call, "guardian", frequency="often", follow=True) and client.get(response.url))
    assert "ответы расходятся" in shown
    assert "раз в неделю" in shown


def test_a_difference_is_settled_on_the_page(client, call):
    talk(client, call)
    talk(client, call, "guardian", frequency="often")
    call.refresh_from_db()
    response = client.post(url("difference", call.pk), {"version": call.version, "way": "meet"})
    call.refresh_from_db()

    assert (response.status_code, call.settled) == (302, "meet")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"outcome": ""}, "Отметьте, чем закончился звонок"),
        ({"frequency": "", "time": ""}, "Отметьте хотя бы один ответ"),
        ({"outcome": "skipped"}, "Выберите, почему не звоним"),
        ({"outcome": "later", "later_on": "2020-01-01"}, "Выберите день позже сегодняшнего"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(client, call, values, words):
    response = talk(client, call, note="Просили звонить вечером", **values)

    assert response.status_code == 422
    assert words in text(response)
    assert "Просили звонить вечером" in text(response)


def test_a_stale_form_is_a_conflict(client, call):
    assert talk(client, call, version=call.version + 7).status_code == 409


def test_another_side_than_the_two_is_nothing(client, call):
    assert talk(client, call, "neighbour").status_code == 404


def test_the_coordinator_writes_help_down(client, pair):
    today = clock.today(pair.unit.zone)
    response = client.post(url("pair", pair.pk), {"category": "children", "on": today, "amount": "забрали из школы"})
    assert response.status_code == 302

    shown = text(client.get(url("pair", pair.pk)))
    assert "забрали из школы" in shown
    assert "ждёт семью" in shown
    assert FAMILY_NAME not in shown


def test_help_in_the_future_is_refused_on_the_form(client, pair):
    day = clock.today(pair.unit.zone) + dt.timedelta(days=2)
    response = client.post(url("pair", pair.pk), {"category": "children", "on": day, "amount": "поездка"})
    assert response.status_code == 422
    assert "ещё не наступил" in text(response)


def log(pair) -> HelpFact:
    day = clock.today(pair.unit.zone)
    return actions.log_help(actor=SYSTEM, guardianship_id=pair.pk, help=Help("children", day, "=забрали из школы"))


def test_a_mark_is_taken_off(client, pair):
    fact = log(pair)
    assert client.post(url("withdrawal", fact.pk)).status_code == 302
    assert "снята" in text(client.get(url("pair", pair.pk)))


@pytest.mark.ledger("B47")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_for_the_outside_system(client, pair, kind):
    fact = log(pair)
    response = client.get(url("export") + f"?format={kind}")
    fact.refresh_from_db()

    assert response["X-Row-Count"] == "1"
    assert fact.exported_at is not None
    if kind == "csv":
        table = b"".join(response.streaming_content).decode("utf-8-sig")
        assert pair.case.number in table
        assert FAMILY_NAME not in table
        assert "'=забрали" in table


@pytest.mark.ledger("B8")
def test_the_federal_team_reads_numbers(world, pair):
    log(pair)
    shown = text(sign_in(world.user(Role.FEDERAL_MANAGER)).get(url("log")))

    assert "Свердловская область" in shown
    assert pair.case.number not in shown
    assert pair.guardian.name not in shown


def test_a_report_is_read(client, pair):
    holder = Actor(ActorKind.HOLDER, id=pair.guardian_id)
    sent = actions.send_report(
        actor=holder,
        guardianship_id=pair.pk,
        month=clock.today(pair.unit.zone),
        text="Каждую неделю забирали сына из школы",
        wants_help=True,
    )
    assert "просит помощи штаба" in text(client.get(url("reports")))
    assert client.post(url("reading", sent.pk)).status_code == 302
    assert "Прочитан" in text(client.get(url("report", sent.pk)))


def test_another_region_sees_nothing(world, pair, call):
    from tests.world import make_user

    stranger = sign_in(make_user("other-coordinator", Role.REGION_COORDINATOR, world.other_region))
    for address in (url("call", call.pk), url("pair", pair.pk)):
        assert stranger.get(address).status_code == 404
    assert pair.case.number not in text(stranger.get(url("board") + "?tab=late"))
    assert talk(stranger, call).status_code == 404
    assert stranger.post(url("contact", call.pk)).status_code == 404


def test_a_centre_sees_nothing(world, call):
    employee = sign_in(world.user(Role.CENTRE_EMPLOYEE))
    for address in (url("board"), url("call", call.pk), url("log")):
        assert employee.get(address).status_code == 403


def test_the_cards_of_pair_family_and_guardian_show_the_support(client, pair):
    log(pair)
    cards = {
        "guardianship:pair": pair.pk,
        "families:case": pair.case_id,
        "guardians:guardian": pair.guardian_id,
    }
    for name, pk in cards.items():
        shown = text(client.get(reverse(name, args=[pk])))
        assert "Созвоны и помощь" in shown, name
        assert url("pair", pair.pk) in shown, name
