"""Channels of messages and the state of one message."""

from enum import StrEnum


class Channel(StrEnum):
    CABINET = "cabinet"  # on the person's own page; always there
    EMAIL = "email"


class State(StrEnum):
    PLACED = "placed"  # it is where the person reads it: nothing to send
    WAITING = "waiting"
    SENT = "sent"  # the mail server has accepted it
    RECORDED = "recorded"  # it would have left, but this installation has no mail server
    FAILED = "failed"


CHANNEL_NAMES: dict[Channel, str] = {
    Channel.CABINET: "страница заявителя",
    Channel.EMAIL: "письмо",
}

STATE_NAMES: dict[State, str] = {
    State.PLACED: "можно прочитать",
    State.WAITING: "ждёт отправки",
    State.SENT: "отправлено",
    State.RECORDED: "записано: почта не настроена",
    State.FAILED: "не дошло",
}


def one_line(subject: str) -> str:
    """A subject is one line: a line break in it could smuggle in a header of its own."""
    return " ".join(subject.split())[:200]


def message_key(event: str, about: str, channel: Channel) -> str:
    """One fact about one object reaches a person through one channel once."""
    return f"{event}:{about}:{channel}"
