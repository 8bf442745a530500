"""Who works on requests and who may look at them. Regions look at their centres; federal roles see figures only."""

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal

WORKERS = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD)
JUDGES = (Role.CENTRE_HEAD, Role.REGION_COORDINATOR)  # of the quality of a delivery
READERS = (*WORKERS, Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)


def can_work(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *WORKERS)


def require_reader(actor: Actor, path: str) -> None:
    if not (actor.kind is ActorKind.SYSTEM or actor.covers(path, *READERS)):
        raise NotSeen


def require_worker(actor: Actor, path: str) -> None:
    """Readers who do not work in the centre are told so; for everyone else the unit's requests do not exist."""
    require_reader(actor, path)
    if not can_work(actor, path):
        raise Denied("Заявку ведут сотрудники центра. Вы можете её читать.")


def can_judge(actor: Actor, path: str) -> bool:
    return actor.covers(path, *JUDGES)


def require_judge(actor: Actor, path: str) -> None:
    require_reader(actor, path)
    if not can_judge(actor, path):
        raise Denied("Качество проверяет руководитель центра.")


def require_not_staff(visitor: Actor) -> None:
    """Staff cannot rate for the person (A40)."""
    if visitor.has_role(*READERS):
        message = "Вы вошли как сотрудник. Оценку ставит сам человек: откройте ему ссылку на его телефоне."
        raise Refusal("staff_cannot_rate", message)


def require_person(visitor: Actor) -> None:
    """Reminders, withdrawal and «больше не нужно» are the person's own word, so not a colleague's (A7)."""
    if visitor.has_role(*READERS):
        message = "Вы вошли как сотрудник. Это решает сам человек: откройте ему ссылку на его телефоне."
        raise Refusal("staff_not_person", message)
