"""What others may hear of councils."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DecisionEnded:
    """A decision was carried out, or not, with a reason."""

    decision_id: UUID
    council_id: UUID
    unit_id: UUID
    done: bool
