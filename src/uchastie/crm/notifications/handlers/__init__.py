"""Senders: what the outbox gives them they take to the server of the channel. Wired to topics in project/wiring.py."""

from uchastie.crm.notifications.handlers.mail import email_sent, send_email
from uchastie.crm.notifications.handlers.push import push_sent, send_push
from uchastie.crm.notifications.handlers.sms import send_sms, sms_sent, try_sms
from uchastie.crm.notifications.handlers.turns import ask_to_call, escalate, parked, wait

__all__ = [
    "ask_to_call",
    "email_sent",
    "escalate",
    "parked",
    "push_sent",
    "send_email",
    "send_push",
    "send_sms",
    "sms_sent",
    "try_sms",
    "wait",
]
