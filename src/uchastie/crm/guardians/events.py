"""What others may hear of a guardian."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class GuardianReady:
    """All gates are passed: families may be proposed to it."""

    guardian_id: UUID


@dataclass(frozen=True, slots=True)
class GuardianChanged:
    """What it can do, for how many, or whether it takes families at all."""

    guardian_id: UUID


@dataclass(frozen=True, slots=True)
class GuardianDecided:
    """The federal team has looked at the application."""

    guardian_id: UUID
    approved: bool
