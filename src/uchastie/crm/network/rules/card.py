"""What the card of a centre may contain."""

import re
from dataclasses import dataclass, replace

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.ru import inn

from uchastie.kernel.errors import Refusal

ZONES: dict[str, str] = {
    "Europe/Kaliningrad": "Калининград, МСК−1",
    "Europe/Moscow": "Москва, МСК",
    "Europe/Samara": "Самара, МСК+1",
    "Asia/Yekaterinburg": "Екатеринбург, МСК+2",
    "Asia/Omsk": "Омск, МСК+3",
    "Asia/Krasnoyarsk": "Красноярск, МСК+4",
    "Asia/Irkutsk": "Иркутск, МСК+5",
    "Asia/Yakutsk": "Якутск, МСК+6",
    "Asia/Vladivostok": "Владивосток, МСК+7",
    "Asia/Magadan": "Магадан, МСК+8",
    "Asia/Kamchatka": "Камчатка, МСК+9",
}
SOUTHMOST, NORTHMOST = 41.0, 82.0  # degrees: the country lies between


@dataclass(frozen=True, slots=True)
class CentreCard:
    """The fields of a centre that people write. Coordinates in degrees; no zone means that of the region."""

    name: str
    town: str
    address: str
    host_name: str = ""
    host_inn: str = ""
    directions: str = ""
    phone: str = ""
    email: str = ""
    tz: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Room:
    name: str
    note: str = ""
    step_free: bool = False


@dataclass(frozen=True, slots=True)
class Municipality:
    oktmo: str
    name: str


def clean_card(card: CentreCard) -> CentreCard:
    """The card as it is kept; `Refusal` at the first field that cannot be."""
    if not card.name.strip():
        raise Refusal("name", "Напишите название центра.", field="name")
    if not card.town.strip() or not card.address.strip():
        field = "address" if card.town.strip() else "town"
        raise Refusal("place", "Без населённого пункта и адреса центр не найти.", field=field)
    if card.tz and card.tz not in ZONES:
        raise Refusal("tz", "Выберите часовой пояс из списка.", field="tz")
    return replace(
        card,
        name=_one_line(card.name),
        town=_one_line(card.town),
        address=_one_line(card.address),
        host_name=_one_line(card.host_name),
        directions=_one_line(card.directions),
        host_inn=clean_inn(card.host_inn),
        phone=clean_phone(card.phone),
        email=card.email.strip().lower(),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def clean_inn(text: str) -> str:
    """Ten digits of an organisation or twelve of a sole trader, with the check digits right."""
    digits = re.sub(r"[\s-]", "", text)
    if not digits:
        return ""
    if not digits.isdecimal() or len(digits) not in {10, 12}:
        raise Refusal(
            "inn", f"В ИНН 10 или 12 цифр, а здесь {len(digits)} знаков. Сверьте с карточкой.", field="host_inn"
        )
    try:
        return str(inn.validate(digits))
    except ValidationError:
        raise Refusal(
            "inn", "Контрольная цифра ИНН не сходится: проверьте, нет ли опечатки.", field="host_inn"
        ) from None


def clean_phone(text: str) -> str:
    """«8 (343) 555-01-12» → «+73435550112»."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "RU")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Refusal("phone", "Телефон записан не полностью. Пример: +7 343 555-01-12", field="phone")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def parse_place(text: str) -> tuple[float | None, float | None]:
    """«56.8951, 60.5946», as maps give it → degrees north and east; nothing → nothing."""
    if not text.strip():
        return None, None
    numbers = re.findall(r"-?\d+(?:[.,]\d+)?", text if "." in text else text.replace(", ", " "))
    if len(numbers) != 2:
        raise Refusal("place", "Нужны два числа: широта и долгота. Пример: 56.8951, 60.5946", field="place")
    latitude, longitude = (float(number.replace(",", ".")) for number in numbers)
    if not -180 <= longitude <= 180 or not SOUTHMOST <= latitude <= NORTHMOST:
        raise Refusal("place", "Это не в России. Возможно, широта и долгота перепутаны местами.", field="place")
    return latitude, longitude


def parse_territory(text: str, oktmo_prefix: str) -> list[Municipality]:
    """A line for each municipality: «65701000 город Екатеринбург»."""
    parts: dict[str, Municipality] = {}
    for number, line in enumerate(filter(str.strip, text.splitlines()), start=1):
        match = re.fullmatch(r"\s*(\d{8}|\d{11})[\s,;—–-]+(\S.*?)\s*", line)
        if not match:
            message = f"Строка {number}: нужен код ОКТМО из 8 или 11 цифр и название. Пример: 65701000 Екатеринбург"
            raise Refusal("territory", message, field="territory")
        if not match[1].startswith(oktmo_prefix):
            message = f"Строка {number}: код {match[1]} другого региона, здесь коды начинаются с {oktmo_prefix}."
            raise Refusal("territory", message, field="territory")
        parts[match[1]] = Municipality(match[1], match[2][:200])
    return list(parts.values())


LATIN = {
    **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
}


def make_slug(name: str) -> str:
    """«Добро.Центр «Уралмаш»» → "uralmash": the address of a centre, from the name in quotes when there is one."""
    quoted = re.search(r"«([^«»]+)»", name)
    plain = (quoted[1] if quoted else name).casefold()
    latin = "".join(LATIN.get(letter, letter) for letter in plain)
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:50] or "centre"
