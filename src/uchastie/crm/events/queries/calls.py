"""Whom no message has reached about a change: staff call them one after another."""

from django.db.models import QuerySet

from uchastie.crm.events import access
from uchastie.crm.events.models import Event, Registration
from uchastie.crm.events.queries.people import PAGE, Listed, has_come
from uchastie.crm.events.rules import Standing
from uchastie.crm.notifications import queries as notifications
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.paging import Page, keyset

TOLD = ("event_place", "event_changed", "event_cancelled")  # without these somebody comes for nothing, or does not come


def _not_told(event: Event) -> "QuerySet[Registration]":
    if event.ends_at <= clock.now():
        return Registration.objects.none()
    lost = notifications.list_not_arrived(event.unit_id, TOLD, event.made_at)
    return event.registrations.exclude(standing=Standing.CANCELLED).filter(pk__in=lost)


def count_to_call(event: Event) -> int:
    return _not_told(event).count()


def list_to_call(actor: Actor, event: Event, *, after: str | None = None) -> Listed:
    access.require_reader(actor, event.unit.path)
    rows = _not_told(event).select_related("person").annotate(came=has_come())
    page: Page[Registration] = keyset(rows, order=("made_at", "id"), size=PAGE, after=after)
    return Listed(page.items, people.contacts_of([row.person_id for row in page.items]), page.after)
