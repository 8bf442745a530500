"""Which channels this installation has, and how they are set up."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Literal

from django.conf import settings

from uchastie.crm.accounts.queries import is_demo

type Name = Literal["email", "sms", "push"]


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    enabled: bool
    values: Mapping[str, str] = field(default_factory=dict)
    checked_at: dt.datetime | None = None


def get_channel(name: Name) -> ChannelSettings:
    """The one place that knows where the settings of a channel come from."""
    return {"email": _email, "sms": _sms, "push": _push}[name]()


def _email() -> ChannelSettings:
    values = {
        "host": settings.EMAIL_HOST,
        "port": str(settings.EMAIL_PORT),
        "user": settings.EMAIL_HOST_USER,
        "password": settings.EMAIL_HOST_PASSWORD,
        "tls": "1" if settings.EMAIL_USE_TLS else "",
        "sender": str(settings.DEFAULT_FROM_EMAIL),
    }
    return ChannelSettings(bool(settings.EMAIL_HOST), values)


def _sms() -> ChannelSettings:
    values = {"url": settings.SMS_URL, "key": settings.SMS_KEY, "sender": settings.SMS_SENDER}
    return ChannelSettings(bool(settings.SMS_URL), values)


def _push() -> ChannelSettings:
    return ChannelSettings(settings.PUSH, {"contact": settings.SITE_URL if settings.HTTPS else f"mailto:{_sender()}"})


def _sender() -> str:
    """The bare address of «Участие» <no-reply@centre.example>."""
    return parseaddr(str(settings.DEFAULT_FROM_EMAIL))[1]


def has_sms() -> bool:
    """Can an SMS be promised? A demonstration writes it down instead of sending."""
    return get_channel("sms").enabled or is_demo()
