"""What an employee enters for people: a call, a letter, a visit, a person served on the spot (A15-A17, A43-A45).

Every contact becomes a request (A20); a missing volunteer ID is a flag, never an obstacle (A66)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method
from uchastie.crm.desk import access, rules
from uchastie.crm.desk.actions import drafts, intake, letters
from uchastie.crm.desk.actions.booked import Place, ask_again_at, book
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.actions.undo import remember, snapshot
from uchastie.crm.desk.actions.work import Done, finish
from uchastie.crm.desk.models import ContactAttempt, ServiceRequest
from uchastie.crm.desk.queries import counter
from uchastie.crm.desk.rules import Applicant, Channel, Format, Move, Phase, Result, Status, Step
from uchastie.crm.documents import actions as documents
from uchastie.crm.documents.actions.files import Upload
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal

LETTER = "desk.letter"  # purpose of the kept scans


@dataclass(frozen=True, slots=True)
class Manual:
    """What an employee adds to a request entered by hand.

    `beneficiary_id` when the card was found, and `found_by` the typed words it was found by. `invited`: who writes or
    calls is invited (A45), to `planned_at` or to call; of a visit `planned_at` is the hour that was agreed."""

    channel: Channel
    beneficiary_id: UUID | None = None
    found_by: Sequence[str] = ()
    letter_number: str = ""
    letter_date: dt.date | None = None
    consent_method: Method = Method.ORAL
    invited: bool = False
    planned_at: dt.datetime | None = None


@transaction.atomic
def add_request(
    *,
    actor: Actor,
    unit: Unit,
    service_code: str,
    applicant: Applicant,
    need: str,
    manual: Manual,
    key: str,
    scan: Upload | None = None,
) -> ServiceRequest:
    """«Добавить»: a request entered by hand (A15-A17, A43). Who is here or on the line is in contact already, as soon
    as a day is agreed; who has written is only invited. `scan` is the letter itself."""
    access.require_worker(actor, unit.path)
    rules.require_letter(manual.channel, manual.letter_number)
    _require_future(manual.planned_at)

    def create() -> ServiceRequest:
        request = enter(actor, unit, service_code, applicant, need, manual)
        if manual.channel is Channel.VISIT:
            _meet(actor, request, Way.VISIT)
        elif manual.channel is Channel.PHONE and manual.planned_at:
            _meet(actor, request, Way.PHONE)
        if manual.planned_at and request.contacted_at:
            _schedule(actor, request, manual.planned_at)
        if manual.invited:
            _invite(actor, request, manual.planned_at)
        else:
            letters.tell_received(request)
        if scan:
            _keep_scan(actor, request, scan)
        drafts.erase_sent(actor, key)
        return request

    return intake.once(unit, key, (service_code, applicant, need, manual), create)


@transaction.atomic
def serve_walk_in(
    *,
    actor: Actor,
    unit: Unit,
    service_code: str,
    applicant: Applicant,
    need: str,
    manual: Manual,
    done: Done,
    key: str,
) -> ServiceRequest:
    """A44: a person who came is served at once: one record shows contact, agreement and delivery."""
    access.require_worker(actor, unit.path)
    rules.require_walk_in(manual.channel)

    def create() -> ServiceRequest:
        request = serve(actor, unit, service_code, applicant, need, manual, done)
        drafts.erase_sent(actor, key)
        return request

    return intake.once(unit, key, (service_code, applicant, need, manual, done), create)


def serve(
    actor: Actor, unit: Unit, service_code: str, applicant: Applicant, need: str, manual: Manual, done: Done
) -> ServiceRequest:
    """Inside the caller's transaction."""
    request = enter(actor, unit, service_code, applicant, need, manual)
    _record_talk(actor, request, Way.VISIT)
    now = clock.now()
    request.apply(viewed_at=now, contacted_at=now, assignee_id=actor.id, attempts=1)
    before = snapshot(request) | {"status": Status.CONTACTED, "phase": Phase.WAIT, "attention_at": now.isoformat()}
    remember(actor, request, Step.DELIVER, before, finish(actor, request, Move.DELIVER_AT_ONCE, done))
    return request


