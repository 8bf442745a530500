"""The pages of errors."""

import pytest
from django.template import loader
from django.test import Client

from uchastie.kernel.errors import Conflict, Denied, Refusal

ERRORS = ["400", "403", "403_csrf", "404", "405", "409", "422", "500", "503"]


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_told_without_request_database_and_context(name: str) -> None:
    html = loader.get_template(f"{name}.html").render()
    assert '<html lang="ru"' in html
    assert html.count("<h1>") == 1
    assert "/desk/" not in html


@pytest.mark.parametrize("refusal", [Refusal("x", "Сервис сейчас не оказывают."), Conflict("x", "Изменили."), Denied()])
def test_a_refusal_is_told_in_its_own_words(refusal: Refusal) -> None:
    assert refusal.message in loader.get_template(f"{refusal.status}.html").render({"refusal": refusal})


@pytest.mark.django_db
def test_a_wrong_address_is_answered_in_russian(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Такой страницы нет" in answer.content.decode()
