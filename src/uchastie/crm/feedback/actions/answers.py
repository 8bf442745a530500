"""The centre's answer to what a person said; it reaches the author and is never changed in silence."""

from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.feedback import access, queries, rules
from uchastie.crm.feedback.actions.record import record
from uchastie.crm.feedback.events import MarkAnswered
from uchastie.crm.feedback.models import Answer, Mark
from uchastie.crm.feedback.rules import CloseReason, Move, State
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as messages
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor


@transaction.atomic
def answer_mark(*, actor: Actor, mark_id: UUID, version: int | None, text: str) -> Answer:
    """The first answer, or a new edition of it: the person is told of each."""
    mark = queries.get_mark(actor, mark_id, lock=True)
    access.require_answerer(actor, mark.unit.path)
    mark.require_version(version)
    text = rules.require_answer(text)
    target = rules.LIFECYCLE.target(State(mark.state), Move.ANSWER)
    last = mark.answers.order_by("-number").first()
    if last and last.text == text:
        return last
    now = clock.now()
    number = last.number + 1 if last else 1
    answer = Answer.objects.create(mark=mark, number=number, text=text, at=now, by_id=actor.user_id)
    mark.apply(state=target, attention_at=None, closed_at=now, closed_by_id=actor.user_id, close_reason="")
    record(actor, mark, "mark_answered", edition=str(number))
    _tell(mark, answer)
    bus.announce(MarkAnswered(mark.pk, mark.request_id))
    return answer


@transaction.atomic
def close_mark(*, actor: Actor, mark_id: UUID, version: int | None, reason: CloseReason, note: str) -> Mark:
    """Without an answer, with a reason the region can read."""
    mark = queries.get_mark(actor, mark_id, lock=True)
    access.require_answerer(actor, mark.unit.path)
    mark.require_version(version)
    rules.require_close_note(reason, note)
    target = rules.LIFECYCLE.target(State(mark.state), Move.CLOSE)
    mark.apply(
        state=target,
        attention_at=None,
        closed_at=clock.now(),
        closed_by_id=actor.user_id,
        close_reason=reason,
        close_note=note.strip(),
    )
    record(actor, mark, "mark_closed", reason=str(reason))
    return mark


def _tell(mark: Mark, answer: Answer) -> None:
    """On the person's own page and by letter; who has left only an address by QR gets a letter, others nothing."""
    if mark.request:
        tell_author(mark.request, answer)
    elif mark.email:
        body = render_to_string("feedback/letters/answered.txt", {"mark": mark, "answer": answer}).strip()
        notifications.send_letter(
            event="feedback_answered",
            about_id=mark.pk,
            email=mark.email,
            subject=f"Ответ на ваш отзыв: {mark.unit.name}",
            body=body,
            secret=False,
        )


def tell_author(request: ServiceRequest, answer: Answer) -> None:
    to = messages.person(request.beneficiary_id, about_id=request.pk, unit_id=request.unit_id)
    if to is None:
        return
    notifications.notify(
        event="feedback_answered",
        about_id=request.pk,
        to=to,
        unit_id=request.unit_id,
        number=request.number,
        values={"ответ": answer.text},
        url=reverse("desk:status", args=[desk.status_token(request.pk)]),
        occasion=str(answer.number),
    )
