"""The page of sent messages: in a demonstration for everyone, elsewhere for nobody."""

import pytest

from uchastie.crm.accounts.actions import mark_installation
from uchastie.crm.accounts.queries import forget_installation
from uchastie.crm.notifications.models import Message
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id

URL = "/demo/messages/"


@pytest.fixture(autouse=True)
def clean():
    forget_installation()
    yield
    forget_installation()


@pytest.fixture
def demo(db):
    mark_installation(demo=True)


def write(number=1, body="Здравствуйте!\n\nЗаявка <b>принята</b>: http://127.0.0.1:8000/s/abc/"):
    for n in range(number):
        page(f"Сообщение {n}", body)


def page(subject, body, **values):
    defaults = {"event": "e", "channel": "cabinet", "state": "placed", "about_id": new_id(), "created_at": clock.now()}
    return Message.objects.create(key=str(new_id()), subject=subject, body=body, **(defaults | values))


def test_outside_a_demonstration_there_is_no_such_page(client, db):
    mark_installation(demo=False)
    write()
    response = client.get(URL)
    assert response.status_code == 404
    assert "Сообщение" not in response.content.decode()


def test_a_database_without_a_mark_is_not_a_demonstration(client, db):
    assert client.get(URL).status_code == 404


def test_the_text_is_shown_as_it_was_written(client, demo):
    write()
    page = client.get(URL).content.decode()
    assert "Сообщение 0" in page
    assert "&lt;b&gt;принята&lt;/b&gt;" in page
    assert 'href="http://127.0.0.1:8000/s/abc/"' in page
    assert "можно прочитать" in page


def test_one_text_through_two_channels_is_shown_once(client, demo):
    head = page("Тема", "Один и тот же текст")
    page("Тема", head.body, channel="email", state="waiting", about_id=head.about_id, address="a@example.org")
    text = client.get(URL).content.decode()
    assert text.count("Один и тот же текст") == 1
    assert "ждёт отправки" in text
    assert "можно прочитать" in text


def test_an_empty_list_says_what_to_do(client, demo):
    assert "Пока ничего не отправлено" in client.get(URL).content.decode()


def test_the_newest_are_first_and_the_pages_go_on(client, demo):
    write(25)
    first = client.get(URL)
    text = first.content.decode()
    assert text.index("Сообщение 24") < text.index("Сообщение 5")
    assert "Сообщение 4<" not in text
    link = text.split('rel="next" href="')[1].split('"')[0]
    second = client.get(URL + link).content.decode()
    assert "Сообщение 4<" in second
    assert "Сообщение 5<" not in second
    assert 'rel="next"' not in second


def test_a_spoilt_page_address_is_refused_in_russian(client, demo):
    response = client.get(URL + "?after=zzz")
    assert response.status_code == 422
    assert "не читается" in response.content.decode()


@pytest.mark.parametrize("number", [1, 20])
def test_the_page_costs_the_same_for_any_number(client, demo, number, django_assert_max_num_queries):
    write(number)
    client.get(URL)
    with django_assert_max_num_queries(2):
        client.get(URL)


def test_only_reading(client, demo):
    assert client.post(URL).status_code == 405
