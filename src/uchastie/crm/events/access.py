"""Who plans and marks: staff of the centre. Who reads: they and the headquarters above; names of those who registered
are seen only by whom the desk lets read requests."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.access import READERS, WORKERS
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

# Numbers of events are no secret of the network; people are.
COUNTERS = (*READERS, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST)

__all__ = [
    "COUNTERS",
    "READERS",
    "WORKERS",
    "may_read",
    "may_work",
    "require_centre",
    "require_counter",
    "require_reader",
    "require_worker",
]


def may_work(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *WORKERS)


def may_read(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *READERS)


def require_reader(actor: Actor, path: str) -> None:
    if not may_read(actor, path):
        raise NotSeen


def require_counter(actor: Actor, path: str) -> None:
    if not (actor.kind is ActorKind.SYSTEM or actor.covers(path, *COUNTERS)):
        raise NotSeen


def require_worker(actor: Actor, path: str) -> None:
    require_reader(actor, path)
    if not may_work(actor, path):
        raise Denied("События ведут сотрудники центра. Вы можете их смотреть.")


def require_centre(actor: Actor, unit: Unit) -> None:
    """Events belong to a centre; a headquarters looks at those below it."""
    require_worker(actor, unit.path)
    if unit.kind != UnitKind.CENTRE:
        raise Denied("Событие заводят в центре. Выберите центр слева вверху.")
