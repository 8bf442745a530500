"""How many families a guardian helps at once."""

from collections.abc import Collection
from dataclasses import dataclass

from uchastie.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Places:
    """How many families a guardian helps at once; `taken` are helped, `reserved` are promised."""

    capacity: int
    taken: int = 0
    reserved: int = 0

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken - self.reserved)


def free_seat(capacity: int, occupied: Collection[int]) -> int:
    """The lowest number of a place nobody has; numbers are unique among the open pairs of a guardian, which is what
    keeps the last place from being given twice."""
    if len(occupied) >= capacity:
        raise Refusal("no_places", "У этого опекуна все места заняты. Выберите другого или дождитесь свободного места.")
    return next(number for number in range(1, capacity + 1) if number not in occupied)
