"""The web's edge."""

import logging.config
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory

from uchastie.kernel.logs import HideTokens
from uchastie.kernel.web import client_address, on_trouble


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.7", "10.0.0.1"),
        (True, "203.0.113.7", "203.0.113.7"),
        (True, "5.5.5.5, 203.0.113.7", "203.0.113.7"),  # the first was written by the visitor
        (True, "2001:DB8::1", "2001:db8::1"),
        (True, "", "10.0.0.1"),
        (True, "203.0.113.7, <script>", "10.0.0.1"),
    ],
)
def test_the_visitor_behind_our_own_proxy_is_counted_and_not_the_proxy(settings, behind_proxy, forwarded, address):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory(REMOTE_ADDR="10.0.0.1").get("/", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


@pytest.mark.django_db
def test_the_address_of_a_button_opened_by_hand_is_told_in_russian(client: Client) -> None:
    answer = client.get("/desk/found/")
    assert answer.status_code == 405
    assert "POST" in answer["Allow"]
    assert "форма отправляет данные" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-16", "koi8-r", "nonsense"])
def test_a_form_that_calls_itself_something_else_is_read_as_utf8(charset: str) -> None:
    """It used to end in a bare English error and a thousand lines of log."""
    body = "number=ДЦ-66-2026-000001&contact=89123456789".encode()
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    answer = Client().generic("POST", "/find-request/", body, content_type=kind)
    assert answer.status_code == 200
    refused = Client(enforce_csrf_checks=True).generic("POST", "/find-request/", body, content_type=kind)
    assert refused.status_code == 403


@pytest.mark.parametrize("error", [OperationalError("closed"), InterfaceError("closed"), ValueError("a bug")])
def test_a_database_that_is_away_is_a_pause_and_not_a_mistake(error: Exception) -> None:
    try:
        raise error
    except Exception:
        answer = on_trouble(RequestFactory().get("/"))
    pause = not isinstance(error, ValueError)
    assert answer.status_code == (503 if pause else 500)
    assert ("Retry-After" in answer) is pause
    assert ("нет связи с базой данных" in answer.content.decode()) is pause


@pytest.mark.django_db
def test_the_whole_site_tells_a_pause(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("uchastie.crm.network.queries.list_centres", away)
    client.raise_request_exception = False
    assert client.get("/centres/").status_code == 503


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/s/AaIEJYw~1xVAgV~v69YQ/review/", "/s/…/review/"),
        ("/s/AaIEJYw~1xVAgV~v69YQ/", "/s/…/"),
        ("/invite/AaIEJYwabc/", "/invite/…/"),
        ("/desk/requests/1/", "/desk/requests/1/"),
    ],
)
def test_a_link_that_opens_a_door_is_not_in_the_log(path: str, told: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "%s: %s", ("Unprocessable", path), None)
    assert HideTokens().filter(record)
    assert record.getMessage() == f"Unprocessable: {told}"


@pytest.mark.django_db
def test_the_product_hides_them_itself(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
    client.get("/s/AaIEJYwabc~1xVAgV~v69YQ/")
    told = capfd.readouterr().err
    assert "/s/…/" in told
    assert "v69YQ" not in told
