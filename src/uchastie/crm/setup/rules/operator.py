"""Who answers for the data: the one whose name stands on the page about them and under the letters."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.ru import inn, ogrn

from uchastie.kernel.errors import Refusal

SITE_NAME = "Участие"
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")


@dataclass(frozen=True, slots=True)
class OperatorCard:
    """Everything empty is an installation that nobody has set up yet."""

    name: str = ""
    inn: str = ""
    ogrn: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    registry_number: str = ""
    registry_on: dt.date | None = None
    site_name: str = ""

    @property
    def known(self) -> bool:
        """May be named to people: there is a name and a way to ask."""
        return bool(self.name and (self.email or self.phone))

    @property
    def title(self) -> str:
        return self.site_name or SITE_NAME


def clean_operator(card: OperatorCard) -> OperatorCard:
    """As it is kept; `Refusal` at the first field that cannot be."""
    flat: dict[str, Any] = {
        name: _one_line(getattr(card, name)) for name in ("name", "address", "registry_number", "site_name")
    }
    if len(flat["name"]) < 3:
        raise Refusal("operator_name", "Напишите полное название организации, как в её уставе.", field="name")
    if not flat["address"]:
        raise Refusal(
            "operator_address", "Напишите адрес организации: по нему пришлют письмо о данных.", field="address"
        )
    email = card.email.strip().lower()
    if not EMAIL.fullmatch(email):
        raise Refusal("operator_email", "Напишите адрес почты для вопросов о данных: имя@организация.рф", field="email")
    return replace(
        card, **flat, inn=_clean_inn(card.inn), ogrn=_clean_ogrn(card.ogrn), email=email, phone=_clean_phone(card.phone)
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _clean_inn(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if not digits.isdecimal() or len(digits) not in {10, 12}:
        message = f"В ИНН 10 или 12 цифр, а здесь {len(digits)} знаков. Сверьте с карточкой организации."
        raise Refusal("inn", message, field="inn")
    try:
        return str(inn.validate(digits))
    except ValidationError:
        message = "Контрольная цифра ИНН не сходится: проверьте, нет ли опечатки."
        raise Refusal("inn", message, field="inn") from None


def _clean_ogrn(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if not digits.isdecimal() or len(digits) not in {13, 15}:
        message = f"В ОГРН 13 цифр, у предпринимателя 15, а здесь {len(digits)} знаков."
        raise Refusal("ogrn", message, field="ogrn")
    try:
        return str(ogrn.validate(digits))
    except ValidationError:
        message = "Контрольная цифра ОГРН не сходится: проверьте, нет ли опечатки."
        raise Refusal("ogrn", message, field="ogrn") from None


def _clean_phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "RU")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refusal("phone", "Телефон записан не полностью. Пример: +7 343 555-01-12", field="phone")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
