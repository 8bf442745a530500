"""What guardians hear from above: papers that come into force and lapse move the gates."""

from typing import Protocol
from uuid import UUID

from uchastie.crm.guardians import actions


class OfGuardian(Protocol):
    @property
    def guardian_id(self) -> UUID | None: ...


def follow_papers(event: OfGuardian) -> None:
    if event.guardian_id is not None:
        actions.recheck(event.guardian_id)
