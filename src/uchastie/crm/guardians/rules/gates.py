"""The doors a guardian goes through before it may take a family (B38, B39). The page and the permission read one list."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class GateState(StrEnum):
    OPEN = "open"
    NOW = "now"  # needed next
    SOON = "soon"  # open, but its term ends soon
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Gate:
    key: str
    state: GateState
    title: str
    detail: str = ""

    @property
    def passed(self) -> bool:
        return self.state in {GateState.OPEN, GateState.SOON}


def are_passed(gates: Iterable[Gate]) -> bool:
    return all(gate.passed for gate in gates)
