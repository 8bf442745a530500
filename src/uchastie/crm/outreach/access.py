"""Who writes: staff of the centre. Who reads: they, the headquarters above and the federal team; no person is named."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.access import READERS as REQUEST_READERS
from uchastie.crm.desk.access import WORKERS
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

READERS = (*REQUEST_READERS, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST)

__all__ = ["READERS", "WORKERS", "may_see", "may_work", "require_centre", "require_reader", "require_worker"]


def may_work(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *WORKERS)


def may_see(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *READERS)


def require_reader(actor: Actor, path: str) -> None:
    if not may_see(actor, path):
        raise NotSeen


def require_worker(actor: Actor, path: str) -> None:
    require_reader(actor, path)
    if not may_work(actor, path):
        raise Denied("Журнал информирования ведут сотрудники центра. Вы можете его читать.")


def require_centre(actor: Actor, unit: Unit) -> None:
    require_worker(actor, unit.path)
    if unit.kind != UnitKind.CENTRE:
        raise Denied("Информирование записывают в центре. Выберите центр слева вверху.")
