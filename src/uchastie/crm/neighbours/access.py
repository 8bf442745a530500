"""Who may. A neighbour is a holder whose id is that of the profile; staff lead what stands in the name of their unit and
look at complaints, but never at what they themselves are a party of."""

from uchastie.crm.accounts.rules import Role
from uchastie.crm.neighbours.models import Answer, Neighbour, Notice
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal

COORDINATORS = (Role.REGION_COORDINATOR, Role.MUNICIPAL_COORDINATOR)
CENTRE = (Role.CENTRE_HEAD, Role.CENTRE_EMPLOYEE)
MODERATORS = (*CENTRE, *COORDINATORS, Role.FEDERAL_MANAGER)


def neighbour_actor(neighbour: Neighbour) -> Actor:
    return Actor(ActorKind.HOLDER, id=neighbour.pk)


def leads(actor: Actor, notice: Notice) -> bool:
    """The side that asks: the author, or staff of the unit when the notice has none."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    if notice.author_id is not None:
        return actor.kind is ActorKind.HOLDER and actor.id == notice.author_id
    return actor.covers(notice.unit.path, *CENTRE, *COORDINATORS)


def answered(actor: Actor, answer: Answer) -> bool:
    return actor.kind is ActorKind.HOLDER and actor.id == answer.neighbour_id


def require_leader(actor: Actor, notice: Notice) -> None:
    if not leads(actor, notice):
        raise NotSeen


def require_side(actor: Actor, answer: Answer) -> bool:
    """True for the side of the notice, False for the one who answered; NotSeen for others."""
    if answered(actor, answer):
        return False
    require_leader(actor, answer.notice)
    return True


def moderates(actor: Actor, path: str) -> bool:
    return actor.kind is ActorKind.SYSTEM or actor.covers(path, *MODERATORS)


def require_moderator(actor: Actor, notice: Notice) -> None:
    if not moderates(actor, notice.unit.path):
        raise NotSeen


def require_stranger(actor: Actor, notice: Notice, *, own: bool) -> None:
    """A moderator who is a party does not decide."""
    if own or (notice.published_by_id is not None and notice.published_by_id == actor.user_id):
        raise Refusal("party", "Вы сторона в этой просьбе: решит другой сотрудник.")
