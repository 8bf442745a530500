"""The calendar belongs to everyone: the federal team and the administrator keep it."""

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied

EDITORS = (Role.ADMIN, Role.FEDERAL_MANAGER)


def may_edit_calendar(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.has_role(*EDITORS))


def require_editor(actor: Actor) -> None:
    if not may_edit_calendar(actor):
        raise Denied("Производственный календарь ведут федеральная команда и администратор.")
