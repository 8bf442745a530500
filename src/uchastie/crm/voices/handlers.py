"""What voices hear: a review with words is a voice too."""

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.events import ReviewChanged, ReviewReceived
from uchastie.crm.feedback import queries as feedback
from uchastie.crm.feedback.events import MarkLeft
from uchastie.crm.voices import actions
from uchastie.kernel.actor import SYSTEM


def follow_review(event: ReviewReceived | ReviewChanged) -> None:
    request = desk.get_request(SYSTEM, event.request_id)
    review, mark = getattr(request, "review", None), feedback.find_mark_of(request.pk)
    actions.receive_review(
        unit=request.unit,
        source_id=request.pk,
        words=review.comment if review else "",
        stars=event.stars,
        person_id=request.beneficiary_id,
        other_id=mark.pk if mark else None,
    )


def follow_mark(event: MarkLeft) -> None:
    """By the code on the wall. One that has become the review of a request is told of by the desk."""
    mark = feedback.get_mark(SYSTEM, event.mark_id)
    if mark.request_id is None:
        actions.receive_review(unit=mark.unit, source_id=mark.pk, words=mark.comment, stars=mark.stars, person_id=None)
