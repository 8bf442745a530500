"""Channels of messages, the state of one message, the order in which channels are tried."""

from collections.abc import Collection
from enum import StrEnum


class Channel(StrEnum):
    CABINET = "cabinet"  # on the person's own page, behind the bell of staff; always there
    PUSH = "push"
    EMAIL = "email"
    SMS = "sms"


class State(StrEnum):
    PLACED = "placed"  # it is where the person reads it: nothing to send
    WAITING = "waiting"
    SENT = "sent"  # the server of the channel has accepted it
    RECORDED = "recorded"  # it would have left, but this installation has no such server
    FAILED = "failed"
    FOLDED = "folded"  # goes as a line of the morning letter
    PLANNED = "planned"  # is sent when the channels before it have failed
    WITHDRAWN = "withdrawn"  # what it told of was taken back before it left


class Outcome(StrEnum):
    """What became of the whole attempt to tell, across the channels."""

    PLACED = "placed"  # only on the own page
    WAITING = "waiting"
    REACHED = "reached"
    FAILED = "failed"  # every channel was tried


CHANNEL_NAMES: dict[Channel, str] = {
    Channel.CABINET: "страница заявителя",
    Channel.PUSH: "уведомление на телефон",
    Channel.EMAIL: "письмо",
    Channel.SMS: "СМС",
}

STATE_NAMES: dict[State, str] = {
    State.PLACED: "можно прочитать",
    State.WAITING: "ждёт отправки",
    State.SENT: "отправлено",
    State.RECORDED: "записано: почта не настроена",
    State.FAILED: "не дошло",
    State.FOLDED: "в утренней сводке",
    State.PLANNED: "запасной путь",
    State.WITHDRAWN: "отозвано до отправки",
}

OUTCOME_NAMES: dict[Outcome, str] = {
    Outcome.PLACED: "на странице",
    Outcome.WAITING: "ждёт",
    Outcome.REACHED: "дошло",
    Outcome.FAILED: "не дошло",
}

# Why it did not arrive, by the class of the error. The text of an error may quote an address, so it is never kept.
FAILURE_NAMES: dict[str, str] = {
    "SMTPRecipientsRefused": "нет такого адреса",
    "SMTPDataError": "почта не приняла письмо",
    "SMTPAuthenticationError": "почта не приняла пароль",
    "SMTPServerDisconnected": "почта прервала разговор",
    "SMTPConnectError": "почта не отвечает",
    "SMTPHeloError": "почта не отвечает",
    "TimeoutError": "сервер не отвечает",
    "ConnectionRefusedError": "сервер не отвечает",
    "ConnectionResetError": "сервер прервал разговор",
    "gaierror": "сервер не находится по имени",
    "Unreachable": "сервер не отвечает",
    "Gone": "подписка на телефоне закончилась",
    "GatewayRefused": "шлюз не принял СМС",
    "GatewayTrouble": "шлюз ответил ошибкой",
    "Forbidden": "адрес подписки недопустим",
    "NotConfigured": "канал выключен в настройках",
    "SSLCertVerificationError": "у сервера неверный сертификат",
    "Silent": "не открыли за 30 минут",
}


def failure_of(error: str) -> str:
    return FAILURE_NAMES.get(error, "сервер ответил ошибкой" if error else "")


def chain_of(chosen: Collection[Channel], reachable: Collection[Channel]) -> list[Channel]:
    """Who is tried after whom. A push that is not opened goes on as an SMS, for the phone is in the same hand; without
    a push the letter comes first, because an SMS costs money."""
    order = [Channel.PUSH, Channel.SMS, Channel.EMAIL]
    if Channel.PUSH not in chosen or Channel.PUSH not in reachable:
        order = [Channel.EMAIL, Channel.SMS]
    return [channel for channel in order if channel in chosen and channel in reachable]


def one_line(subject: str) -> str:
    """A subject is one line: a line break in it could smuggle in a header of its own."""
    return " ".join(subject.split())[:200]


def message_key(event: str, about: str, channel: Channel, *, to: str = "", occasion: str = "") -> str:
    """One fact about one object reaches one person through one channel once."""
    return ":".join((event, about, occasion, to, channel))
