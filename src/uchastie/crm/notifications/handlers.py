"""The sender of letters: takes what the outbox gives it to the mail server. Wired to the topic in project/wiring.py."""

import smtplib
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from uchastie.crm.notifications import actions, queries
from uchastie.kernel.delivery.outbox import Undeliverable


def send_email(message_id: UUID, entry_id: UUID) -> None:
    """Without a mail server the letter stays here, recorded; a second sending has the same Message-ID."""
    message = queries.get_letter(message_id)
    if message is None:
        raise Undeliverable
    if not has_mail_server():
        return
    headers = {"Message-ID": f"<{entry_id}@{_own_domain()}>", "Auto-Submitted": "auto-generated"}
    try:
        EmailMessage(message.subject, message.body, to=[message.address], headers=headers).send()
    except smtplib.SMTPRecipientsRefused as error:
        if all(code >= 500 for code, _ in error.recipients.values()):
            raise Undeliverable from error
        raise
    except smtplib.SMTPDataError as error:
        if error.smtp_code >= 500:
            raise Undeliverable from error
        raise


def email_sent(message_id: UUID) -> None:
    actions.mark_sent(message_id, left=has_mail_server())


def email_parked(message_id: UUID) -> None:
    actions.mark_failed(message_id)


def has_mail_server() -> bool:
    return bool(settings.EMAIL_HOST)


def _own_domain() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].rstrip("> ")
