"""What upper capabilities know of a guardian: gates (agreements), families (pairs). They register here (wired in
`project/wiring.py`)."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from uchastie.crm.guardians.rules import Gate

type GateMaker = Callable[[UUID], tuple[Gate, ...]]
_makers: list[GateMaker] = []


def register_gate(maker: GateMaker) -> None:
    if maker not in _makers:
        _makers.append(maker)


def gates_of(guardian_id: UUID) -> "tuple[Gate, ...]":
    return tuple(gate for maker in _makers for gate in maker(guardian_id))


type FamilyCounter = Callable[[UUID], int]
_counters: list[FamilyCounter] = []


def register_families(counter: FamilyCounter) -> None:
    if counter not in _counters:
        _counters.append(counter)


def count_families(guardian_id: UUID) -> int:
    """How many families it helps or is promised to."""
    return sum(counter(guardian_id) for counter in _counters)
