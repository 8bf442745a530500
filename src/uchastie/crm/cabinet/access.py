"""Who is a visitor of the cabinet, and who answers a person about a request."""

from uchastie.crm.cabinet.models import SignIn
from uchastie.crm.desk.access import JUDGES, READERS
from uchastie.crm.desk.models import ServiceRequest
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


def hears_of(actor: Actor, request: ServiceRequest) -> bool:
    """A head who leads the request himself does not hear what is said of him: the region does."""
    return hears_wishes(actor, request.unit.path) and (actor.id is None or actor.id != request.assignee_id)


def require_head(actor: Actor, request: ServiceRequest) -> None:
    if not hears_of(actor, request):
        raise NotSeen
