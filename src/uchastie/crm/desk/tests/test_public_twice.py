"""A double click is two requests at the same moment: both are answered, one request is made."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from uchastie.crm.consents.models import Consent
from uchastie.crm.consents.queries import current_text
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.notifications.models import Message

AT_ONCE = 4


@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_make_one_request(world: Any) -> None:
    body = {
        "key": uuid4().hex,
        "service": "consulting",
        "kind": "person",
        "name": "Ларина Вера Павловна",
        "preferred_way": "email",
        "email": "vera@example.org",
        "agree": "on",
        "text": str(current_text(Purpose.SERVICE).pk),
    }
    gate = Barrier(AT_ONCE)

    def click(_: int) -> tuple[int, str]:
        try:
            gate.wait(timeout=10)
            answer = Client().post("/centres/uralmash/requests/", body)
            return answer.status_code, answer.headers.get("Location", "")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = list(people.map(click, range(AT_ONCE)))
    assert {status for status, _ in answers} == {302}
    assert ServiceRequest.objects.count() == Consent.objects.count() == 1
    assert Message.objects.filter(channel="email").count() == 1
    number = ServiceRequest.objects.get().number
    assert all(number in Client().get(address).content.decode() for _, address in answers)
