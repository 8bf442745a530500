import re

import pytest

from uchastie.crm.accounts.rules import Role
from uchastie.crm.deadlines import queries

pytestmark = pytest.mark.django_db
DAY = {"date": "2026-11-27", "kind": "off", "name": "День города", "region": ""}


def test_the_calendar_is_public_and_complete(client):
    page = client.get("/calendar/2027/").content.decode()
    assert page.count('<table class="month">') == 12
    assert re.search(r'd--moved[^>]*title="выходной перенесён на 22 февраля">20<', page)
    assert "247\u00a0рабочих\u00a0дней" in page
    assert "<form" not in page


def test_an_unpublished_year_says_so(client):
    page = client.get("/calendar/2031/").content.decode()
    assert "Календарь на 2031 год ещё не опубликован" in page


@pytest.mark.parametrize("year", [0, 1999, 2100, 99999])
def test_a_year_outside_the_calendar_is_not_found(client, year):
    assert client.get(f"/calendar/{year}/").status_code == 404


@pytest.mark.parametrize("year", [2000, 2099, 2024])
def test_the_edges_of_the_calendar_open(client, year):
    assert client.get(f"/calendar/{year}/").status_code == 200


@pytest.mark.parametrize("role", [Role.ADMIN, Role.FEDERAL_MANAGER])
def test_who_keeps_the_calendar_edits_it(client_of, role):
    client = client_of(role)
    assert "Изменить день" in client.get("/calendar/2026/").content.decode()
    assert client.post("/calendar/2026/days/", DAY).status_code == 302
    assert "День города" in client.get("/calendar/2026/").content.decode()
    assert client.post("/calendar/2028/publication/", {"source": "Постановление"}).status_code == 302
    assert queries.get_year(2028)


def test_others_do_not(client, client_of):
    assert client.post("/calendar/2026/days/", DAY).status_code == 302  # to sign-in
    assert client_of(Role.CENTRE_HEAD).post("/calendar/2026/days/", DAY).status_code == 403
    assert "<form" not in client_of(Role.CENTRE_HEAD).get("/calendar/2026/").content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"date": "27.13.2026"}, "Проверьте"),
        ({"date": ""}, "Проверьте"),
        ({"kind": ""}, "Проверьте"),
        ({"region": "7"}, "две цифры"),
        ({"date": "2150-01-01"}, "2099"),
        ({"name": "я" * 101}, "Проверьте"),
    ],
)
def test_bad_input_is_explained_and_kept(client_of, change, words):
    answer = client_of(Role.ADMIN).post("/calendar/2026/days/", DAY | {"name": "Курбан-байрам"} | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    if "name" not in change:
        assert "Курбан-байрам" in page


def test_what_is_typed_is_shown_as_text(client_of):
    client = client_of(Role.ADMIN)
    client.post("/calendar/2026/days/", DAY | {"name": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get("/calendar/2026/").content.decode()
