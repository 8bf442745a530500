"""Names, phones and outside ids of beneficiaries: pure functions."""

import re
from enum import StrEnum

import phonenumbers

from uchastie.kernel.errors import Refusal


class Kind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Way(StrEnum):
    """How a person prefers to be reached (A37)."""

    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    VISIT = "visit"


WAY_NAMES: dict[Way, str] = {
    Way.PHONE: "Звонок",
    Way.SMS: "СМС",
    Way.EMAIL: "Письмо",
    Way.VISIT: "Приду сам или сама",
}

_PATRONYMIC = re.compile(r"(вич|вна|ична|оглы|кызы|ьич|мич)$")


def phone_e164(text: str) -> str:
    """Any usual way of writing a phone → «+79123456789». `Refusal("phone")` says how many digits are off.

    8, 7, +7 or ten digits are Russian; foreign numbers need «+»."""
    digits = re.sub(r"\D", "", text)
    if text.strip().startswith("+") and not digits.startswith("7"):
        return _foreign(text)
    if (len(digits) == 11 and digits[0] in "78") or (digits[:1] == "7" and text.strip().startswith("+")):
        digits = digits[1:]
    missing = 10 - len(digits)
    if missing:
        word = f"Не хватает цифр: {missing}" if missing > 0 else f"Лишних цифр: {-missing}"
        raise Refusal("phone", f"{word}. Пример: +7 912 345-67-89", field="phone")
    if digits[0] not in "3489":
        raise Refusal(
            "phone",
            "Такого кода в России нет. Проверьте первые цифры. Пример: +7 912 345-67-89",
            field="phone",
        )
    return "+7" + digits


def _foreign(text: str) -> str:
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refusal("phone", "Номер не похож на телефон. Пример: +7 912 345-67-89", field="phone")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def volunteer_id(text: str) -> str:
    """ID on Добро.рф: 4 to 10 digits (A66). `Refusal("volunteer_id")` otherwise."""
    digits = re.sub(r"\s", "", text)
    if not re.fullmatch(r"\d{4,10}", digits):
        message = "ID на Добро.рф — это от 4 до 10 цифр, например 96002534. Если ID нет, оставьте поле пустым."
        raise Refusal("volunteer_id", message, field="volunteer_id")
    return digits


def clean_name(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def salutation(name: str) -> str:
    """How to address a person: «Ларина Вера Павловна» → «Вера Павловна», «Вера» → «Вера»."""
    words = name.split()
    for place, word in enumerate(words):
        if place and _PATRONYMIC.search(word.lower()):
            return f"{words[place - 1]} {word}"
    return name


def same_name(one: str, other: str) -> bool:
    def fold(name: str) -> list[str]:
        return sorted(name.casefold().replace("ё", "е").split())

    return fold(one) == fold(other)
