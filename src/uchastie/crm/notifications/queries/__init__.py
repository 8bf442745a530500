"""Reads of messages, choices, texts and channels."""

from uchastie.crm.notifications.queries.channels import ChannelSettings, get_channel, has_sms
from uchastie.crm.notifications.queries.choices import choice_of, chosen_for, plan, quiet_of, reachable
from uchastie.crm.notifications.queries.devices import list_devices, message_of_path, open_path, push_key
from uchastie.crm.notifications.queries.reading import (
    Told,
    as_told,
    digest_text,
    get_letter,
    has_next,
    list_about,
    list_all,
)
from uchastie.crm.notifications.queries.recipients import person, staff
from uchastie.crm.notifications.queries.templates import count_versions, list_versions, template_of

__all__ = [
    "ChannelSettings",
    "Told",
    "as_told",
    "choice_of",
    "chosen_for",
    "count_versions",
    "digest_text",
    "get_channel",
    "get_letter",
    "has_next",
    "has_sms",
    "list_about",
    "list_all",
    "list_devices",
    "list_versions",
    "message_of_path",
    "open_path",
    "person",
    "plan",
    "push_key",
    "quiet_of",
    "reachable",
    "staff",
    "template_of",
]
