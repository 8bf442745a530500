"""Who writes: the staff of the centre; tables with many centres also the coordinator of the region and the federal team.
Who reads the numbers: they and everybody above. Marks on people are seen only where the people are known."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.access import READERS as DESK_READERS
from uchastie.crm.desk.access import WORKERS
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

READERS = (*DESK_READERS, Role.FEDERAL_MANAGER, Role.FEDERAL_ANALYST)
IMPORTERS = (*WORKERS, Role.REGION_COORDINATOR, Role.FEDERAL_MANAGER)

__all__ = ["IMPORTERS", "READERS", "WORKERS", "may_import", "may_work", "require_reader", "require_worker"]


def may_work(actor: Actor, unit: Unit) -> bool:
    """Only in a centre; a headquarters has no community of its own here."""
    inside = actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *WORKERS)
    return inside and unit.kind == UnitKind.CENTRE


def may_import(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *IMPORTERS)


def require_reader(actor: Actor, unit: Unit) -> None:
    if not (actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *READERS)):
        raise NotSeen


def require_worker(actor: Actor, unit: Unit) -> None:
    require_reader(actor, unit)
    if not may_work(actor, unit):
        raise Denied("Записи о платформе ведут сотрудники центра. Вы можете их смотреть.")


def require_import(actor: Actor, unit: Unit) -> None:
    require_reader(actor, unit)
    if not may_import(actor, unit.path):
        raise Denied("Числа месяца вносят сотрудники центра и координатор региона.")


def require_self(holder: Actor) -> None:
    """What people say of themselves comes from their own cabinet and from nowhere else."""
    if holder.kind not in {ActorKind.HOLDER, ActorKind.SYSTEM}:
        raise Denied("Это отмечает сам человек в «Моих сервисах».")
