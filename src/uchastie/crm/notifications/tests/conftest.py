"""A person and an employee who can be told something, without the capabilities above."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from uchastie.crm.accounts.queries import forget_installation
from uchastie.crm.notifications.actions import notify
from uchastie.crm.notifications.rules import Audience, Recipient
from uchastie.kernel.delivery import outbox
from uchastie.kernel.ids import new_id

NOON = "2026-11-23 12:00+05:00"
NIGHT = "2026-11-23 22:30+05:00"
ZONE = "Asia/Yekaterinburg"


@pytest.fixture(autouse=True)
def installation(db: None) -> Any:
    forget_installation()
    outbox.wake()
    yield
    forget_installation()


@pytest.fixture
def noon() -> Any:
    """A working Monday, far from quiet hours."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def mail_server(settings: Any) -> None:
    settings.EMAIL_HOST = "mail.example"
    settings.DEFAULT_FROM_EMAIL = "«Участие» <no-reply@centre.example>"


@pytest.fixture
def sms_server(settings: Any) -> None:
    settings.SMS_URL, settings.SMS_KEY = "https://sms.example/send", "key"


def somebody(**values: Any) -> Recipient:
    known = {"обращение": "Вера Павловна", "центр": "Добро.Центр «Уралмаш»", "телефон центра": "+7 343 300-00-00"}
    defaults = {"email": "vera@example.org", "phone": "+79123456789", "zone": ZONE, "values": known}
    return Recipient(**({"id": new_id(), "audience": Audience.PERSON} | defaults | values))


def employee(**values: Any) -> Recipient:
    defaults = {"email": "anna@example.org", "zone": ZONE, "values": {"центр": "Добро.Центр «Уралмаш»"}}
    return Recipient(**({"id": new_id(), "audience": Audience.STAFF} | defaults | values))


@pytest.fixture
def tell() -> Callable[..., bool]:
    """`tell(to=…, event=…)`: an event of a person with plausible values."""
    about = new_id()

    def go(to: Recipient | None = None, event: str = "request_received", **values: Any) -> bool:
        given: dict[str, Any] = {"about_id": about, "number": "ДЦ-66-2026-000424", "url": "/s/secret-token/"}
        return notify(event=event, to=to or VERA, **(given | values))

    return go


VERA = somebody()
MORNING = dt.datetime.fromisoformat("2026-11-24T09:00+05:00")
