"""The installation is set up by its administrator; the federal manager fills in the operator and sees the rest."""

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied

CHANGERS = (Role.ADMIN,)
OPERATOR_CHANGERS = (Role.ADMIN, Role.FEDERAL_MANAGER)
LOOKERS = (Role.ADMIN, Role.FEDERAL_MANAGER)


def may_change(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.has_role(*CHANGERS)


def require_change(actor: Actor) -> None:
    if not may_change(actor):
        raise Denied("Почту, СМС и уведомления настраивает администратор.")


def require_operator_change(actor: Actor) -> None:
    if actor.kind is not ActorKind.SYSTEM and not actor.has_role(*OPERATOR_CHANGERS):
        raise Denied("Данные оператора меняют администратор и федеральный менеджер.")
