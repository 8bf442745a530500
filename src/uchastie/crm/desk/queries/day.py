"""What is to be done today in one centre, for paper: who must be called, who comes, whom to ask again."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.desk import access
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor

MOST = 300  # lines; nobody calls more people in a day


@dataclass(frozen=True, slots=True)
class DayLine:
    id: UUID
    number: str
    who: str
    phone: str
    preferred_time: str
    service: str
    status: str
    phase: str
    attention_at: dt.datetime
    owner: str


def list_day(actor: Actor, unit: Unit) -> list[DayLine]:
    """In the order of the queue, late ones first. Two statements."""
    access.require_reader(actor, unit.path)
    ends = clock.now().astimezone(unit.zone).replace(hour=23, minute=59, second=59, microsecond=999999)
    rows = ServiceRequest.objects.filter(unit=unit, attention_at__isnull=False, attention_at__lte=ends)
    found = list(
        rows.select_related("beneficiary", "service", "assignee").order_by("phase", "attention_at", "id")[:MOST]
    )
    contacts = people.contacts_of([request.beneficiary_id for request in found])
    return [
        DayLine(
            id=request.pk,
            number=request.number,
            who=request.beneficiary.name,
            phone=contacts[request.beneficiary_id].phone,
            preferred_time=request.preferred_time,
            service=request.service.name,
            status=request.status,
            phase=request.phase,
            attention_at=request.attention_at or ends,
            owner=request.assignee.name if request.assignee else "",
        )
        for request in found
    ]
