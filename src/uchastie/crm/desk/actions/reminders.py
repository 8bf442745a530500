"""Who must call whom today: one letter in the morning, in the centre's own working hours (A12, A18)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from uchastie.crm.accounts.models import User
from uchastie.crm.accounts.rules import Role
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Phase
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as recipients
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.ui import text

WORKING_HOURS = range(9, 18)  # staff are not written to outside them


def remind_of_deadlines() -> int:
    """A job: tells each employee what is due today, and the heads what is due and nobody's. Once a day each.
    Returns how many people were told."""
    now = clock.now()
    due = ServiceRequest.objects.filter(
        phase=Phase.CONTACT, attention_at__gte=now, attention_at__lte=now + dt.timedelta(days=1)
    )
    by_unit: dict[Unit, list[ServiceRequest]] = defaultdict(list)
    for request in due.select_related("unit", "assignee").order_by("unit_id", "number"):
        if _is_today(request, now):
            by_unit[request.unit].append(request)
    return sum(_remind(unit, requests) for unit, requests in by_unit.items() if _is_working_hour(unit, now))


def _is_today(request: ServiceRequest, now: dt.datetime) -> bool:
    zone = request.unit.zone
    return request.contact_due_at.astimezone(zone).date() == now.astimezone(zone).date()


def _is_working_hour(unit: Unit, now: dt.datetime) -> bool:
    local = now.astimezone(unit.zone)
    return local.hour in WORKING_HOURS and deadlines.get_calendar(unit.region_id).is_working(local.date())


def _remind(unit: Unit, requests: list[ServiceRequest]) -> int:
    owned: dict[User, list[ServiceRequest]] = defaultdict(list)
    for request in requests:
        for person in _who_answers(unit, request):
            owned[person].append(request)
    for person, own in owned.items():
        _tell(unit, person, own)
    return len(owned)


def _who_answers(unit: Unit, request: ServiceRequest) -> Iterable[User]:
    if request.assignee and request.assignee.is_active:
        return [request.assignee]
    return [row.user for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_HEAD]


@transaction.atomic
def _tell(unit: Unit, person: User, requests: list[ServiceRequest]) -> None:
    """Numbers only: names and phones stay behind the sign-in."""
    reader = recipients.staff(person.pk, unit_id=unit.pk)
    if reader is not None:
        notifications.notify(
            event="contact_today",
            about_id=person.pk,
            to=reader,
            unit_id=unit.pk,
            values={
                "список": "\n".join(request.number for request in requests),
                "сколько": text.plural(len(requests), "заявка", "заявки", "заявок"),
            },
            url=f"{reverse('desk:queue')}?tab=today",
            occasion=f"{clock.today(unit.zone):%Y%m%d}:{unit.pk}",
        )
