"""Gates that upper capabilities know of (agreements); they register here (wired in `project/wiring.py`)."""

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
