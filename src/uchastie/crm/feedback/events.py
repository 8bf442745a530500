"""Facts feedback announces."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MarkRaised:
    """A low mark waits for the head's answer."""

    mark_id: UUID
    unit_id: UUID


@dataclass(frozen=True, slots=True)
class MarkLeft:
    """A review by QR has been written, whatever its stars; not one that looks like a flood."""

    mark_id: UUID


@dataclass(frozen=True, slots=True)
class MarkAnswered:
    mark_id: UUID
    request_id: UUID | None
