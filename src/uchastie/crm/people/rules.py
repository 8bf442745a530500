"""Names, phones, addresses of e-mail and outside ids of beneficiaries: pure functions."""

import re
import unicodedata
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

NAME_LIMIT = 200
EMAIL_LIMIT = 254
_PATRONYMIC = re.compile(r"(вич|вна|ична|ьич|мич)$")
_PARTICLES = frozenset({"оглы", "кызы", "улы", "уулу"})
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


def clean_name(text: str) -> str:
    """Without control characters and doubled spaces."""
    visible = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    return re.sub(r"\s+", " ", visible).strip()


def require_name(text: str) -> str:
    """The clean name. `Refusal("name")` when nothing can be read in it or it is too long."""
    name = clean_name(text)
    if not any(letter.isalpha() for letter in name):
        raise Refusal("name", "Напишите имя: так мы поймём, как к вам обращаться.", field="name")
    if len(name) > NAME_LIMIT:
        raise Refusal("name", f"Имя длиннее {NAME_LIMIT} знаков. Сократите его.", field="name")
    return name


def require_reachable(way: Way, *, phone: str, email: str) -> None:
    """The preferred way needs its contact (A37); for who comes in person any contact or none will do."""
    if way in {Way.PHONE, Way.SMS} and not phone:
        raise Refusal(
            "phone", f"Напишите телефон: иначе мы не сможем с вами связаться. {_PHONE_EXAMPLE}", field="phone"
        )
    if way is Way.EMAIL and not email:
        raise Refusal("email", "Напишите адрес почты: на него придёт ответ.", field="email")


def salutation(name: str) -> str:
    """How to address a person: «Ларина Вера Павловна» → «Вера Павловна», «Вера» → «Вера»."""
    words = name.split()
    for place, word in enumerate(words):
        if place > 1 and word.lower() in _PARTICLES:
            return " ".join(words[place - 2 : place + 1])
        follows_particle = any(later.lower() in _PARTICLES for later in words[place + 1 :])
        if place and not follows_particle and _PATRONYMIC.search(word.lower()):
            return f"{words[place - 1]} {word}"
    return name


def same_name(one: str, other: str) -> bool:
    """The same words in any order, ё as е: «Ларина Вера» is «вера ларина»."""

    def fold(name: str) -> list[str]:
        return sorted(name.casefold().replace("ё", "е").split())

    return fold(one) == fold(other)
