"""Channels of messages and the state of one message."""

from enum import StrEnum


class Channel(StrEnum):
    CABINET = "cabinet"  # on the person's own page; always there
    EMAIL = "email"


class State(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


STATE_NAMES: dict[State, str] = {
    State.WAITING: "ждёт отправки",
    State.SENT: "отправлено",
    State.FAILED: "не дошло",
}
