"""The calendar of a year comes out as a whole: on the page of the centre and in the calendars that follow it (A90)."""

import datetime as dt

from django.db import transaction

from uchastie.crm.events import access
from uchastie.crm.events.actions.plan import publish_event
from uchastie.crm.events.models import Event, YearPublication
from uchastie.crm.events.rules import State, counts_from, require_year
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.measures import DaysChanged

OBJECT = "events.yearpublication"


@transaction.atomic
def publish_year(*, actor: Actor, unit: Unit, year: int, link: str = "") -> YearPublication:
    """All drafts that are still ahead come out together. Twice is once; drafts made later come out by the same deed,
    and the moment of the first stays. `link`: the post about it in the community."""
    access.require_centre(actor, unit)
    today = clock.today(unit.zone)
    events = Event.objects.filter(unit=unit, day__year=year).exclude(state=State.CANCELLED)
    require_year(year, today, events.count())
    drafts = list(events.filter(state=State.DRAFT, ends_at__gt=clock.now()).order_by("day", "id"))
    for event in drafts:
        publish_event(actor=actor, event_id=event.pk)
    made, fresh = YearPublication.objects.get_or_create(
        unit=unit,
        year=year,
        defaults={
            "day": today,
            "at": clock.now(),
            "by_id": actor.user_id,
            "events": events.exclude(state=State.DRAFT).count(),
        },
    )
    if link and link != made.link:
        made.link = link
        made.save(update_fields=["link"])
    journal.record(
        actor,
        verb="year_published",
        object_kind=OBJECT,
        object_id=made.pk,
        unit_id=unit.pk,
        year=year,
        drafts=len(drafts),
        first=fresh,
    )
    if fresh:
        bus.announce(DaysChanged(unit.pk, (counts_from(year, today), dt.date(year + 1, 1, 1))))
    return made
