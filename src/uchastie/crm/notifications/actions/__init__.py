"""Writing to people: the one door is `notify`."""

from uchastie.crm.notifications.actions.again import send_again
from uchastie.crm.notifications.actions.choices import choose
from uchastie.crm.notifications.actions.devices import forget_device, subscribe, unsubscribe
from uchastie.crm.notifications.actions.reading import forget_old_bells, opened_push, read, read_all, read_of_person
from uchastie.crm.notifications.actions.tell import ask_to_call, note_call, notify, send_letter, send_sms
from uchastie.crm.notifications.actions.templates import restore_template, write_template
from uchastie.crm.notifications.actions.ways import (
    EMAIL_TOPIC,
    PUSH_TOPIC,
    SILENCE_TOPIC,
    SMS_TOPIC,
    escalate_silence,
    mark_failed,
    mark_sent,
)
from uchastie.crm.notifications.actions.withdrawal import withdraw

__all__ = [
    "EMAIL_TOPIC",
    "PUSH_TOPIC",
    "SILENCE_TOPIC",
    "SMS_TOPIC",
    "ask_to_call",
    "choose",
    "escalate_silence",
    "forget_device",
    "forget_old_bells",
    "mark_failed",
    "mark_sent",
    "note_call",
    "notify",
    "opened_push",
    "read",
    "read_all",
    "read_of_person",
    "restore_template",
    "send_again",
    "send_letter",
    "send_sms",
    "subscribe",
    "unsubscribe",
    "withdraw",
    "write_template",
]
