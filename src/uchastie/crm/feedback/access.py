"""Who reads what people say of a centre, and who answers. Phones and addresses of authors are for the head alone."""

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal

READERS = (
    Role.CENTRE_EMPLOYEE,
    Role.CENTRE_HEAD,
    Role.REGION_COORDINATOR,
    Role.MUNICIPAL_COORDINATOR,
)
ANSWERERS = (Role.CENTRE_HEAD,)


def may_read(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *READERS)


def may_answer(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *ANSWERERS)


def require_reader(actor: Actor, path: str) -> None:
    if not may_read(actor, path):
        raise NotSeen


def require_answerer(actor: Actor, path: str) -> None:
    require_reader(actor, path)
    if not may_answer(actor, path):
        raise Denied("На оценки отвечает руководитель центра. Вы можете их читать.")


def require_visitor(visitor: Actor) -> None:
    """Staff cannot rate: neither for a person nor their own centre (A40)."""
    if visitor.has_role(*STAFF):
        raise Refusal("staff_cannot_rate", "Вы вошли как сотрудник. Отзыв оставляет сам человек, со своего телефона.")
