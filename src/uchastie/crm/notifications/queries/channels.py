"""Which channels this installation has. Their settings stand on the pages of `setup`, else in the environment."""

from collections.abc import Mapping
from email.utils import formataddr

from uchastie.crm.accounts.queries import is_demo
from uchastie.crm.notifications.rules import Channel
from uchastie.crm.setup.queries import get_channel, get_channels

__all__ = ["get_channel", "has_sms", "push_key", "sender_of", "usable_channels"]


def usable_channels() -> set[Channel]:
    """Through which a message can leave, or in a demonstration be written down. One query.

    A letter that can only be written down gives way to an SMS that can be sent; without both it is written down."""
    found = get_channels()
    usable = {Channel.PUSH} if found["push"].enabled else set()
    if found["sms"].enabled or is_demo():
        usable.add(Channel.SMS)
    if found["email"].enabled or not found["sms"].enabled:
        usable.add(Channel.EMAIL)
    return usable


def has_sms() -> bool:
    """Can an SMS be promised? A demonstration writes it down instead of sending."""
    return is_demo() or get_channel("sms").enabled


def push_key() -> str:
    """By which push services know this installation; "" when it sends none."""
    channel = get_channel("push")
    return channel.values.get("public_key", "") if channel.enabled else ""


def sender_of(values: Mapping[str, str]) -> str:
    """«Участие» <no-reply@centre.example>"""
    return formataddr((values.get("from_name", ""), values.get("from_email") or "uchastie@localhost"), "utf-8")
