"""What others may hear from a family's cabinet."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AppealSent:
    appeal_id: UUID
    case_id: UUID
    unit_id: UUID
