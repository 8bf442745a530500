"""Who marks visits and who reads them; tablets are given out by the head."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.desk.access import READERS, WORKERS
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen

GIVERS = (Role.CENTRE_HEAD,)

__all__ = ["GIVERS", "READERS", "WORKERS", "may_give", "may_mark", "require_giver", "require_marker", "require_reader"]


def may_mark(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *WORKERS)


def may_give(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *GIVERS)


def require_reader(actor: Actor, path: str) -> None:
    if not (actor.kind is ActorKind.SYSTEM or actor.covers(path, *READERS)):
        raise NotSeen


def require_marker(actor: Actor, path: str) -> None:
    require_reader(actor, path)
    if not may_mark(actor, path):
        raise Denied("Посещения отмечают сотрудники центра. Вы можете их смотреть.")


def require_giver(actor: Actor, path: str) -> None:
    require_reader(actor, path)
    if not may_give(actor, path):
        raise Denied("Планшеты подключает руководитель центра.")
