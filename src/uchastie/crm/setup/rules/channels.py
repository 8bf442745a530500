"""The three ways outside and what each must be told."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from uchastie.kernel.errors import Refusal


class ChannelKind(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"


CHANNEL_NAMES: dict[ChannelKind, str] = {
    ChannelKind.EMAIL: "Почта",
    ChannelKind.SMS: "СМС",
    ChannelKind.PUSH: "Уведомления на телефон",
}
MEANWHILE: dict[ChannelKind, str] = {
    ChannelKind.EMAIL: "Письма не пропадут: они ждут отправки, а люди видят сообщения на странице своей заявки.",
    ChannelKind.SMS: "Сообщения не пропадут: пока они уходят письмом и уведомлением, а люди видят их на странице заявки.",
    ChannelKind.PUSH: "Сообщения не пропадут: пока они уходят письмом, а люди видят их на странице заявки.",
}
SECURITY_NAMES: dict[str, str] = {
    "ssl": "шифрование сразу, обычно порт 465",
    "starttls": "шифрование командой, обычно порт 587",
    "none": "без шифрования, только внутри своей сети",
}


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    hint: str = ""
    required: bool = False
    secret: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


FIELDS: dict[ChannelKind, tuple[Field, ...]] = {
    ChannelKind.EMAIL: (
        Field("host", "Сервер", "mail.организация.рф", required=True),
        Field("port", "Порт", "465, 587 или 25", required=True),
        Field("security", "Защита", choices=SECURITY_NAMES, required=True),
        Field("user", "Имя пользователя", "часто это сам адрес; пусто, если сервер не спрашивает"),
        Field("password", "Пароль", secret=True),
        Field("from_email", "С какого адреса писать", "no-reply@организация.рф", required=True),
        Field("from_name", "От чьего имени", "Участие"),
    ),
    ChannelKind.SMS: (
        Field("url", "Адрес шлюза", "https://…, его даёт оператор связи", required=True),
        Field("key", "Ключ", secret=True, required=True),
        Field("sender", "Подпись", "как согласовано с оператором; пусто, если подпись одна"),
    ),
    ChannelKind.PUSH: (
        Field(
            "contact", "Почта для служб доставки", "на неё напишут, если с уведомлениями что-то не так", required=True
        ),
        Field("public_key", "Открытый ключ"),
        Field("private_key", "Закрытый ключ", secret=True),
    ),
}
GENERATED = {"public_key", "private_key"}  # made here, typed by nobody


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """`values` hold secrets in the open: never shown, never logged. `source`: "page" or "environment"."""

    enabled: bool
    values: dict[str, str] = field(repr=False)
    source: str


def own_fields(kind: ChannelKind) -> tuple[Field, ...]:
    """What a person fills in."""
    return tuple(one for one in FIELDS[kind] if one.name not in GENERATED)


def clean_values(kind: ChannelKind, values: Mapping[str, str]) -> dict[str, str]:
    """As they are kept; `Refusal` at the first field that cannot be."""
    clean = {one.name: values.get(one.name, "").strip() for one in own_fields(kind)}
    for one in own_fields(kind):
        if one.required and not clean[one.name]:
            raise Refusal("channel_field", f"Заполните: {one.label.lower()}.", field=one.name)
        if one.secret and not clean[one.name].isascii():
            message = "Русских букв здесь не бывает: проверьте раскладку клавиатуры."
            raise Refusal("channel_field", message, field=one.name)
    if kind is ChannelKind.EMAIL:
        _check_email(clean)
    elif kind is ChannelKind.SMS:
        _check_url(clean["url"])
    elif not _is_email(clean["contact"]):
        raise Refusal("channel_field", "Это не похоже на адрес почты.", field="contact")
    return clean


def _check_email(values: dict[str, str]) -> None:
    if not re.fullmatch(r"[\w.:\[\]-]+", values["host"]):
        raise Refusal("channel_field", "Имя сервера без пробелов и «https://»: mail.организация.рф", field="host")
    if not values["port"].isdecimal() or not 1 <= int(values["port"]) <= 65535:
        raise Refusal("channel_field", "Порт — число, обычно 465, 587 или 25.", field="port")
    if values["security"] not in SECURITY_NAMES:
        raise Refusal("channel_field", "Выберите, как защищено соединение.", field="security")
    if not _is_email(values["from_email"]):
        raise Refusal("channel_field", "Это не похоже на адрес почты.", field="from_email")
    if values["password"] and not values["user"]:
        raise Refusal("channel_field", "Пароль без имени пользователя не нужен: впишите имя.", field="user")


def _is_email(text: str) -> bool:
    return bool(re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+", text))


def _check_url(url: str) -> None:
    """The key must not travel in the open: only https, or this very machine."""
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username:
        raise Refusal("channel_field", "Нужен адрес целиком: https://шлюз/отправить", field="url")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise Refusal("channel_field", "Соединение не защищено: нужен адрес, который начинается с https.", field="url")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
