"""Facts visits announce."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class VisitMarked:
    visit_id: UUID
    unit_id: UUID
