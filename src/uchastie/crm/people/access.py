"""Who sees and writes the registry: staff of the unit a person turned to, and of the units above it."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

# Federal roles work with figures; they do not need names and phones.
KNOWS_PEOPLE = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD, Role.MUNICIPAL_COORDINATOR, Role.REGION_COORDINATOR)
# Who talks to people keeps their cards; coordinators look.
KEEPS_CARDS = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD)

_SELF_SERVICE = frozenset({ActorKind.NOBODY, ActorKind.SYSTEM})


def may_read_in(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *KNOWS_PEOPLE)


def require_reader(actor: Actor, unit: Unit) -> None:
    if not may_read_in(actor, unit):
        raise NotSeen


def require_registrar(actor: Actor, unit: Unit) -> None:
    """Anybody may register themselves with a request; to register others one must work in the unit or above it."""
    if actor.kind not in _SELF_SERVICE and not actor.covers(unit.path, *KNOWS_PEOPLE):
        raise Denied


def is_trusted(actor: Actor) -> bool:
    """A stranger may not add contacts to a card that is already there: links to requests are sent to them."""
    return actor.kind is not ActorKind.NOBODY
