"""What happens between two channels."""

from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPAuthenticationError, SMTPConnectError, SMTPHeloError, SMTPServerDisconnected
from socket import gaierror
from uuid import UUID

from uchastie.crm.notifications import actions, queries
from uchastie.crm.notifications.events import PersonNotReached
from uchastie.crm.notifications.models import Message
from uchastie.kernel.delivery import outbox
from uchastie.kernel.delivery.outbox import Hangs, Undeliverable
from uchastie.kernel.outward import Unreachable

# A server that hangs or is away; one push service of many is no reason to leave the others alone.
SILENT = (
    TimeoutError,
    ConnectionError,
    gaierror,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
    SMTPServerDisconnected,
    Unreachable,
)
PATIENCE = 6  # attempts, about a quarter of an hour: then the next channel, if there is one


@contextmanager
def patience(message: Message, entry_id: UUID) -> Iterator[None]:
    """A server that is down for long must not hold a message that another channel could carry. Without another channel
    it is tried for half a day, as the outbox does."""
    try:
        yield
    except Undeliverable:
        raise
    except Exception as error:
        if outbox.attempts_of(entry_id) >= PATIENCE and queries.has_next(message):
            raise Undeliverable from error
        if isinstance(error, SILENT):
            raise Hangs from error
        raise


def parked(message_id: UUID) -> None:
    actions.mark_failed(message_id)


def wait(message_id: UUID, entry_id: UUID) -> None:
    """The half hour itself was kept by the outbox: the entry is not ready earlier."""


def escalate(message_id: UUID) -> None:
    actions.escalate_silence(message_id)


def ask_to_call(event: PersonNotReached) -> None:
    actions.ask_to_call(event.message_id)
