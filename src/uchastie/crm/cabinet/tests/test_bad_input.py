"""What nobody types by hand: it is refused in words or read as nothing, and never breaks."""

from typing import Any

import pytest
from django.test import Client
from tests.world import enter_cabinet

from uchastie.crm.accounts.rules import Role
from uchastie.crm.cabinet.models import Remark, SignIn
from uchastie.crm.cabinet.tests.world import EMAIL, link, open_door
from uchastie.crm.desk.models import ServiceRequest

pytestmark = pytest.mark.django_db

ODD = ["\x00", "a" * 50_000, "\u202e\u200b", "<script>alert(1)</script>", "'; DROP TABLE --", "½", "-1", "1e999"]
BEHIND_LINK = ("talk/", "change/", "return/", "another/", "door/")
FIELDS = ("text", "key", "need", "way", "time", "phone", "email", "seen", "reason", "contact", "open")


@pytest.mark.parametrize("odd", ODD)
def test_signing_in(db: None, odd: str) -> None:
    client = Client()
    assert client.post("/my/sign-in/", {"contact": odd, "next": odd}).status_code in {302, 422}
    client.post("/my/sign-in/", {"contact": EMAIL})
    assert client.post("/my/code/", {"code": odd, "remember": odd}).status_code == 422
    assert not SignIn.objects.exists()


@pytest.mark.parametrize("odd", ODD)
def test_inside(make_request: Any, odd: str) -> None:
    open_door(make_request())
    client = enter_cabinet(EMAIL)
    assert client.post("/my/who/", {"who": odd}).status_code == 302
    assert client.post("/my/number/", {"number": odd}).status_code == 422
    assert client.get("/my/requests/", {"after": odd[:500]}).status_code == 422
    assert client.get("/my/messages/", {"after": odd[:500]}).status_code == 422


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("tail", BEHIND_LINK)
def test_behind_the_link(make_request: Any, odd: str, tail: str) -> None:
    request = make_request()
    answer = Client().post(link(request, tail), dict.fromkeys(FIELDS, odd))
    assert answer.status_code in {302, 422}
    if answer.status_code == 422:
        assert not Remark.objects.exists()
    assert ServiceRequest.objects.get(pk=request.pk).preferred_way == request.preferred_way


@pytest.mark.parametrize("odd", ODD)
def test_answers_of_staff(make_request: Any, client_of: Any, odd: str) -> None:
    request = make_request()
    answer = client_of(Role.CENTRE_EMPLOYEE).post(f"/desk/requests/{request.pk}/answers/", {"text": odd, "key": odd})
    assert answer.status_code in {302, 422}


def test_words_are_shown_and_not_run(make_request: Any) -> None:
    request = make_request()
    Client().post(link(request, "talk/"), {"text": "<script>alert(1)</script>", "key": "k"})
    assert "<script>alert(1)" not in Client().get(link(request, "talk/")).content.decode()
