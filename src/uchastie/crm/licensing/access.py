"""The set of a centre is approved by the federal team; the centre's staff and those above it see it."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied

EDITORS = (Role.FEDERAL_MANAGER, Role.ADMIN)


def may_set_offers(actor: Actor, unit: Unit) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(unit.path, *EDITORS)


def require_setting_offers(actor: Actor, unit: Unit) -> None:
    if not may_set_offers(actor, unit):
        raise Denied("Набор сервисов центра утверждает федеральная команда.")
