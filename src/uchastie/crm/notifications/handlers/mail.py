"""Letters: through the mail server of the installation. Without one a letter stays here, recorded."""

import smtplib
import ssl
import threading
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends import smtp

from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.handlers.turns import patience
from uchastie.kernel.delivery.outbox import Undeliverable

TIMEOUT = 10  # seconds for one answer of the mail server
DEADLINE = 30  # seconds for the whole conversation, however it drips


def send_email(message_id: UUID, entry_id: UUID) -> None:
    """A second sending has the same Message-ID."""
    message = queries.get_letter(message_id)
    if message is None:
        raise Undeliverable
    channel = queries.get_channel("email")
    if not channel.enabled:
        return
    sender = queries.sender_of(channel.values)
    domain = sender.rpartition("@")[2].rstrip("> ")
    headers = {"Message-ID": f"<{entry_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    subject, body = message.subject, message.body
    if message.event == "digest":
        subject, body = queries.digest_text(message)
    letter = EmailMultiAlternatives(subject, body, from_email=sender, to=[message.address], headers=headers)
    with patience(message, entry_id):
        _send(letter)


def _send(letter: EmailMultiAlternatives) -> None:
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as error:
        if all(code >= 500 for code, _ in error.recipients.values()):
            raise Undeliverable from error
        raise
    except smtplib.SMTPDataError as error:
        if error.smtp_code >= 500:
            raise Undeliverable from error
        raise


def email_sent(message_id: UUID) -> None:
    actions.mark_sent(message_id, left=queries.get_channel("email").enabled)


class _Watched:
    """Cuts the conversation when its time is over: a server that answers one letter a second is as bad as a dead one."""

    sock: Any

    def _get_socket(self, host: str, port: int, timeout: float) -> Any:
        self._watch = threading.Timer(DEADLINE, self._cut)
        self._watch.daemon = True
        self._watch.start()
        return super()._get_socket(host, port, timeout)  # type: ignore[misc]

    def _cut(self) -> None:
        held = getattr(self, "sock", None)
        if held is not None:
            try:
                held.shutdown(2)
            except OSError:
                held.close()

    def close(self) -> None:
        self._watch.cancel()
        super().close()  # type: ignore[misc]


class _Plain(_Watched, smtplib.SMTP):
    pass


class _Encrypted(_Watched, smtplib.SMTP_SSL):
    pass


class Backend(smtp.EmailBackend):
    """The mail server of the channel's settings, whatever page or variable they came from."""

    def __init__(self, **kwargs: Any) -> None:
        values = queries.get_channel("email").values
        kwargs |= {
            "alias": "default",
            "host": values["host"],
            "port": int(values.get("port") or 25),
            "username": values.get("user", ""),
            "password": values.get("password", ""),
            "use_tls": values["security"] == "starttls",
            "use_ssl": values["security"] == "ssl",
            "timeout": TIMEOUT,
        }
        super().__init__(**kwargs)

    @property
    def connection_class(self) -> Any:
        return _Encrypted if self.use_ssl else _Plain

    @property
    def ssl_context(self) -> ssl.SSLContext:
        return ssl.create_default_context()
