"""Registrations and marks: who has a place, who waits, who came."""

from dataclasses import dataclass
from enum import StrEnum

from uchastie.crm.events.rules.event import MOST_AT_ONCE
from uchastie.kernel.errors import Refusal
from uchastie.ui.text import plural

MOST_UNNAMED = 999


class Standing(StrEnum):
    GOING = "going"
    WAITING = "waiting"
    CANCELLED = "cancelled"


STANDING_NAMES: dict[Standing, str] = {
    Standing.GOING: "записан",
    Standing.WAITING: "ждёт места",
    Standing.CANCELLED: "отменил",
}


class Source(StrEnum):
    WEB = "web"
    STAFF = "staff"
    TABLE = "table"
    DOOR = "door"  # came without a registration; holds no promise of a place


class MarkWay(StrEnum):
    """By what the person was recognised at the door."""

    CODE = "code"
    NUMBER = "number"
    CHOSEN = "chosen"
    UNNAMED = "unnamed"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Guest:
    """Who registers: what is typed on the form."""

    name: str
    phone: str = ""
    email: str = ""
    people: int = 1
    of_age: bool = False  # «каждому из нас есть 14 лет»


@dataclass(frozen=True, slots=True)
class Reach:
    """People, not marks. A person is counted once however often marked; `unnamed` are among those who came. Who was
    written down at the door did not register before."""

    registered: int
    waiting: int
    came: int
    unnamed: int
    expected: int = 0  # of those who came, how many had registered before

    @property
    def share(self) -> int:
        """Percent of the registered who came; 0 when nobody registered."""
        return min(100, round(100 * self.expected / self.registered)) if self.registered else 0


def require_people(count: int) -> None:
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refusal(
            "people", f"На одну запись — до {MOST_AT_ONCE} человек. Для группы позвоните в центр.", field="people"
        )


def require_came(count: int, *, named: bool) -> None:
    most = MOST_AT_ONCE if named else MOST_UNNAMED
    if not 1 <= count <= most:
        raise Refusal("people", f"Напишите число от 1 до {most}.", field="people")


def seats_left(places: int | None, taken: int) -> int | None:
    return None if places is None else max(0, places - taken)


def told_seats(places: int | None, taken: int) -> str:
    """«Записались 18, осталось 6 мест»."""
    went = f"Записались {taken}" if taken else "Пока никто не записался"
    left = seats_left(places, taken)
    if left is None:
        return f"{went}, мест хватит всем"
    if left == 0:
        return f"{went}, мест нет: можно встать в очередь"
    return f"{went}, {'осталось' if taken else 'есть'} {plural(left, 'место', 'места', 'мест')}"
