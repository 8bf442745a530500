"""What the tests of the cabinet stand on: a contact that opens cards, somebody who is in by a code, links."""

import re
from typing import Any

from django.test import Client

from uchastie.crm.cabinet.actions import open_for_person
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import status_token
from uchastie.crm.notifications.models import Message
from uchastie.crm.people.models import ContactPoint

EMAIL = "vera.larina@example.org"


def text_of(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def link(request: ServiceRequest, tail: str = "") -> str:
    return f"/s/{status_token(request.pk)}/{tail}"


def add_email(request: ServiceRequest, email: str = EMAIL) -> None:
    ContactPoint.objects.create(beneficiary=request.beneficiary, kind="email", value=email)


def open_door(request: ServiceRequest, email: str = EMAIL) -> None:
    """As if the person had typed the address in the own request."""
    add_email(request, email)
    open_for_person(beneficiary_id=request.beneficiary_id, phone="", email=email)


def code_in_letter() -> str:
    body = Message.objects.filter(event="cabinet-code").order_by("-created_at", "-pk")[0].body
    found = re.search(r"(\d{3}) ?(\d{3})", body)
    assert found
    return found[1] + found[2]


def sign_in(email: str = EMAIL, *, client: Client | None = None, remember: bool = False) -> Client:
    """The two steps as a person makes them."""
    client = client or Client()
    answer = client.post("/my/sign-in/", {"contact": email})
    assert answer.headers["Location"] == "/my/code/"
    answer = client.post("/my/code/", {"code": code_in_letter(), **({"remember": "1"} if remember else {})})
    assert answer.status_code == 302, text_of(answer)
    return client