def enter(
    actor: Actor, unit: Unit, service_code: str, applicant: Applicant, need: str, manual: Manual
) -> ServiceRequest:
    """Inside the caller's transaction."""
    service, regulation = intake.offered(unit, service_code)
    person = _meet_or_register(actor, unit, applicant, manual)
    for phone in applicant.more_phones:
        people.add_contact(actor, person_id=person.pk, unit=unit, value=phone)
    if applicant.inn:
        people.set_inn(actor, person_id=person.pk, unit=unit, inn=applicant.inn)
    extra: dict[str, Any] = {
        "assignee_id": actor.id,
        "created_by_id": actor.id,
        "letter_number": manual.letter_number,
        "letter_date": manual.letter_date,
        "id_pending": person.kind == Kind.PERSON and not person.volunteer_id,
    }
    new = intake.NewRequest(unit, service, regulation, person, applicant, need, manual.channel, extra)
    request = intake.write(actor, new)
    consents.take(actor, subject_id=person.pk, about_id=request.pk, name=person.name, method=manual.consent_method)
    return request


def _meet_or_register(actor: Actor, unit: Unit, applicant: Applicant, manual: Manual) -> Beneficiary:
    """A card somebody has only the id of is not found: by ids alone nobody gets to know strangers."""
    chosen = manual.beneficiary_id
    if chosen is None:
        return intake.register(actor, unit, applicant)
    lost = Refusal("person_not_found", "Карточка не найдена: найдите человека ещё раз по телефону или ID.", "who")
    if not counter.is_recognised(actor, unit, chosen, manual.found_by):
        raise lost
    try:
        return people.meet(actor, beneficiary_id=chosen, unit=unit, volunteer_id=applicant.volunteer_id)
    except NotSeen as gone:
        raise lost from gone


def _record_talk(actor: Actor, request: ServiceRequest, way: Way) -> None:
    ContactAttempt.objects.create(request=request, at=clock.now(), by_id=actor.user_id, way=way, result=Result.TALKED)


def _meet(actor: Actor, request: ServiceRequest, way: Way) -> None:
    """Decision 14: a walk-in meets the contact deadline at once; so does a call in which a day was agreed."""
    _record_talk(actor, request, way)
    now = clock.now()
    attention_at = ask_again_at(request, now)
    request.enter(Status.CONTACTED, viewed_at=now, contacted_at=now, attempts=1, attention_at=attention_at)


def _schedule(actor: Actor, request: ServiceRequest, planned_at: dt.datetime) -> None:
    target = rules.LIFECYCLE.target(Status(request.status), Move.SCHEDULE)
    book(request, planned_at, Format.IN_PERSON, Place(), actor)
    request.enter(target, agreed_at=planned_at, agreed_format=Format.IN_PERSON, attention_at=planned_at)
    record(actor, request, "agreed", format=str(Format.IN_PERSON))


def _invite(actor: Actor, request: ServiceRequest, planned_at: dt.datetime | None) -> None:
    """A45. The invitation takes the place of the letter «заявка принята»; only an answer stops the clock (A18)."""
    request.apply(invited_at=clock.now(), invited_for=planned_at)
    record(actor, request, "invited")
    letters.tell_invited(request)


def _keep_scan(actor: Actor, request: ServiceRequest, scan: Upload) -> None:
    try:
        documents.store_file(actor, upload=scan, purpose=LETTER, about_id=request.pk, unit_id=request.unit_id)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message, field="scan") from refusal


def _require_future(planned_at: dt.datetime | None) -> None:
    if planned_at and planned_at < clock.now():
        raise Refusal("past", "Этот час уже прошёл. Выберите время позже.", field="time")
