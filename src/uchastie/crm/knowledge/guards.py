"""What knowledge cannot know of deliveries: the desk stands above and registers here (`project/wiring.py`)."""

from collections.abc import Callable, Collection
from uuid import UUID

type Ways = dict[str, int]  # by rules.Way; "" where it was not noted
type GivenCounter = Callable[[Collection[UUID]], dict[UUID, Ways]]

_counters: list[GivenCounter] = []


def register_given(counter: GivenCounter) -> None:
    """`counter(handout ids)`: how often each was given to a person and in which way, in one query."""
    _counters[:] = [counter]


def count_given(handout_ids: Collection[UUID]) -> dict[UUID, int]:
    return {pk: sum(ways.values()) for pk, ways in count_ways(handout_ids).items()}


def count_ways(handout_ids: Collection[UUID]) -> dict[UUID, Ways]:
    return _counters[0](handout_ids) if _counters and handout_ids else {}
