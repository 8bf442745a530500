"""A review left by QR becomes the review of a request of its author (A41)."""

from uuid import UUID

from django.db import transaction

from uchastie.crm.desk import actions as desk
from uchastie.crm.feedback import access, queries
from uchastie.crm.feedback.actions.record import record
from uchastie.crm.feedback.models import Mark
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def link_mark(*, actor: Actor, mark_id: UUID, version: int | None, request_id: UUID) -> Mark:
    """By the head, and only with a request that the rules allow: nobody chooses where a good review goes."""
    mark = queries.get_mark(actor, mark_id, lock=True)
    access.require_answerer(actor, mark.unit.path)
    mark.require_version(version)
    if request_id not in {found.pk for found in queries.list_linkable(actor, mark)}:
        message = "С этой заявкой отзыв не связать: нужен её номер или контакт её автора, и заявка ещё без оценки."
        raise Refusal("not_linkable", message)
    return join(actor, mark, request_id)


def join(actor: Actor, mark: Mark, request_id: UUID) -> Mark:
    """Inside the caller's transaction: first the mark, so that the desk's event finds it."""
    mark.apply(request_id=request_id)
    desk.adopt_review(actor=actor, request_id=request_id, stars=mark.stars, comment=mark.comment, at=mark.rated_at)
    record(actor, mark, "mark_linked", request=str(request_id))
    return mark
