"""Signing in by a code: a contact shows that it is in somebody's hands, and that is all it shows."""

import datetime as dt
from enum import StrEnum

from uchastie.crm.people.rules import email_address, phone_e164
from uchastie.kernel.errors import Refusal
from uchastie.ui import text

LENGTH = 6
CODE_LIVES = dt.timedelta(minutes=10)
TRIES = 5
ALIVE = dt.timedelta(seconds=30)  # a second press within it sends nothing new: the first code is on its way
SHORT = dt.timedelta(hours=2)  # somebody else's phone or computer
REMEMBERED = dt.timedelta(days=30)


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"


class Opened(StrEnum):
    """How a contact came to open a card."""

    SITE = "site"  # the person typed it in the own request
    NUMBER = "number"  # its holder knew the number of a request
    LINK = "link"  # allowed by the person from the page behind the signed link


def kind_of(typed: str) -> tuple[ContactKind, str]:
    """«8 912 345-67-89» or «vera@mail.ru» → what it is and how it is kept. `Refusal("contact")` says what is wrong."""
    if not typed.strip():
        raise Refusal("contact", "Напишите телефон или адрес почты.", field="contact")
    kind = ContactKind.EMAIL if "@" in typed else ContactKind.PHONE
    try:
        return kind, email_address(typed) if kind is ContactKind.EMAIL else phone_e164(typed)
    except Refusal as refusal:
        raise Refusal("contact", refusal.message, field="contact") from refusal


def digits_of(typed: str) -> str:
    """«123-456», «123 456» → «123456». `Refusal("code")` when it cannot be a code."""
    digits = "".join(sign for sign in typed if sign.isascii() and sign.isdigit())
    if len(digits) != LENGTH:
        raise Refusal("code", f"В коде {LENGTH} цифр. Посмотрите ещё раз и введите их.", field="code")
    return digits


def mask(kind: str, value: str) -> str:
    """«+7 912 ···-··-89», «ve···@mail.ru»."""
    if kind == ContactKind.PHONE:
        return text.mask_phone(value)
    name, _, host = value.partition("@")
    return f"{name[:2] if len(name) > 2 else name[:1]}···@{host}"


def sms_text(code: str, host: str) -> str:
    """The last line lets a phone put the code into the form of this site and of no other."""
    return f"Код для входа в «Участие»: {code}. Никому его не говорите.\n\n@{host} #{code}"
