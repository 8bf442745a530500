"""Facts events announce."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EventHeld:
    """It is over: from now on it counts."""

    event_id: UUID


@dataclass(frozen=True, slots=True)
class ReachChanged:
    """A mark came late or was taken back after the event was over."""

    event_id: UUID
