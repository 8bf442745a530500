"""What an installation may be told, and what it makes of answers of other servers."""

import smtplib
import socket
import time
from typing import Any

import pytest

from uchastie.crm.setup.rules import (
    ChannelKind,
    Failed,
    OperatorCard,
    Step,
    StepState,
    clean_operator,
    clean_values,
    next_step,
    open_secrets,
    reason_of,
    seal_secrets,
    within,
)
from uchastie.kernel.errors import Refusal

CARD = OperatorCard(
    name="  АНО   «Добрый Урал» ",
    inn="7707083893",
    ogrn="1027700132195",
    address="620000, Екатеринбург, ул. Мира, 5",
    email=" Data@Example.org ",
    phone="8 343 555-01-12",
)
MAIL = {"host": "mail.example.org", "port": "465", "security": "ssl", "from_email": "no-reply@example.org"}


def test_an_operator_is_kept_clean() -> None:
    clean = clean_operator(CARD)
    assert (clean.name, clean.email, clean.phone) == ("АНО «Добрый Урал»", "data@example.org", "+73435550112")
    assert clean.known
    assert clean.title == "Участие"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"inn": ""}, "inn"),
        ({"inn": "7707083894"}, "inn"),
        ({"inn": "77070838"}, "inn"),
        ({"ogrn": "1027700132196"}, "ogrn"),
        ({"ogrn": "х"}, "ogrn"),
        ({"address": ""}, "address"),
        ({"email": "data@"}, "email"),
        ({"phone": "12"}, "phone"),
    ],
)
def test_a_wrong_operator_is_told_at_its_field(changes: dict[str, str], field: str) -> None:
    from dataclasses import replace

    with pytest.raises(Refusal) as refusal:
        clean_operator(replace(CARD, **changes))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (ChannelKind.EMAIL, MAIL | {"host": ""}, "host"),
        (ChannelKind.EMAIL, MAIL | {"host": "https://mail.example.org/"}, "host"),
        (ChannelKind.EMAIL, MAIL | {"port": "70000"}, "port"),
        (ChannelKind.EMAIL, MAIL | {"port": "двадцать"}, "port"),
        (ChannelKind.EMAIL, MAIL | {"security": "любая"}, "security"),
        (ChannelKind.EMAIL, MAIL | {"from_email": "no-reply"}, "from_email"),
        (ChannelKind.EMAIL, MAIL | {"password": "x"}, "user"),
        (ChannelKind.SMS, {"url": "http://gate.example.org/", "key": "k"}, "url"),
        (ChannelKind.SMS, {"url": "ftp://gate.example.org/", "key": "k"}, "url"),
        (ChannelKind.SMS, {"url": "https://user:pass@gate.example.org/", "key": "k"}, "url"),
        (ChannelKind.SMS, {"url": "https://gate.example.org/", "key": ""}, "key"),
        (ChannelKind.SMS, {"url": "https://gate.example.org/", "key": "ключ"}, "key"),
        (ChannelKind.PUSH, {"contact": "кто-то"}, "contact"),
    ],
)
def test_a_wrong_channel_is_told_at_its_field(kind: ChannelKind, values: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        clean_values(kind, values)
    assert refusal.value.field == field


def test_secrets_open_with_an_older_key_and_with_no_strange_one() -> None:
    sealed = seal_secrets({"password": "тайна"}, ["old"])
    assert "тайна" not in sealed
    assert open_secrets(sealed, ["new", "old"]) == {"password": "тайна"}
    assert open_secrets(sealed, ["new"]) is None
    assert open_secrets("", ["new"]) == {}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (smtplib.SMTPAuthenticationError(535, b"no"), "ответ 535"),
        (socket.gaierror(), "Такого сервера нет"),
        (ConnectionRefusedError(), "порту не отвечает"),
        (TimeoutError(), "не отвечает"),
        (smtplib.SMTPServerDisconnected(), "оборвал"),
        (ValueError("секрет"), "не удалась"),
    ],
)
def test_reasons_are_in_russian_and_hold_no_secret(error: Exception, words: str) -> None:
    said = reason_of(error)
    assert words in said
    assert "секрет" not in said


def test_nobody_waits_longer_than_told() -> None:
    began = time.monotonic()
    one, other = socket.socketpair()
    with one, other, pytest.raises(Failed, match="не ответил"):
        within(0.2, lambda: str(one.recv(1)))
    assert time.monotonic() - began < 2


def _step(key: str, state: StepState, *, optional: bool = False) -> Step:
    return Step(key, 1, key, state, "", "", "/", optional=optional)


@pytest.mark.parametrize(
    ("steps", "key"),
    [
        ([("a", "done", False), ("b", "todo", True), ("c", "todo", False)], "c"),
        ([("a", "done", False), ("b", "todo", True)], None),
        ([("a", "done", False), ("b", "failed", True)], "b"),
    ],
)
def test_the_next_step_is_one_that_must_be_done(steps: list[Any], key: str | None) -> None:
    found = next_step([_step(name, StepState(state), optional=optional) for name, state, optional in steps])
    assert (found.key if found else None) == key
