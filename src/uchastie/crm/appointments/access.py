"""Who may see and write absences. Bookings are opened by what they are about: the capability above asks its own door."""

from collections.abc import Iterable
from uuid import UUID

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

WORKERS = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD)


def manages(actor: Actor, paths: Iterable[str]) -> bool:
    """Is the actor the head of one of the units?"""
    return actor.kind is ActorKind.SYSTEM or any(actor.covers(path, Role.CENTRE_HEAD) for path in paths)


def knows_why(actor: Actor, user_id: UUID, path: str) -> bool:
    """The reason of an absence is for the employee himself and his head; the others see that he is away."""
    return actor.user_id == user_id or manages(actor, (path,))


def require_absences(actor: Actor, user_id: UUID, paths: Iterable[str]) -> None:
    """Oneself, and the head of a unit where the person works. For the rest the person does not exist."""
    if actor.user_id != user_id and not manages(actor, paths):
        raise NotSeen
