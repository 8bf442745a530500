"""Who may open a file is known to those who keep it: each purpose has its guard, registered in `project/wiring.py`."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

from uchastie.kernel.actor import Actor


class About(Protocol):
    """What a guard is told of a file."""

    purpose: str
    about_id: UUID
    unit_id: UUID | None


type Guard = Callable[[Actor, About], bool]

_guards: dict[str, Guard] = {}


def register(purpose: str, may_read: Guard) -> None:
    """`may_read(actor, file)`; a guard may also raise `NotSeen`."""
    _guards[purpose] = may_read


def guard_of(purpose: str) -> Guard | None:
    return _guards.get(purpose)


def purposes() -> frozenset[str]:
    return frozenset(_guards)
