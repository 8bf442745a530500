"""Whom to tell: built from the directory. `notify(to=…)` takes what these answer; None is somebody who is no more."""

from uuid import UUID

from uchastie.crm.notifications.guards import directory
from uchastie.crm.notifications.rules import Recipient


def person(person_id: UUID, *, about_id: UUID, unit_id: UUID | None = None) -> Recipient | None:
    """A beneficiary, with contacts, zone and the values of the placeholders that every text may have."""
    return directory().person(person_id, unit_id=unit_id, about_id=about_id)


def staff(user_id: UUID, *, unit_id: UUID | None = None) -> Recipient | None:
    """A user who works, in the hours of the unit."""
    return directory().staff(user_id, unit_id=unit_id)
