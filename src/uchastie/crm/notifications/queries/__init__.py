"""Reads of messages, choices, texts and channels."""

from uchastie.crm.notifications.queries.channels import get_channel, has_sms, push_key, sender_of, usable_channels
from uchastie.crm.notifications.queries.choices import choice_of, chosen_for, plan, quiet_of, reachable
from uchastie.crm.notifications.queries.devices import (
    choices_path,
    choices_token,
    has_devices,
    list_devices,
    message_of_path,
    open_path,
    person_of_token,
    push_ask,
)
from uchastie.crm.notifications.queries.inbox import get_own, list_inbox, unread_of
from uchastie.crm.notifications.queries.log import (
    Counts,
    count_log,
    count_lost_letters,
    get_logged,
    list_log,
    list_not_arrived,
    not_arrived,
)
from uchastie.crm.notifications.queries.reading import (
    Told,
    as_told,
    digest_text,
    get_letter,
    has_next,
    list_about,
    list_all,
    list_placed,
)
from uchastie.crm.notifications.queries.recipients import person, staff
from uchastie.crm.notifications.queries.templates import count_versions, list_versions, template_of

__all__ = [
    "Counts",
    "Told",
    "as_told",
    "choice_of",
    "choices_path",
    "choices_token",
    "chosen_for",
    "count_log",
    "count_lost_letters",
    "count_versions",
    "digest_text",
    "get_channel",
    "get_letter",
    "get_logged",
    "get_own",
    "has_devices",
    "has_next",
    "has_sms",
    "list_about",
    "list_all",
    "list_devices",
    "list_inbox",
    "list_log",
    "list_not_arrived",
    "list_placed",
    "list_versions",
    "message_of_path",
    "not_arrived",
    "open_path",
    "person",
    "person_of_token",
    "plan",
    "push_ask",
    "push_key",
    "quiet_of",
    "reachable",
    "sender_of",
    "staff",
    "template_of",
    "unread_of",
    "usable_channels",
]
