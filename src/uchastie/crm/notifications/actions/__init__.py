"""Writing to people: the one door is `notify`."""

from uchastie.crm.notifications.actions.devices import ensure_push_key, forget_device, subscribe, unsubscribe
from uchastie.crm.notifications.actions.tell import ask_to_call, notify, send_letter
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
    "ensure_push_key",
    "escalate_silence",
    "forget_device",
    "mark_failed",
    "mark_sent",
    "notify",
    "send_letter",
    "subscribe",
    "unsubscribe",
    "withdraw",
]
