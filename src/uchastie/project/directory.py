"""Who is reached how: what messages ask upward. Stands here, because it needs the people, the network and the desk."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.accounts.rules import Role
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import status_token
from uchastie.crm.events.models import Registration
from uchastie.crm.network.models import Assignment, Unit
from uchastie.crm.notifications.rules import Audience, Recipient, next_open
from uchastie.crm.people import queries as people
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import salutation
from uchastie.kernel import clock
from uchastie.ui import text

OFFICE = (dt.time(9), dt.time(18))  # of units without opening hours: headquarters


class Directory:
    def person(self, person_id: UUID, *, unit_id: UUID | None, about_id: UUID) -> Recipient | None:
        person = Beneficiary.objects.filter(pk=person_id).first()
        if person is None:
            return None
        contacts = people.contacts_of([person_id])[person_id]
        request = ServiceRequest.objects.select_related("unit", "service").filter(pk=about_id).first()
        unit = request.unit if request else _unit(unit_id)
        return Recipient(
            id=person_id,
            audience=Audience.PERSON,
            email=contacts.email,
            phone=contacts.phone,
            zone=unit.tz if unit else "Europe/Moscow",
            reminders_off=person.reminders_off,
            url=reverse("desk:status", args=[status_token(about_id)]) if request else "",
            values={
                "обращение": salutation(person.name),
                "номер": request.number if request else "",
                "сервис": request.service.name if request else "",
                "центр": unit.name if unit else "",
                "телефон центра": text.phone(unit.phone) if unit else "",
            },
        )

    def staff(self, user_id: UUID, *, unit_id: UUID | None) -> Recipient | None:
        user = accounts.get_user(user_id)
        if user is None or not user.is_active:
            return None
        unit = _unit(unit_id)
        return Recipient(
            id=user_id,
            audience=Audience.STAFF,
            email=user.email,
            zone=unit.tz if unit else "Europe/Moscow",
            free_at=free_at(unit) if unit else None,
            values={"центр": unit.name if unit else ""},
        )

    def answerable(self, about_id: UUID, unit_id: UUID | None) -> list[UUID]:
        request = ServiceRequest.objects.select_related("assignee").filter(pk=about_id).first()
        if request and request.assignee and request.assignee.is_active:
            return [request.assignee.pk]
        return heads_of(request.unit_id if request else unit_id)

    def address(self, about_id: UUID) -> str:
        """Staff open a request at the desk and a registration on the card of its event; a person opens it by his signed
        link."""
        if ServiceRequest.objects.filter(pk=about_id).exists():
            return reverse("desk:request", args=[about_id])
        event_id = Registration.objects.filter(pk=about_id).values_list("event", flat=True).first()
        return reverse("events:card", args=[event_id]) + "?list=calls" if event_id else ""

    def common(self, about_id: UUID) -> UUID | None:
        """Those who registered for one event are called from one list."""
        return Registration.objects.filter(pk=about_id).values_list("event", flat=True).first()

    def names(self, ids: Iterable[UUID]) -> dict[UUID, str]:
        wanted = set(ids)
        return dict(Beneficiary.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}

    def matching(self, text: str) -> Collection[Any]:
        return people.matching_ids(text)


def _unit(unit_id: UUID | None) -> Unit | None:
    return Unit.objects.prefetch_related("hours").filter(pk=unit_id).first() if unit_id else None


def free_at(unit: Unit) -> dt.datetime | None:
    """From when on the staff of the unit may be written to: its hours, without the days off of its region."""
    calendar, week = deadlines.get_calendar(unit.region_id or ""), unit.week()

    def hours(day: dt.date) -> list[tuple[dt.time, dt.time]]:
        if not calendar.is_working(day):
            return []
        return [(i.opens, i.closes) for i in week if i.weekday == day.weekday()] if week else [OFFICE]

    return next_open(clock.now(), unit.zone, hours)


def heads_of(unit_id: UUID | None) -> list[UUID]:
    if unit_id is None:
        return []
    rows = Assignment.objects.filter(unit_id=unit_id, role=Role.CENTRE_HEAD, ended_at=None, user__is_active=True)
    return list(rows.order_by("since", "pk").values_list("user_id", flat=True))
