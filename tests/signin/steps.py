"""Steps of signing in, and what a page says without its tokens."""

import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.world import PASSWORD
from uchastie.crm.notifications.models import Message

LOGIN = "/accounts/login/"


def login(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": email, "password": password})


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def letter_code() -> str:
    body = Message.objects.order_by("-created_at").first().body
    return next(word for word in body.split() if word.replace("-", "").isdigit() and len(word) == 9)


def without_token(answer: Any, email: str) -> str:
    text = answer.content.decode().replace(email, "АДРЕС")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
