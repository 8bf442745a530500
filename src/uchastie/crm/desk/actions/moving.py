"""What the person does with the own meeting: moves it, asks for another time in words, gives it up."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.appointments import actions as appointments
from uchastie.crm.appointments import queries as bookings
from uchastie.crm.appointments import rules as times
from uchastie.crm.appointments.models import Appointment
from uchastie.crm.desk import access, queries, rules
from uchastie.crm.desk.actions import meeting_letters as letters
from uchastie.crm.desk.actions.booked import Place, ask_again_at, book
from uchastie.crm.desk.actions.meetings import unsettle
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.models import LastStep, Note, ServiceRequest
from uchastie.crm.desk.rules import Format, Move, Status
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal
from uchastie.kernel.ids import new_id


@transaction.atomic
def move_by_holder(
    *, holder: Actor, visitor: Actor, request_id: UUID, starts_at: dt.datetime, format: Format
) -> ServiceRequest:
    """The old time is held until the new one is taken, in one transaction. Only a time that is offered: inside the
    opening hours, with the same employee while he receives people here."""
    access.require_person(visitor)
    request, known = _with_meeting(holder, request_id)
    was = known.starts_at
    times.require_movable(was, clock.now())
    slot = queries.find_offered(request, known, starts_at, format)
    if slot is None:
        raise Conflict("slot_taken", _nearest(request, known, starts_at, format), "slot")
    target = rules.LIFECYCLE.target(Status(request.status), Move.SCHEDULE)
    meeting = book(request, starts_at, format, Place(slot.employee_id))
    request.enter(target, agreed_at=starts_at, agreed_format=format, attention_at=starts_at)
    LastStep.objects.filter(request=request).delete()
    record(holder, request, "moved", format=str(format))
    letters.tell_agreed(request, meeting, was)
    letters.tell_employee(request, meeting, "Человек перенёс встречу.")
    return request


@transaction.atomic
def wish_by_holder(*, holder: Actor, visitor: Actor, request_id: UUID, wish: str) -> ServiceRequest:
    """«Предложить своё время»: the words go to the notes, the request asks for attention; the old time stays held."""
    access.require_person(visitor)
    request, known = _with_meeting(holder, request_id)
    now = clock.now()
    if request.status == Status.SCHEDULED:
        target = rules.LIFECYCLE.target(Status.SCHEDULED, Move.UNSETTLE)
        request.enter(target, attention_at=now)
        LastStep.objects.filter(request=request).delete()
    Note.objects.create(id=new_id(), request=request, at=now, text=f"Человек просит другое время: {wish.strip()}")
    record(holder, request, "wished")
    letters.tell_employee(request, known, "Человек просит другое время: его слова в заявке. Прежнее пока за ним.")
    return request


@transaction.atomic
def give_up_by_holder(*, holder: Actor, visitor: Actor, request_id: UUID) -> ServiceRequest:
    """The meeting is off, the help is not: staff will ask about another day. Until the very beginning: an hour that
    is given back late is better than one that is waited through."""
    access.require_person(visitor)
    request, known = _with_meeting(holder, request_id)
    now = clock.now()
    if known.starts_at <= now:
        raise Refusal("begun", "Встреча уже началась. Позвоните в центр, если не можете прийти.")
    known = appointments.cancel(about_id=request.pk) or known
    target = Status.CONTACTED
    if request.status == Status.SCHEDULED:
        target = rules.LIFECYCLE.target(Status.SCHEDULED, Move.UNSETTLE)
    unsettle(request, target, attention_at=ask_again_at(request, now))
    record(holder, request, "given_up")
    letters.tell_cancelled(request, known)
    letters.tell_employee(request, known, "Человек отменил встречу. Предложите другой день.")
    return request


def _with_meeting(holder: Actor, request_id: UUID) -> tuple[ServiceRequest, Appointment]:
    request = queries.get_request(holder, request_id, lock=True)
    known = bookings.find_agreed(request.pk, lock=True)
    if known is None or request.status not in rules.WITH_MEETING:
        raise Refusal("no_meeting", "Встречи сейчас нет: её отменили, или сервис уже оказан.")
    return request, known


def _nearest(request: ServiceRequest, known: Appointment, wanted: dt.datetime, format: Format) -> str:
    nearest = queries.nearest_offered(request, known, wanted, format)
    told = "Это время уже занято, ваше прежнее осталось за вами."
    return f"{told} Ближайшее свободное: {nearest}." if nearest else f"{told} Выберите другой день или позвоните нам."
