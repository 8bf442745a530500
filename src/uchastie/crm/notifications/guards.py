"""Asked upward: who is reached how. Messages stand below the people, the network and the desk, so `project/wiring.py`
gives them a directory."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from uchastie.crm.notifications.rules import Recipient


class Directory(Protocol):
    def person(self, person_id: UUID, *, unit_id: UUID | None, about_id: UUID) -> "Recipient | None":
        """A beneficiary with contacts, zone and the values of the common placeholders; None for one who is no more."""

    def staff(self, user_id: UUID, *, unit_id: UUID | None) -> "Recipient | None":
        """A user with the moment from which the hours of the unit allow to write; None for one who works no more."""

    def answerable(self, about_id: UUID, unit_id: UUID | None) -> list[UUID]:
        """Who takes care of this object: the assignee, else the heads of the unit."""

    def address(self, about_id: UUID) -> str:
        """Where staff open the object; "" when there is no such page."""

    def common(self, about_id: UUID) -> UUID | None:
        """What this object shares with many others, when one person has to call all their people; None for what stands
        by itself."""

    def names(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        """Names of beneficiaries for those who may see the messages about them."""

    def matching(self, text: str) -> Collection[Any]:
        """Ids of beneficiaries whom the words or the phone fit."""


_directory: list[Directory] = []


def register(directory: Directory) -> None:
    _directory[:] = [directory]


def directory() -> Directory:
    return _directory[0]
