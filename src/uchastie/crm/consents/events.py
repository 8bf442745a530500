"""Facts the registry of consents announces."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """`about_id` is the object the consent was given with: work on it stops."""

    consent_id: UUID
    subject_id: UUID
    about_id: UUID | None
