"""Channels and their states, the registry of events, texts with placeholders, hours of silence. Pure Python."""

from uchastie.crm.notifications.rules import (  # noqa: F401 - they fill the registry
    for_agreements,
    for_cards,
    for_families,
    for_meetings,
    for_pairs,
    for_people,
    for_staff,
)
from uchastie.crm.notifications.rules.channels import (
    CHANNEL_NAMES,
    FAILURE_NAMES,
    OUTCOME_NAMES,
    STATE_NAMES,
    Channel,
    Outcome,
    State,
    chain_of,
    failure_of,
    message_key,
    one_line,
)
from uchastie.crm.notifications.rules.reach import AUDIENCE_NAMES, Audience, Recipient
from uchastie.crm.notifications.rules.registry import EVENTS, TOPIC_NAMES, Event, Topic, event_of, topics_for
from uchastie.crm.notifications.rules.silence import QUIET, Quiet, breaks_silence, earliest, next_open, parse_quiet
from uchastie.crm.notifications.rules.texts import (
    EXAMPLES,
    SmsSize,
    Text,
    fill,
    hide_links,
    render,
    require_text,
    sms_size,
)

__all__ = [
    "AUDIENCE_NAMES",
    "CHANNEL_NAMES",
    "EVENTS",
    "EXAMPLES",
    "FAILURE_NAMES",
    "OUTCOME_NAMES",
    "QUIET",
    "STATE_NAMES",
    "TOPIC_NAMES",
    "Audience",
    "Channel",
    "Event",
    "Outcome",
    "Quiet",
    "Recipient",
    "SmsSize",
    "State",
    "Text",
    "Topic",
    "breaks_silence",
    "chain_of",
    "earliest",
    "event_of",
    "failure_of",
    "fill",
    "hide_links",
    "message_key",
    "next_open",
    "one_line",
    "parse_quiet",
    "render",
    "require_text",
    "sms_size",
    "topics_for",
]
