"""The meeting of a request: agreed by staff, or missed."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.appointments import actions as appointments
from uchastie.crm.appointments import queries as bookings
from uchastie.crm.desk import queries, rules
from uchastie.crm.desk.actions import meeting_letters as letters
from uchastie.crm.desk.actions.booked import Place, ask_again_at, book
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.actions.undo import remember, snapshot
from uchastie.crm.desk.models import LastStep, Note, ServiceRequest
from uchastie.crm.desk.rules import Format, Move, Status, Step
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id

MISSED_TWICE = (
    "Человек не пришёл второй раз. Прежде чем назначать новую встречу, спросите, что мешает: дорога, время, здоровье. "
    "Может быть, удобнее поговорить по телефону или приехать самим."
)


@transaction.atomic
def agree(
    *,
    actor: Actor,
    request_id: UUID,
    version: int | None,
    agreed_at: dt.datetime,
    agreed_format: Format,
    note: str = "",
    place: Place | None = None,
) -> ServiceRequest:
    """The date, time and format that were agreed (A19, A38); again to move them. `Conflict("slot_taken")` when the
    employee or the room has another meeting then."""
    request = queries.for_update(actor, request_id, version)
    target = rules.LIFECYCLE.target(Status(request.status), Move.SCHEDULE)
    if agreed_at < clock.now():
        raise Refusal("past", "Этот час уже прошёл. Выберите время позже.", field="time")
    agreed_at = agreed_at.replace(second=0, microsecond=0)
    before, was = snapshot(request), request.agreed_at
    meeting = book(request, agreed_at, agreed_format, place or Place(), actor)
    request.enter(target, agreed_at=agreed_at, agreed_format=agreed_format, agreed_note=note, attention_at=agreed_at)
    record(actor, request, "agreed", format=str(agreed_format))
    letters.tell_agreed(request, meeting, was)
    remember(actor, request, Step.AGREE, before)
    return request


@transaction.atomic
def mark_no_show(*, actor: Actor, request_id: UUID, version: int | None) -> ServiceRequest:
    """The person did not come: the request waits for a new day, and nobody is blamed. The second time leaves a note."""
    request = queries.for_update(actor, request_id, version)
    target = rules.LIFECYCLE.target(Status(request.status), Move.UNSETTLE)
    now = clock.now()
    if request.agreed_at is None or request.agreed_at > now:
        raise Refusal("early", "Встреча ещё не началась. Отметить, что человек не пришёл, можно после её начала.")
    appointments.miss(about_id=request.pk)
    unsettle(request, target, attention_at=ask_again_at(request, now))
    record(actor, request, "missed")
    if bookings.count_missed(request.pk) == 2:
        Note.objects.create(id=new_id(), request=request, at=now, text=MISSED_TWICE)
    return request


def unsettle(request: ServiceRequest, target: Status, *, attention_at: dt.datetime) -> None:
    """No day is agreed any more. The step before cannot be taken back: others have built on it."""
    request.enter(target, agreed_at=None, agreed_format="", agreed_note="", attention_at=attention_at)
    LastStep.objects.filter(request=request).delete()


def remind_of_meeting(*, request_id: UUID, kind: str) -> None:
    """Inside the transaction of the reminder. Who has switched reminders off reads it on the own page only."""
    request = queries.get_request(SYSTEM, request_id)
    meeting = bookings.find_agreed(request_id)
    if meeting is not None and request.status in rules.WITH_MEETING:
        letters.tell_reminder(request, meeting, kind)
