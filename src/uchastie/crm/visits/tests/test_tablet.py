"""A public tablet marks and leaks nothing."""

import re

import pytest
from tests.world import make_person

from uchastie.crm.accounts.rules import Role
from uchastie.crm.people.models import Acquaintance
from uchastie.crm.visits import actions, queries
from uchastie.crm.visits.models import Tablet, Visit
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.errors import Denied


@pytest.fixture
def token(world):
    return actions.give_tablet(actor=SYSTEM, unit=world.uralmash, name="У входа")


def press(client, token, who="", **fields):
    return client.post(f"/tablet/{token}/", {"purpose": "service", "who": who} | fields, follow=True)


@pytest.mark.ledger("A106")
def test_a_person_checks_in_by_the_own_code(client, world, token):
    person = make_person(world.uralmash)
    answer = press(client, token, queries.personal_code(person.pk), extra="1")
    visit = Visit.objects.get()
    assert (visit.person_id, visit.people, visit.tablet.name) == (person.pk, 2, "У входа")
    assert "Отмечено" in answer.content.decode()


def test_the_answer_is_the_same_for_a_known_phone_an_unknown_one_and_nonsense(client, world, token):
    make_person(world.uralmash, name="Ларина Вера Павловна")
    answers = set()
    for who in ("+79123456789", "+79990001122", "Ларина", "<b>", "ДЦ-66-2026-000001", ""):
        page = press(client, token, who).content.decode()
        answers.add(re.sub(r'(nonce|value)="[^"]*"', "", page))
        assert "Ларина" not in page
    assert len(answers) == 1
    assert Visit.objects.count() == 6
    assert Visit.objects.exclude(person=None).count() == 1


def test_a_family_phone_names_nobody(client, world, token):
    make_person(world.uralmash, name="Ларина Вера")
    make_person(world.uralmash, name="Ларин Пётр")
    press(client, token, "+79123456789")
    assert Visit.objects.get().person_id is None


def test_a_strangers_phone_on_a_tablet_does_not_make_him_known(client, world, token):
    make_person(world.novosibirsk)
    press(client, token, "+79123456789")
    assert Visit.objects.get().person_id is None
    assert not Acquaintance.objects.filter(unit=world.uralmash).exists()


def test_a_double_tap_is_one_visit(client, token):
    for _ in range(2):
        press(client, token, key="b" * 32)
    assert Visit.objects.count() == 1


def test_somebody_who_presses_for_hours_is_stopped(client, token):
    codes = [client.post(f"/tablet/{token}/", {"purpose": "other"}).status_code for _ in range(25)]
    assert codes[:20] == [302] * 20
    assert set(codes[20:]) == {429}


def test_a_revoked_tablet_opens_nothing(client, client_of, token):
    tablet = Tablet.objects.get()
    assert client_of(Role.CENTRE_HEAD).post(f"/visits/tablets/{tablet.pk}/revocation/").status_code == 302
    assert client.get(f"/tablet/{token}/").status_code == 404
    assert client.get(f"/tablet/{token}/done/").status_code == 404


def test_the_link_is_shown_once_and_kept_as_a_digest(client_of, world):
    head = client_of(Role.CENTRE_HEAD)
    page = head.post("/visits/tablets/new/", {"name": "Второй этаж"}).content.decode()
    token = re.search(r"/tablet/([\w-]+)/", page)[1]
    assert token not in repr(list(Tablet.objects.values_list()))
    assert token not in head.get("/visits/tablets/").content.decode()


def test_an_employee_gives_no_tablets(world, actor_of):
    with pytest.raises(Denied):
        actions.give_tablet(actor=actor_of(Role.CENTRE_EMPLOYEE), unit=world.uralmash, name="Мой")


def test_the_tablet_has_no_way_to_other_pages(client, token):
    page = client.get(f"/tablet/{token}/").content.decode()
    body = page[page.index("<body") :]
    assert set(re.findall(r'href="([^"]+)"', body)) <= {"#main"} | {
        link for link in re.findall(r'href="([^"]+)"', body) if "icons" in link
    }


def test_the_link_of_a_tablet_is_hidden_in_the_log():
    import logging

    from uchastie.kernel.logs import HideTokens

    record = logging.LogRecord("x", logging.WARNING, "", 1, "Refused: %s", ("/tablet/secret-token/done/",), None)
    HideTokens().filter(record)
    assert record.getMessage() == "Refused: /tablet/…/done/"
