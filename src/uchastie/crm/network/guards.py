"""What the network cannot know of its staff: the work they lead. Those who do know register here, and when somebody
leaves it is handed over (wired in `project/wiring.py`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from uchastie.kernel.actor import Actor

if TYPE_CHECKING:
    from uchastie.crm.network.models import Unit


@dataclass(frozen=True, slots=True)
class Work:
    """`count(unit, user_id)`: what is open. `hand_over(actor, unit, from_id, to_id, note)` gives it to a colleague, or
    with None to nobody; it answers how much it was, in the transaction of the one who asks. `words`: the forms of
    «заявка»."""

    words: tuple[str, str, str]
    count: "Callable[[Unit, UUID], int]"
    hand_over: "Callable[[Actor, Unit, UUID, UUID | None, str], int]"


type WhyClosed = "Callable[[Unit], str]"

_why_closed: list[WhyClosed] = []


def register_why_closed(found: WhyClosed) -> None:
    """`found(unit)`: why this centre may not be opened now, in words; "" when nothing is against it."""
    if found not in _why_closed:
        _why_closed.append(found)


def why_closed(unit: "Unit") -> str:
    return next((why for found in _why_closed if (why := found(unit))), "")


_works: dict[str, Work] = {}


def register_work(name: str, work: Work) -> None:
    _works[name] = work


def works() -> tuple[Work, ...]:
    return tuple(_works.values())
