"""What the figures count of licensing: 1 from the day on which the checklist of the premises was full (A69, A85). The
history is told by the journal of marks, so a mark that is taken back later changes no day before it."""

import datetime as dt
from collections.abc import Collection, Iterable
from uuid import UUID

from django.urls import reverse

from uchastie.crm.licensing import access
from uchastie.crm.licensing.models import PremisesMark
from uchastie.crm.licensing.rules import ITEMS, Item
from uchastie.crm.network import queries as network
from uchastie.kernel import measures
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.measures import Evidence, Measure


def figures() -> tuple[Measure, ...]:
    return (Measure("licensing.premises", "Центр готов принимать людей", measures.Kind.STATE, count_ready, list_ready),)


def count_ready(units: Collection[UUID], first: dt.date, last: dt.date) -> Iterable[tuple[UUID, dt.date, int]]:
    """The last change before `first` and every one up to `last`. One statement."""
    rows = PremisesMark.objects.filter(unit__in=units, day__lte=last, item__in=list(ITEMS)).order_by("at", "pk")
    marks: dict[UUID, list[tuple[dt.date, str, bool]]] = {}
    for unit_id, day, item, ready in rows.values_list("unit_id", "day", "item", "ready"):
        marks.setdefault(unit_id, []).append((day, item, ready))
    for unit_id, told in marks.items():
        changes = _changes(told)
        before = [one for one in changes if one[0] < first]
        inside = [one for one in changes if one[0] >= first]
        yield from ((unit_id, day, value) for day, value in [*before[-1:], *inside])


def _changes(told: list[tuple[dt.date, str, bool]]) -> list[tuple[dt.date, int]]:
    """The days on which the answer became another one; of a day its last answer counts."""
    ready: dict[str, bool] = {}
    by_day: dict[dt.date, int] = {}
    for day, item, done in told:
        ready[item] = done
        by_day[day] = int(all(ready.get(one) for one in ITEMS))
    changes: list[tuple[dt.date, int]] = []
    for day, value in sorted(by_day.items()):
        if not changes or changes[-1][1] != value:
            changes.append((day, value))
    return changes


def list_ready(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    """The items that were ready on the last day, each with the day of its mark; they make the number when all are."""
    unit = network.get_unit(actor, unit_id)
    if not access.works_here(actor, unit):
        raise NotSeen
    rows = PremisesMark.objects.filter(unit=unit, day__lte=last, item__in=list(ITEMS)).order_by("at", "pk")
    latest = {row.item: row for row in rows}
    url = reverse("licensing:premises", args=[unit.slug])
    full = int(len(latest) == len(ITEMS) and all(row.ready for row in latest.values()))
    found = [
        Evidence(row.day, ITEMS[Item(row.item)].title, url=url, amount=full) for row in latest.values() if row.ready
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)[:limit]
