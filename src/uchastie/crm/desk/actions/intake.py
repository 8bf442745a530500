"""A new request: what a citizen sends himself, and how any request is written down (A14, A20)."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.consents import actions as consents
from uchastie.crm.consents.rules import Method, Purpose
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.desk import rules
from uchastie.crm.desk.actions import letters
from uchastie.crm.desk.actions.record import record
from uchastie.crm.desk.events import RequestReceived
from uchastie.crm.desk.models import NumberSeries, ServiceRequest
from uchastie.crm.desk.rules import Applicant, Channel
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network.models import Unit
from uchastie.crm.people import actions as people
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.delivery import idempotency
from uchastie.kernel.errors import Refusal
from uchastie.kernel.ids import new_id
from uchastie.kernel.prepared import fresh, insert
from uchastie.kernel.series import take_number


@dataclass(frozen=True, slots=True)
class NewRequest:
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
        service, regulation = offered(unit, service_code)
        person = register(actor, unit, applicant)
        request = write(actor, NewRequest(unit, service, regulation, person, applicant, need, channel, heard))
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

    return once(unit, key, (service_code, applicant, need, channel), create)


def once(unit: Unit, key: str, body: object, create: Callable[[], ServiceRequest]) -> ServiceRequest:
    fingerprint = hashlib.sha256(repr(body).encode()).hexdigest()
    made: list[ServiceRequest] = []

    def run() -> str:
        made.append(create())
        return str(made[0].pk)

    answer, _ = idempotency.once(scope=f"desk.request:{unit.pk}", key=key, fingerprint=fingerprint, run=run)
    if made:
        return made[0]
    return ServiceRequest.objects.select_related("unit", "service", "beneficiary").get(pk=UUID(answer))


def offered(unit: Unit, service_code: str) -> tuple[Service, Regulation]:
    """Only services of the centre's approved set can be asked of it."""
    service = licensing.find_offered(unit, service_code)
    if service is None:
        raise Refusal("not_offered", "Этого сервиса в центре нет. Выберите другой из списка.", field="service")
    return service, catalogue.get_regulation_in_force(service)


def register(actor: Actor, unit: Unit, applicant: Applicant) -> Beneficiary:
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


def write(actor: Actor, new: NewRequest) -> ServiceRequest:
    now = clock.now()
    unit = new.unit
    calendar = deadlines.get_calendar(unit.region_id)
    deadline = clocks.working_days_deadline(now, rules.CONTACT_WORKING_DAYS, unit.zone, calendar)
    request = fresh(
        ServiceRequest,
        id=new_id(),
        number=_next_number(unit, now),
        unit=unit,
        service=new.service,
        regulation=new.regulation,
        beneficiary=new.beneficiary,
        channel=new.channel,
        attention_at=deadline.due_at,
        need=new.need,
        preferred_way=new.applicant.preferred_way,
        preferred_time=new.applicant.preferred_time,
        submitted_at=now,
        contact_due_at=deadline.due_at,
        contact_warning=deadline.warning,
        **new.extra,
    )
    insert(request)
    record(actor, request, "received", channel=str(new.channel))
    bus.announce(RequestReceived(request.pk))
    return request


def _next_number(unit: Unit, now: dt.datetime) -> str:
    region, year = unit.region_id or "00", now.astimezone(unit.zone).year
    return rules.request_number(region, year, take_number(NumberSeries, region_code=region, year=year))
