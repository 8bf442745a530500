"""How people are reached, and their ID on Добро.рф: pure functions."""

import re
import unicodedata
from enum import StrEnum

import phonenumbers

from uchastie.kernel.errors import Refusal


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

EMAIL_LIMIT = 254
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*\.[^@\s.\d]{2,}")
_PHONE_EXAMPLE = "Пример: +7 912 345-67-89"


def phone_e164(text: str) -> str:
    """Any usual way of writing a phone → «+79123456789». `Refusal("phone")` says how many digits are off.

    8, 7, +7 or ten digits are Russian; foreign numbers need «+» (Kazakhstan shares +7: its codes begin with 6 or 7)."""
    digits = re.sub(r"[^0-9]", "", text)
    international = text.strip().startswith("+")
    if international and not (digits.startswith("7") and digits[1:2] not in {"6", "7"}):
        return _foreign(text)
    if international or (len(digits) != 10 and digits[:1] in {"7", "8"}):
        digits = digits[1:]
    if len(digits) != 10:
        raise Refusal("phone", f"{_digits_off(len(digits) - 10)}. {_PHONE_EXAMPLE}", field="phone")
    if digits[0] not in "3489":
        message = f"Такого кода в России нет. Проверьте первые цифры. {_PHONE_EXAMPLE}"
        raise Refusal("phone", message, field="phone")
    return "+7" + digits


def _digits_off(extra: int) -> str:
    if extra == -10:
        return "В номере нет цифр"
    if extra < 0:
        return f"Не хватает {-extra} {'цифры' if extra == -1 else 'цифр'}"
    return "Одна цифра лишняя" if extra == 1 else f"Лишних цифр: {extra}"


def _foreign(text: str) -> str:
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refusal("phone", f"Номер не похож на телефон. {_PHONE_EXAMPLE}", field="phone")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def email_address(text: str) -> str:
    """Lower case, without spaces around. `Refusal("email")` when it cannot be an address."""
    address = text.strip().lower()
    printable = not any(unicodedata.category(letter).startswith("C") for letter in address)
    if len(address) > EMAIL_LIMIT or not printable or not _EMAIL.fullmatch(address):
        message = "Адрес почты не похож на настоящий. Пример: vera@почта.рф"
        raise Refusal("email", message, field="email")
    return address


def volunteer_id(text: str) -> str:
    """ID on Добро.рф: 4 to 10 digits (A66). `Refusal("volunteer_id")` otherwise."""
    digits = re.sub(r"^(id|№)\s*:?|\s", "", text.strip(), flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9]{4,10}", digits):
        message = "ID на Добро.рф — это от 4 до 10 цифр, например 96002534. Если ID нет, оставьте поле пустым."
        raise Refusal("volunteer_id", message, field="volunteer_id")
    return digits


def require_reachable(way: Way, *, phone: str, email: str) -> None:
    """The preferred way needs its contact (A37); for who comes in person any contact or none will do."""
    if way in {Way.PHONE, Way.SMS} and not phone:
        raise Refusal(
            "phone", f"Напишите телефон: иначе мы не сможем с вами связаться. {_PHONE_EXAMPLE}", field="phone"
        )
    if way is Way.EMAIL and not email:
        raise Refusal("email", "Напишите адрес почты: на него придёт ответ.", field="email")
