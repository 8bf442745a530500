"""Facts about messages."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PersonNotReached:
    """An important message has no channel left: a person has to be called."""

    message_id: UUID
