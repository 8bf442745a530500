"""A file opens to those whom the guard of its purpose lets through, and to nobody when there is no guard."""

from uchastie.crm.documents import guards
from uchastie.crm.documents.guards import About
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen


def may_read(actor: Actor, file: About) -> bool:
    if actor.kind is ActorKind.SYSTEM:
        return True
    guard = guards.guard_of(file.purpose)
    return guard is not None and guard(actor, file)


def require_read(actor: Actor, file: About) -> None:
    if not may_read(actor, file):
        raise NotSeen
