"""Who may make keys for outside systems. Everything else here a person does only to himself."""

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied

KEY_MAKERS = (Role.ADMIN, Role.FEDERAL_MANAGER, Role.REGION_COORDINATOR, Role.CENTRE_HEAD)


def may_make_keys(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.USER and actor.has_role(*KEY_MAKERS))


def require_key_maker(actor: Actor) -> None:
    if not may_make_keys(actor):
        raise Denied("Ключи для других систем создают руководитель центра, координатор региона и администратор.")
