"""Words of a report."""

from dataclasses import dataclass

from uchastie.ui import text

SMALL = 5  # fewer people of one group than this can be recognised in a town


@dataclass(frozen=True, slots=True)
class Change:
    """What a report says and what the records say now."""

    name: str
    was: int
    now: int


def total_names() -> dict[str, str]:
    """The sums, in the order of the page."""
    return {
        "people": "Людей и организаций",
        "persons": "Из них людей",
        "organisations": "Из них организаций",
        "services": "Оказано сервисов",
        "without_id": "Из них без ID",
        "received": "Пришло заявок",
        "due": "Ждали первого разговора",
        "kept": "Связались за 2 рабочих дня",
        "reviews": "Оценок",
        "positive": "Из них 4 и 5",
        "visits": "Посещений, человек",
        "events": "Событий",
        "guests": "Гостей на событиях",
    }


def veiled(number: int, *, inside: bool) -> str:
    """A handful of people of a rare group is told as a handful to those who do not know them already."""
    if inside or number == 0 or number >= SMALL:
        return text.number(number)
    return f"меньше {SMALL}"


def headline(people: int, services: int) -> str:
    if not services:
        return "За этот период сервисов ещё не оказано"
    given = text.plural(services, "сервис", "сервиса", "сервисов")
    return f"Оказано {given} для {text.plural(people, 'благополучателя', 'благополучателей', 'благополучателей')}"
