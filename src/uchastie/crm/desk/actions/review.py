"""The person's own rating, and the closing of what has been silent for long."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from uchastie.crm.desk import access, queries, rules
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.events import ReviewChanged, ReviewReceived
from uchastie.crm.desk.models import Review, ServiceRequest
from uchastie.crm.desk.rules import Move, Status
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal


@transaction.atomic
def rate(*, holder: Actor, visitor: Actor, stars: int, comment: str) -> Review:
    """1 to 5 stars by the holder of the link; again within 30 days to change them. `visitor` must not be staff."""
    access.require_not_staff(visitor)
    if holder.id is None:
        raise Refusal("no_request", "Откройте ссылку на свою заявку ещё раз.")
    request = queries.get_request(holder, holder.id, lock=True)
    rules.require_review(stars, comment)
    review = Review.objects.filter(request=request).first()
    if review and request.status == Status.DELIVERED:
        return _rate_again(holder, request, review, stars, comment)
    if review:
        return _edit(holder, request, review, stars, comment)
    if Status(request.status) is not Status.DELIVERED:
        raise Refusal("not_delivered", "Оценить можно после того, как сервис оказан.")
    now = clock.now()
    target = rules.LIFECYCLE.target(Status(request.status), Move.RATE)
    request.enter(target, attention_at=None)
    review = Review.objects.create(request=request, stars=stars, comment=comment, created_at=now)
    record(holder, request, "rated")
    bus.announce(ReviewReceived(request.pk, stars))
    return review


def _rate_again(holder: Actor, request: ServiceRequest, review: Review, stars: int, comment: str) -> Review:
    """The request came back and was served once more: one review, the newest word stands."""
    request.enter(rules.LIFECYCLE.target(Status(request.status), Move.RATE), attention_at=None)
    review.stars, review.comment, review.edited_at = stars, comment, clock.now()
    review.save(update_fields=["stars", "comment", "edited_at"])
    record(holder, request, "rated")
    bus.announce(ReviewChanged(request.pk, stars))
    return review


def _edit(holder: Actor, request: ServiceRequest, review: Review, stars: int, comment: str) -> Review:
    if (review.stars, review.comment) == (stars, comment):
        return review
    now = clock.now()
    if now - review.created_at > rules.REVIEW_EDITABLE:
        raise Refusal("too_late", "Изменить оценку можно было 30 дней. Напишите или позвоните в центр.")
    review.stars, review.comment, review.edited_at = stars, comment, now
    review.save(update_fields=["stars", "comment", "edited_at"])
    record(holder, request, "rating_changed")
    bus.announce(ReviewChanged(request.pk, stars))
    return review


@transaction.atomic
def adopt_review(*, actor: Actor, request_id: UUID, stars: int, comment: str, at: dt.datetime) -> Review:
    """A review the person left by a QR code, found to be about this request: it counts as its own from now on.

    Words and stars are the person's and never the actor's; who joined them is in the journal."""
    request = queries.get_request(SYSTEM, request_id, lock=True)
    rules.require_review(stars, comment)
    target = rules.LIFECYCLE.target(Status(request.status), Move.RATE)
    request.enter(target, attention_at=None)
    review = Review.objects.create(request=request, stars=stars, comment=comment, created_at=at)
    record(actor, request, "rated", source="qr")
    bus.announce(ReviewReceived(request.pk, stars))
    return review


def close_old_requests(*, limit: int = 500) -> int:
    """A job: requests delivered or rated more than 30 days ago are closed. Returns how many."""
    before = clock.now() - rules.CLOSE_AFTER
    ready = ServiceRequest.objects.filter(status__in=[Status.DELIVERED, Status.RATED], delivered_at__lt=before)
    ids = list(ready.order_by("delivered_at").values_list("pk", flat=True)[:limit])
    return sum(_close(pk, before) for pk in ids)


@transaction.atomic
def _close(pk: UUID, before: dt.datetime) -> int:
    open_still = Q(status__in=[Status.DELIVERED, Status.RATED], delivered_at__lt=before)
    request = ServiceRequest.objects.filter(open_still, pk=pk).first()
    if request is None:
        return 0
    target = rules.LIFECYCLE.target(Status(request.status), Move.CLOSE)
    request.enter(target, attention_at=None, closed_at=clock.now())
    record(SYSTEM, request, "closed")
    return 1
