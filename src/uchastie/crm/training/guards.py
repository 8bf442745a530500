"""What training cannot know of the services: licensing stands above and registers here (`project/wiring.py`)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uchastie.crm.network.models import Unit


@dataclass(frozen=True, slots=True)
class Offered:
    """A service the unit offers; `since` when it took it, None for those it always has."""

    code: str
    name: str
    since: dt.datetime | None = None


type OfferedFinder = "Callable[[Unit], list[Offered]]"

_finders: list[OfferedFinder] = []


def register_offered(finder: OfferedFinder) -> None:
    """`finder(unit)` in one statement."""
    _finders[:] = [finder]


def offered_by(unit: "Unit") -> list[Offered]:
    return _finders[0](unit) if _finders else []
