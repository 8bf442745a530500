"""What a centre has ready before people come (A69-A71), and what its public page must say."""

from dataclasses import dataclass
from enum import StrEnum

from uchastie.kernel.errors import Refusal

NOTE_LIMIT = 300


class Item(StrEnum):
    CONSULTING_AREA = "consulting_area"
    POSTER = "poster"
    SCREENS = "screens"
    QR = "qr"
    METHODS = "methods"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`photo`: it can be seen, so a picture proves it."""

    title: str
    hint: str
    photo: bool = True


ITEMS: dict[Item, Wanted] = {
    Item.CONSULTING_AREA: Wanted(
        "Консультационная зона", "Стол, два стула, можно поговорить так, чтобы не слышали другие."
    ),
    Item.POSTER: Wanted("Плакат о бесплатных сервисах", "Висит у входа, на уровне глаз, телефон центра виден."),
    Item.SCREENS: Wanted("Ролик Добро.Взаимно на экранах", "Экран включён в часы приёма. Нет экрана — так и отметьте."),
    Item.QR: Wanted("Код для оценки", "Напечатан не мельче 8 см и открывается с телефона посетителя."),
    Item.METHODS: Wanted("Пособия изучены", "Памятки из «Памяток» и курсы Добро.Университета прочитаны.", photo=False),
}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of the public page of a centre."""

    address: bool
    phone: bool
    email: bool
    hours: bool
    directions: bool
    place_on_map: bool
    host: bool
    room: bool
    services: int


def missing_of_page(facts: PageFacts) -> tuple[str, ...]:
    """What the page lacks, in words of its editor."""
    checks = (
        (facts.address, "адрес"),
        (facts.phone, "телефон"),
        (facts.email, "адрес почты"),
        (facts.hours, "часы работы"),
        (facts.directions, "как пройти"),
        (facts.place_on_map, "точка на карте"),
        (facts.host, "при какой организации"),
        (facts.room, "хотя бы одно помещение"),
        (facts.services > 0, "сервисы"),
    )
    return tuple(name for there, name in checks if not there)


def require_note(text: str) -> str:
    note = " ".join(text.split())
    if len(note) > NOTE_LIMIT:
        raise Refusal("note", f"Слишком длинно: не больше {NOTE_LIMIT} знаков.", field="note")
    return note
