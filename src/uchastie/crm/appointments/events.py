"""Facts that appointments announce. Whoever has made an appointment knows whom it is about."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AppointmentDue:
    """It is time to remind the person. `kind` is a `ReminderKind`; `sequence` tells a moved meeting from the old one."""

    appointment_id: UUID
    about_id: UUID
    kind: str
    sequence: int
