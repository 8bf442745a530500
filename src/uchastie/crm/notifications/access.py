"""Who sees what was sent. The centre reads its own messages whole; the federal team sees how they travelled, without
names and texts: it answers for the channels and the words, not for the people."""

from django.db.models import Q

from uchastie.crm.accounts.rules import STAFF, Role
from uchastie.crm.notifications.models import Message
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Denied, NotSeen, Refusal

CENTRE = (Role.CENTRE_EMPLOYEE, Role.CENTRE_HEAD)
FEDERAL = (Role.FEDERAL_MANAGER, Role.ADMIN)
LOG_READERS = (*CENTRE, *FEDERAL)
EDITORS = FEDERAL


def log_of(actor: Actor) -> Q:
    if actor.has_role(*FEDERAL):
        return Q()
    return Q(unit_id__in=_centres(actor))


def may_read(actor: Actor, message: Message) -> bool:
    """The name, the address and the text."""
    return message.unit_id is not None and message.unit_id in _centres(actor)


def require_worker(actor: Actor, message: Message) -> None:
    if not may_read(actor, message):
        raise Denied("Отправить ещё раз могут сотрудники центра.")


def require_editor(actor: Actor) -> None:
    if not actor.has_role(*EDITORS):
        raise Denied("Тексты сообщений меняет федеральная команда.")


def require_own(actor: Actor, message: Message) -> None:
    if actor.user_id is None or message.recipient_id != actor.user_id:
        raise NotSeen


def require_person(visitor: Actor) -> None:
    """How a person wants to be told is the person's own word, so not a colleague's."""
    if visitor.has_role(*STAFF):
        message = "Вы вошли как сотрудник. Это решает сам человек: откройте ему ссылку на его телефоне."
        raise Refusal("staff_not_person", message)


def _centres(actor: Actor) -> set[object]:
    return {grant.unit_id for grant in actor.grants if grant.role in CENTRE}
