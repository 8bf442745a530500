"""Facts the registry of people announces."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OwnContactsGiven:
    """A person has typed these contacts in the own request on the site, not an employee from the person's words.

    "" for what was left out. They are heard inside the process only and are written nowhere but in the registry."""

    beneficiary_id: UUID
    phone: str
    email: str
