"""The catalogue is one for the country: all staff read it, the federal programme manager and the administrator edit."""

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied

EDITORS = (Role.FEDERAL_MANAGER, Role.ADMIN)


def may_edit(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.has_role(*EDITORS)


def require_editor(actor: Actor) -> None:
    if not may_edit(actor):
        raise Denied("Каталог меняет федеральная команда. Если нашли ошибку, напишите ей.")
