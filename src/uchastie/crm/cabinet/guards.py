"""Numbers of other capabilities by which a person finds the own card: a family, a guardian. They are told to the person by
phone, so whoever knows one and holds a contact of the card is let in (docs/adr 0011)."""

from collections.abc import Callable
from uuid import UUID

type Finder = Callable[[str, str], UUID | None]

_finders: list[Finder] = []


def register_number(finder: Finder) -> None:
    """`finder(number, contact)`: whose card it is when the contact (E.164, or an address in lower case) is on it."""
    if finder not in _finders:
        _finders.append(finder)


def owner_of_number(number: str, contact: str) -> UUID | None:
    return next((owner for finder in _finders if (owner := finder(number, contact))), None)
