"""What others may hear of voices. Ids only."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ItemAnswered:
    """Decided or done: the author has been told."""

    item_id: UUID
    unit_id: UUID
