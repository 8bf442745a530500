"""Who works on requests and who may look at them. Regions look at their centres; federal roles see figures only."""

from uchastie.crm.accounts.rules import Role
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import Denied, NotSeen, Refusal

WORKERS = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD)
JUDGES = (Role.CENTRE_HEAD, Role.REGION_COORDINATOR)  # of the quality of a delivery
PASSERS = (*WORKERS, Role.REGION_COORDINATOR)  # who may send a request to another centre
HEADS = (Role.CENTRE_HEAD, Role.REGION_COORDINATOR)  # who hands over for others and reopens what was closed
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


def can_pass(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *PASSERS)


def require_passer(actor: Actor, path: str) -> None:
    require_reader(actor, path)
    if not can_pass(actor, path):
        raise Denied("Передают заявки сотрудники центра и координатор региона. Вы можете её читать.")


def is_head(actor: Actor, path: str) -> bool:
    """The region's coordinator and those who manage staff above act for an absent head."""
    above = (*HEADS, Role.FEDERAL_MANAGER, Role.ADMIN)
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *above)


def require_head(actor: Actor, path: str) -> None:
    if not is_head(actor, path):
        raise Denied("Это делает руководитель центра или координатор региона.")


def require_unbiased(*, barred: bool) -> None:
    """A13: who was taken off a request because of a conflict of interest may read it and nothing else."""
    if barred:
        raise Denied("Вас отвели от этой заявки из-за конфликта интересов. Вы можете её читать.")


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
