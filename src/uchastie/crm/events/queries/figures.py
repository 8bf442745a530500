"""What the figures count of events: offline activities of the three kinds and the people on them (A98), and whether the
year's calendar is published (A90). An activity counts once somebody was marked on it: that is its proof."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.urls import reverse

from uchastie.crm.events import access
from uchastie.crm.events.models import Attendance, Event, YearPublication
from uchastie.crm.events.queries.people import count_came
from uchastie.crm.events.rules import COUNTED_KINDS, KIND_NAMES, Kind, State, counts_from
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import measures
from uchastie.kernel.actor import Actor
from uchastie.kernel.measures import Evidence, Measure
from uchastie.ui.text import full_day, plural

type Amounts = Iterable[tuple[UUID, dt.date, int]]


def figures() -> tuple[Measure, ...]:
    return (
        Measure("events.activities", "Активности вне сети", measures.Kind.FLOW, count_activities, list_activities),
        Measure("events.reach", "Охват активностей вне сети", measures.Kind.FLOW, count_people, list_people),
        Measure("events.calendar", "Календарь года опубликован", measures.Kind.STATE, count_calendars, list_calendars),
    )


def _counted(first: dt.date, last: dt.date) -> "QuerySet[Event]":
    marked = Exists(Attendance.objects.filter(event=OuterRef("pk"), cancelled_at__isnull=True))
    kinds = sorted(COUNTED_KINDS)
    return Event.objects.filter(
        marked, state=State.HELD, kind__in=kinds, online=False, day__gte=first, day__lte=last
    ).order_by()


def count_activities(units: Collection[UUID], first: dt.date, last: dt.date) -> Amounts:
    rows = _counted(first, last).filter(unit__in=units)
    return rows.values_list("unit", "day").annotate(n=Count("pk"))


def count_people(units: Collection[UUID], first: dt.date, last: dt.date) -> Amounts:
    """Everybody once for each event, those without a name as they were counted."""
    rows = Attendance.objects.filter(
        cancelled_at__isnull=True,
        event__unit__in=units,
        event__state=State.HELD,
        event__kind__in=sorted(COUNTED_KINDS),
        event__online=False,
        event__day__gte=first,
        event__day__lte=last,
    )
    return rows.order_by().values_list("event__unit", "event__day").annotate(n=Sum("people"))


def list_activities(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    return [_evidence(event, actor, came, 1) for event, came in _rows(actor, unit_id, first, last, limit)]


def list_people(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    return [_evidence(event, actor, came, came) for event, came in _rows(actor, unit_id, first, last, limit)]


def _rows(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[tuple[Event, int]]:
    unit = _unit(actor, unit_id)
    events = list(_counted(first, last).filter(unit=unit).select_related("unit").order_by("-day", "-id")[:limit])
    came = count_came([event.pk for event in events])
    return [(event, came[event.pk]) for event in events]


def _unit(actor: Actor, unit_id: UUID) -> Unit:
    unit = network.get_unit(actor, unit_id)
    access.require_counter(actor, unit.path)
    return unit


def _evidence(event: Event, actor: Actor, came: int, amount: int) -> Evidence:
    """Those who see numbers but no people are led to the page of everybody."""
    public = reverse("events:event", args=[event.code])
    card = reverse("events:card", args=[event.pk])
    people = plural(came, "человек пришёл", "человека пришли", "человек пришли")
    return Evidence(
        event.day,
        event.title,
        note=f"{KIND_NAMES[Kind(event.kind)]}: {people}",
        url=card if access.may_read(actor, event.unit.path) else public,
        proof=settings.SITE_URL + public,
        amount=amount,
    )


def count_calendars(units: Collection[UUID], first: dt.date, last: dt.date) -> Amounts:
    """The days on which the answer changes: 1 when a calendar of the year is out, 0 when a year begins without one."""
    rows = YearPublication.objects.filter(unit__in=units).order_by("unit", "year").values_list("unit", "year", "day")
    for unit, years in groupby(rows, key=lambda row: row[0]):
        changes = list(_changes({year: day for _, year, day in years}))
        before = [one for one in changes if one[0] < first]
        inside = [one for one in changes if first <= one[0] <= last]
        yield from ((unit, day, value) for day, value in [*before[-1:], *inside])


def _changes(published: dict[int, dt.date]) -> Iterator[tuple[dt.date, int]]:
    for year, day in sorted(published.items()):
        next_year = dt.date(year + 1, 1, 1)
        if day < next_year:
            yield counts_from(year, day), 1
        if published.get(year + 1, dt.date.max) > next_year:
            yield next_year, 0


def list_calendars(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    """The publication that is in force on the last day."""
    unit = _unit(actor, unit_id)
    row = YearPublication.objects.filter(unit=unit, year=last.year, day__lte=last).first()
    if row is None:
        return []
    public = f"{reverse('events:calendar', args=[unit.slug])}?year={row.year}"
    own = f"{reverse('events:year')}?year={row.year}"
    note = f"{plural(row.events, 'событие', 'события', 'событий')}, опубликован {full_day(row.day)}"
    url = own if access.may_read(actor, unit.path) else public
    return [Evidence(row.day, f"Календарь на {row.year} год", note, url, row.link or settings.SITE_URL + public)]
