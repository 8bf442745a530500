"""The bell and the choices of those who work; the choices of a person by the signed link."""

import datetime as dt

import pytest

from tests.world import make_message
from uchastie.crm.accounts.rules import Role
from uchastie.crm.notifications import queries
from uchastie.crm.notifications.models import Choice, Message, Subscription
from uchastie.crm.notifications.tests.test_push import Browser, text
from uchastie.crm.people.models import ContactPoint

ANNA = Role.CENTRE_EMPLOYEE


@pytest.fixture
def bell(world):
    return lambda who=ANNA, **values: make_message(world.uralmash, user=world.user(who), url="/desk/", **values)


def unread(page):
    return page.split('href="/messages/"')[1].split("</a>")[0]


def test_the_frame_of_every_page_says_how_many(client_of, bell):
    anna = client_of(ANNA)
    assert "count" not in unread(anna.get("/desk/").content.decode())
    bell()
    bell(Role.CENTRE_HEAD)
    assert ">1<" in unread(anna.get("/desk/").content.decode())


@pytest.mark.parametrize("number", [1, 200])
def test_the_count_costs_no_statement(client_of, bell, number, django_assert_num_queries):

    from uchastie.crm.accounts.models import User
    from uchastie.crm.network.queries import standing_of

    for _ in range(number):
        bell()
    anna = User.objects.get(email="centre_employee@example.org")
    with django_assert_num_queries(1):
        assert standing_of(anna).unread == number


@pytest.mark.parametrize("number", [10, 200])
def test_the_list_costs_the_same_for_any_number(client_of, bell, number, django_assert_max_num_queries):
    for _ in range(number):
        bell()
    anna = client_of(ANNA)
    anna.get("/messages/")
    with django_assert_max_num_queries(6):
        anna.get("/messages/")


def test_open_reads_and_leads_on(client_of, bell):
    message, anna = bell(), client_of(ANNA)
    assert anna.post(f"/messages/{message.pk}/")["Location"] == "/desk/"
    message.refresh_from_db()
    assert message.read_at is not None
    assert "новых нет" in anna.get("/messages/").content.decode()


def test_nobody_reads_for_another(client_of, bell):
    message = bell()
    assert client_of(Role.CENTRE_HEAD).post(f"/messages/{message.pk}/").status_code == 404
    client_of(Role.CENTRE_HEAD).post("/messages/read/")
    message.refresh_from_db()
    assert message.read_at is None


def test_read_all(client_of, bell):
    bell(), bell()
    client_of(ANNA).post("/messages/read/")
    assert not Message.objects.filter(channel="cabinet", read_at=None).exists()


ALL = {"deadlines": ["email"], "work": ["email"], "meetings": ["email"], "marks": ["push"], "calls": ["email"]}
ALL |= {"training": ["email"], "licences": ["email"], "knowledge": ["email"]}


def test_an_employee_chooses(client_of, world):
    anna = client_of(ANNA)
    assert anna.post("/me/messages/", ALL | {"work": ["push", "email"]}).status_code == 302
    saved = Choice.objects.get(pk=world.user(ANNA).pk)
    assert (saved.channels["marks"], saved.channels["work"]) == (["push"], ["email", "push"])


def test_what_is_important_keeps_a_way(client_of):
    answer = client_of(ANNA).post("/me/messages/", ALL | {"deadlines": []})
    assert answer.status_code == 422
    assert "оставьте хотя бы один способ" in answer.content.decode()
    assert not Choice.objects.exists()


@pytest.fixture
def link(make_request):
    request = make_request()
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value="vera@example.org")
    return f"/n/{queries.choices_token(request.beneficiary_id)}/", request.beneficiary_id


PERSON = {"meetings": ["email"], "answers": ["email"], "rating": [], "quiet_since": "22:00", "quiet_until": "8"}


def test_a_person_chooses_by_the_link(client, link):
    url, person = link
    page = client.get(url).content.decode()
    assert "Как вам сообщать" in page
    assert "vera@" not in page
    assert "+7912" not in page
    assert client.post(url, PERSON).status_code == 302
    saved = Choice.objects.get(pk=person)
    assert (saved.channels["rating"], saved.quiet_since, saved.quiet_until) == ([], dt.time(22), dt.time(8))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"meetings": []}, "оставьте хотя бы один способ"),
        ({"quiet_since": "25:00"}, "Напишите время так"),
        ({"quiet_until": "утром"}, "Напишите время так"),
        ({"answers": ["pigeon"]}, "pigeon"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_saved(client, link, change, words):
    answer = client.post(link[0], PERSON | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Choice.objects.exists()


def test_a_colleague_does_not_choose_for_the_person(client_of, link):
    answer = client_of(ANNA).post(link[0], PERSON)
    assert answer.status_code == 422
    assert not Choice.objects.exists()


def test_a_spoilt_link_opens_nothing(client, link):
    assert client.get(link[0].replace("~", "~a", 1)).status_code == 404
    assert client.get("/n/zzz/").status_code == 404


def test_a_browser_agrees_and_is_switched_off(client, link):
    url, person = link
    browser = Browser("https://push.example/x")
    body = {"endpoint": browser.endpoint, "p256dh": browser.public, "auth": text(browser.secret)}
    assert client.post(f"{url}device/", body).json() == {"on": True}
    assert Subscription.objects.get().recipient_id == person
    assert client.post(f"{url}device/", {"endpoint": browser.endpoint, "off": "on"}).json() == {"on": False}
    assert not Subscription.objects.exists()
    refused = client.post(f"{url}device/", body | {"endpoint": "http://127.0.0.1/x"})
    assert (refused.status_code, refused.json()["code"]) == (422, "endpoint")


def test_the_bell_does_not_count_for_ever(bell):
    from uchastie.crm.notifications.jobs import forget_old_bells

    old, fresh = bell(), bell()
    Message.objects.filter(pk=old.pk).update(created_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    forget_old_bells.call()
    assert set(Message.objects.filter(read_at=None, channel="cabinet").values_list("pk", flat=True)) == {fresh.pk}
