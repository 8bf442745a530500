"""Who is a visitor of the cabinet, and who answers a person about a request."""

from uchastie.crm.cabinet.models import SignIn
from uchastie.crm.desk.access import JUDGES, READERS
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen

LISTENERS = READERS


def visitor(sign_in: SignIn) -> Actor:
    """The one who is in by a code: an id that opens nothing but the cabinet."""
    return Actor(ActorKind.HOLDER, id=sign_in.pk)


def is_staff_here(actor: Actor) -> bool:
    """Work and one's own affairs are kept apart: in the browser where one is signed in as a user, the cabinet is shut."""
    return actor.kind is ActorKind.USER


def hears_wishes(actor: Actor, path: str) -> bool:
    """Who asks for another employee is heard by the head and by the region, not by the employee (A13)."""
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *JUDGES)


def require_head(actor: Actor, path: str) -> None:
    if not hears_wishes(actor, path):
        raise NotSeen
