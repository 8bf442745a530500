"""A promise to call was missed: the head hears of it, and after another working day the region (A12, A18).

Each missed promise is told once on each level, however many workers look, and after a pause of the worker in one
message: nobody gets fifty of them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from uchastie.crm.accounts.rules import Role
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines import rules as clocks
from uchastie.crm.desk.models import Escalation, ServiceRequest
from uchastie.crm.desk.rules import Level, Phase
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as recipients
from uchastie.crm.notifications.rules import Recipient
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM
from uchastie.kernel.ids import new_id
from uchastie.ui import text

NAMED = 20  # numbers in one message; of the rest it says how many they are
PORTION = 2000
EVENTS = {Level.HEAD: "contact_late", Level.REGION: "contact_late_region"}


def escalate_deadlines() -> int:
    """A job; answers how many people were told."""
    return sum(_escalate(level) for level in Level)


def _escalate(level: Level) -> int:
    told = Escalation.objects.filter(request=OuterRef("pk"), level=level, due_at=OuterRef("contact_due_at"))
    late = (
        ServiceRequest.objects.filter(~Exists(told), phase=Phase.CONTACT, attention_at__lt=clock.now())
        .filter(contact_due_at__lt=clock.now(), contacted_at=None)
        .select_related("unit")
        .order_by("unit_id", F("contact_due_at"), "pk")[:PORTION]
    )
    by_unit: dict[Unit, list[ServiceRequest]] = defaultdict(list)
    for request in late:
        by_unit[request.unit].append(request)
    if level is Level.REGION:
        by_unit = {unit: long_late for unit, requests in by_unit.items() if (long_late := _long_late(unit, requests))}
    return sum(_tell_of(unit, level, requests) for unit, requests in by_unit.items())


def _long_late(unit: Unit, requests: list[ServiceRequest]) -> list[ServiceRequest]:
    """A working day has passed since the promise was missed."""
    calendar, now = deadlines.get_calendar(unit.region_id or ""), clock.now()
    return [
        request
        for request in requests
        if clocks.working_days_deadline(request.contact_due_at, 1, unit.zone, calendar).due_at < now
    ]


@transaction.atomic
def _tell_of(unit: Unit, level: Level, requests: list[ServiceRequest]) -> int:
    """In the hours of those who are told; what another worker has told already is left out."""
    readers = list(_readers(unit, level))
    if not readers or any(reader.free_at for reader in readers):
        return 0
    ours = _mark(level, requests)
    fresh = [request for request in requests if request.pk in ours]
    if not fresh:
        return 0
    numbers = [request.number for request in fresh]
    more = [f"и ещё {len(numbers) - NAMED}"] if len(numbers) > NAMED else []
    values = {
        "список": "\n".join(numbers[:NAMED] + more),
        "сколько": text.plural(len(numbers), "заявка", "заявки", "заявок"),
        "центр": unit.name,
    }
    url = f"{reverse('desk:queue')}?tab=late"
    for reader in readers:
        notifications.notify(
            event=EVENTS[level],
            about_id=unit.pk,
            to=reader,
            unit_id=unit.pk,
            values=values,
            url=url,
            occasion=str(ours[fresh[0].pk]),
        )
    return len(readers)


def _mark(level: Level, requests: list[ServiceRequest]) -> dict[UUID, UUID]:
    """Of the requests whose row is ours the row: of two workers one has written it."""
    now = clock.now()
    rows = [
        Escalation(id=new_id(), request=request, level=level, due_at=request.contact_due_at, at=now)
        for request in requests
    ]
    Escalation.objects.bulk_create(rows, ignore_conflicts=True)
    return dict(Escalation.objects.filter(pk__in=[row.pk for row in rows]).values_list("request_id", "pk"))


def _readers(unit: Unit, level: Level) -> Iterable[Recipient]:
    """The heads; a centre without one is told to the region at once."""
    heads = [row.user_id for row in network.list_staff(SYSTEM, unit) if row.role == Role.CENTRE_HEAD]
    if level is Level.HEAD and heads:
        found = [recipients.staff(user_id, unit_id=unit.pk) for user_id in heads]
    else:
        found = [recipients.staff(row.user_id, unit_id=row.unit_id) for row in network.list_coordinators(unit)]
    return [reader for reader in found if reader is not None]
