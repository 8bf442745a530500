"""An event in words: when it is, how many places are left, for whom. For pages, panels and letters alike."""

from dataclasses import dataclass

from uchastie.crm.events import rules
from uchastie.crm.events.models import Event
from uchastie.crm.events.rules import STATE_NAMES, State, told_seats
from uchastie.kernel import clock
from uchastie.ui import text

MARKS = {State.DRAFT: "circle", State.PUBLISHED: "globe", State.HELD: "check", State.CANCELLED: "ban"}


@dataclass(frozen=True, slots=True)
class Told:
    event: Event
    when: str
    seats: str
    age: str
    icon: str
    state: str
    number: int = 0  # people who came


def when(event: Event) -> str:
    """«сб, 28 ноября, 12:00–14:00» by the clock of the centre."""
    start, end = event.starts_at.astimezone(event.zone), event.ends_at.astimezone(event.zone)
    today = clock.today(event.zone)
    day = text.day(start.date(), today)
    if start.date() == end.date():
        return f"{day}, {text.time(start)}–{text.time(end)}"
    return f"{day}, {text.time(start)} — {text.day(end.date(), today)}, {text.time(end)}"


def is_door_open(event: Event) -> bool:
    """May people be marked now?"""
    return rules.is_door_open(State(event.state), event.starts_at, event.ends_at, clock.now())


def tell(event: Event, came: int = 0) -> Told:
    state = State(event.state)
    age = f"Бесплатно, с {event.min_age} лет" if event.min_age else "Бесплатно, для всех"
    seats = told_seats(event.places, event.taken)
    return Told(event, when(event), seats, age, MARKS[state], STATE_NAMES[state], came)
