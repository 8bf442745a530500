"""The doors: a citizen's own request, a request entered by hand, a walk-in served at once.

Every contact becomes a request (A20); a missing volunteer ID is a flag, never an obstacle (A66)."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.desk import access, rules
from uchastie.crm.desk.actions import letters
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.actions.work import Done, ask_again_at, finish
from uchastie.crm.desk.events import RequestReceived
from uchastie.crm.desk.models import ContactAttempt, ServiceRequest
from uchastie.crm.desk.rules import Applicant, Channel, Move, Result, Status
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id
from uchastie.kernel.prepared import insert


@dataclass(frozen=True, slots=True)
class Manual:
    """What an employee adds to a request entered by hand. `beneficiary_id` when the card was found."""

    channel: Channel
    beneficiary_id: UUID | None = None
    letter_number: str = ""
    letter_date: dt.date | None = None
    consent_method: Method = Method.ORAL


@dataclass(frozen=True, slots=True)
class _Draft:
    """A request about to be written."""

    unit: Unit
    service: Service
    regulation: Regulation
    beneficiary: Beneficiary
    applicant: Applicant
    need: str
    channel: Channel
    extra: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def submit_request(
    *,
    actor: Actor,
    unit: Unit,
    service_code: str,
    applicant: Applicant,
    need: str,
    channel: Channel,
    key: str,
    consent_text_id: UUID,
    address: str | None = None,
    heard_from: rules.Heard | None = None,
    referral: str = "",
) -> ServiceRequest:
    """A citizen's own request with the consent given on its page (A14, A35). The same `key` twice is one request."""
    heard = {"heard_from": heard_from or "", "referral": referral if rules.is_referral(referral) else ""}

    def create() -> ServiceRequest:
        service, regulation = _offered(unit, service_code)
        person = _register(actor, unit, applicant, None)
        request = _write(actor, _Draft(unit, service, regulation, person, applicant, need, channel, heard))
        consents.give(
            actor,
            purpose=Purpose.SERVICE,
            subject_id=person.pk,
            about_id=request.pk,
            name=applicant.name,
            method=Method.WEB,
            text_id=consent_text_id,
            address=address,
        )
        letters.tell_received(request)
        return request

    return _once(unit, key, (service_code, applicant, need, channel), create)


@transaction.atomic
def add_request(
    *, actor: Actor, unit: Unit, service_code: str, applicant: Applicant, need: str, manual: Manual, key: str
) -> ServiceRequest:
    """«Добавить»: a request entered by hand (A15-A17, A43). A visit meets the contact deadline by itself."""
    access.require_worker(actor, unit.path)

    def create() -> ServiceRequest:
        request = _enter(actor, unit, service_code, applicant, need, manual)
        if manual.channel is Channel.VISIT:
            _meet_by_visit(actor, request)
        letters.tell_received(request)
        return request

    return _once(unit, key, (service_code, applicant, need, manual), create)


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
        request = _enter(actor, unit, service_code, applicant, need, manual)
        _record_visit(actor, request)
        now = clock.now()
        request.apply(viewed_at=now, contacted_at=now, assignee_id=actor.id, attempts=1)
        finish(actor, request, Move.DELIVER_AT_ONCE, done)
        return request

    return _once(unit, key, (service_code, applicant, need, manual, done), create)


def _once(unit: Unit, key: str, body: object, create: Callable[[], ServiceRequest]) -> ServiceRequest:
    fingerprint = hashlib.sha256(repr(body).encode()).hexdigest()
    made: list[ServiceRequest] = []

    def run() -> str:
        made.append(create())
        return str(made[0].pk)

    answer, _ = idempotency.once(scope=f"desk.request:{unit.pk}", key=key, fingerprint=fingerprint, run=run)
    if made:
        return made[0]
    return ServiceRequest.objects.select_related("unit", "service", "beneficiary").get(pk=UUID(answer))


def _enter(
    actor: Actor, unit: Unit, service_code: str, applicant: Applicant, need: str, manual: Manual
) -> ServiceRequest:
    service, regulation = _offered(unit, service_code)
    person = _register(actor, unit, applicant, manual.beneficiary_id)
    extra: dict[str, Any] = {
        "assignee_id": actor.id,
        "created_by_id": actor.id,
        "letter_number": manual.letter_number,
        "letter_date": manual.letter_date,
        "id_pending": person.kind == Kind.PERSON and not person.volunteer_id,
    }
    request = _write(actor, _Draft(unit, service, regulation, person, applicant, need, manual.channel, extra))
    consents.take(actor, subject_id=person.pk, about_id=request.pk, name=person.name, method=manual.consent_method)
    return request


def _offered(unit: Unit, service_code: str) -> tuple[Service, Regulation]:
    """Only services of the centre's approved set can be asked of it."""
    service = licensing.find_offered(unit, service_code)
    if service is None:
        raise Refusal("not_offered", "Этого сервиса в центре нет. Выберите другой из списка.", field="service")
    return service, catalogue.get_regulation_in_force(service)


def _register(actor: Actor, unit: Unit, applicant: Applicant, beneficiary_id: UUID | None) -> Beneficiary:
    if beneficiary_id:
        return people.meet(actor, beneficiary_id=beneficiary_id, unit=unit, volunteer_id=applicant.volunteer_id)
    return people.register(
        actor,
        kind=applicant.kind,
        name=applicant.name,
        phone=applicant.phone,
        email=applicant.email,
        preferred_way=applicant.preferred_way,
        volunteer_id=applicant.volunteer_id,
        unit=unit,
    )


def _write(actor: Actor, draft: _Draft) -> ServiceRequest:
    now = clock.now()
    unit = draft.unit
    calendar = deadlines.get_calendar(unit.region_id)
    deadline = clocks.working_days_deadline(now, rules.CONTACT_WORKING_DAYS, unit.zone, calendar)
    request = ServiceRequest(
        id=new_id(),
        number=_next_number(unit, now),
        unit=unit,
        service=draft.service,
        regulation=draft.regulation,
        beneficiary=draft.beneficiary,
        channel=draft.channel,
        attention_at=deadline.due_at,
        need=draft.need,
        preferred_way=draft.applicant.preferred_way,
        preferred_time=draft.applicant.preferred_time,
        submitted_at=now,
        contact_due_at=deadline.due_at,
        contact_warning=deadline.warning,
        **draft.extra,
    )
    insert(request)
    record(actor, request, "received", channel=str(draft.channel))
    bus.announce(RequestReceived(request.pk))
    return request


# The first of a year makes the row, the others count on; nobody gets a number between the reading and the writing.
_NEXT = (
    "INSERT INTO desk_numberseries (region_code, year, last) VALUES (%s, %s, 1) "
    "ON CONFLICT (region_code, year) DO UPDATE SET last = desk_numberseries.last + 1 RETURNING last"
)


def _next_number(unit: Unit, now: dt.datetime) -> str:
    region, year = unit.region_id or "00", now.astimezone(unit.zone).year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [region, year])
        return rules.request_number(region, year, cursor.fetchone()[0])


def _record_visit(actor: Actor, request: ServiceRequest) -> None:
    ContactAttempt.objects.create(
        request=request, at=clock.now(), by_id=actor.user_id, way=Way.VISIT, result=Result.TALKED
    )


def _meet_by_visit(actor: Actor, request: ServiceRequest) -> None:
    """Decision 14: a walk-in meets the contact deadline at once."""
    _record_visit(actor, request)
    now = clock.now()
    attention_at = ask_again_at(request, now)
    request.enter(Status.CONTACTED, viewed_at=now, contacted_at=now, attempts=1, attention_at=attention_at)
