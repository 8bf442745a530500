"""The calendar of a centre: the year, one event, what everybody may see."""

import datetime as dt
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from uchastie.crm.events import access
from uchastie.crm.events.models import Event, YearPublication
from uchastie.crm.events.rules import State
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

SHOWN = 200  # events of one year on one page: four a week
PAGE = 30
OPEN_TO_ALL = (State.PUBLISHED, State.HELD, State.CANCELLED)


def visible(actor: Actor) -> "QuerySet[Event]":
    if actor.kind is ActorKind.SYSTEM:
        return Event.objects.all()
    inside = Q(pk__in=[])
    for path in actor.paths(*access.READERS):
        inside |= Q(unit__path__startswith=path)
    return Event.objects.filter(inside)


def get_event(actor: Actor, event_id: UUID, *, lock: bool = False) -> Event:
    rows = visible(actor).select_related("unit__region")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=event_id).first()
    if found is None:
        raise NotSeen
    return found


def list_year(actor: Actor, unit: Unit, year: int) -> list[Event]:
    """Of one centre, in the order of days; cancelled ones too, so that nobody asks where they are."""
    access.require_reader(actor, unit.path)
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = Event.objects.filter(unit=unit, day__gte=first, day__lte=last).select_related("unit")
    return list(rows.order_by("day", "starts_at", "id")[:SHOWN])


def count_years(actor: Actor, unit: Unit) -> dict[int, int]:
    """How many events each year has."""
    access.require_reader(actor, unit.path)
    days = Event.objects.filter(unit=unit).exclude(state=State.CANCELLED).values_list("day__year")
    return dict(days.annotate(n=Count("pk")).order_by("day__year"))


# --- everybody ---


def get_publication(unit: Unit, year: int) -> YearPublication | None:
    return YearPublication.objects.select_related("by").filter(unit=unit, year=year).first()


def get_public(code: str) -> Event:
    """A draft does not exist for the public, nor does an event of a centre that does not work."""
    rows = Event.objects.select_related("unit__region").filter(state__in=OPEN_TO_ALL, unit__status="active")
    found = rows.filter(code=code, published_at__isnull=False).first()
    if found is None:
        raise NotSeen
    return found


def list_coming(unit: Unit, *, after: str | None = None, size: int = PAGE) -> Page[Event]:
    rows = Event.objects.filter(unit=unit, state=State.PUBLISHED, ends_at__gt=clock.now()).select_related("unit")
    return keyset(rows, order=("starts_at", "id"), size=size, after=after)


def list_published(unit: Unit, year: int) -> list[Event]:
    """The whole year for the public calendar and its paper."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    rows = Event.objects.filter(
        unit=unit, state__in=OPEN_TO_ALL, published_at__isnull=False, day__gte=first, day__lte=last
    )
    return list(rows.select_related("unit").order_by("day", "starts_at", "id")[:SHOWN])


def list_for_feed(unit: Unit) -> list[Event]:
    """What calendars keep: from half a year ago on."""
    since = clock.today(unit.zone) - dt.timedelta(days=183)
    rows = Event.objects.filter(unit=unit, state__in=OPEN_TO_ALL, published_at__isnull=False, day__gte=since)
    return list(rows.select_related("unit").order_by("day", "starts_at", "id")[:500])


def feed_tag(unit: Unit) -> str:
    rows = Event.objects.filter(unit=unit, state__in=OPEN_TO_ALL, published_at__isnull=False)
    state = rows.aggregate(n=Count("pk"), changed=Max("changed_at"))
    changed = f"{state['changed']:%Y%m%d%H%M%S%f}" if state["changed"] else "0"
    return f'"{state["n"]}-{changed}"'
