"""The day's queue of a centre (or of a region): late first, then today, without owner, planned, waiting for the person.

One indexed statement for the rows, one for the counters, whatever the size of the table."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, DateTimeField, Q, QuerySet, UUIDField

from uchastie.crm.desk import access
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries.selection import EMPTY, Selection, condition_of
from uchastie.crm.desk.rules import Phase
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.paging import Page, keyset, page_of
from uchastie.kernel.prepared import Prepared

PAGE = 50
ORDER = ("phase", "attention_at", "id")
NEWEST = ("-submitted_at", "-id")


class Filter(StrEnum):
    """The tabs of the queue; part of the address, so a filtered queue can be kept and sent."""

    ALL = "all"
    LATE = "late"
    TODAY = "today"
    UNOWNED = "unowned"
    WAITING = "waiting"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    number: str
    who: str
    service: str
    channel: str
    status: str
    phase: str
    attention_at: dt.datetime | None  # the contact deadline, the agreed hour, or the day to ask again
    submitted_at: dt.datetime
    reopened_at: dt.datetime | None  # the promise was given anew then
    attempts: int
    id_pending: bool
    asked_at: dt.datetime | None  # since then the person waits for a word
    assignee_id: UUID | None
    assignee: str | None

    def __hash__(self) -> int:
        """Rows are looked up by the hundred; equal ones have one number."""
        return hash(self.number)


@dataclass(frozen=True, slots=True)
class Queue:
    rows: list[Row]
    after: str | None
    counts: dict[Filter, int]


_FIELDS = {
    "id": "id",
    "number": "number",
    "who": "beneficiary__name",
    "service": "service__name",
    "channel": "channel",
    "status": "status",
    "phase": "phase",
    "attention_at": "attention_at",
    "submitted_at": "submitted_at",
    "reopened_at": "reopened_at",
    "attempts": "attempts",
    "id_pending": "id_pending",
    "asked_at": "asked_at",
    "assignee_id": "assignee_id",
    "assignee": "assignee__name",
}


def get_queue(
    actor: Actor,
    unit: Unit,
    *,
    chosen: Filter = Filter.ALL,
    selection: Selection = EMPTY,
    text: str = "",
    after: str | None = None,
) -> Queue:
    """`text` finds by number, name, phone or ID among all requests of the unit, closed ones too. A selection that names
    a closed state shows the newest first: what is closed has no deadline to stand by."""
    text = text.replace("\0", "").strip()  # what no database keeps finds nothing
    access.require_reader(actor, unit.path)
    now = clock.now()
    day_ends = _day_ends(unit, now)
    if text:
        page = _search(unit, text, after)
    elif after or selection or unit.kind != UnitKind.CENTRE or actor.id is None:
        rows = _selected(unit, selection).filter(_condition(chosen, actor.id, now, day_ends))
        page = _page(rows, NEWEST if selection.reaches_closed else ORDER, after)
    else:
        page = _first_page(unit, chosen, actor.id, now, day_ends)
    return Queue(page.items, page.after, count_queue(actor, unit, selection))


def _first_page(unit: Unit, chosen: Filter, actor_id: UUID, now: dt.datetime, day_ends: dt.datetime) -> Page[Row]:
    rows = _FIRST[chosen].all(unit=unit.pk, actor=actor_id, now=now, day_ends=day_ends)
    return page_of(rows, order=ORDER, size=PAGE)


def _prepare(chosen: Filter) -> Prepared[Row]:
    def build(unit: Any, actor: Any, now: Any, day_ends: Any) -> "QuerySet[ServiceRequest, Any]":
        rows = ServiceRequest.objects.filter(
            _condition(chosen, actor, now, day_ends), unit=unit, attention_at__isnull=False
        )
        return rows.order_by(*ORDER).values_list(*_FIELDS.values())[: PAGE + 1]

    moment = DateTimeField()
    return Prepared(build, row=Row, unit=UUIDField(), actor=UUIDField(), now=moment, day_ends=moment)


# What every employee opens all day: the first page of a centre's tab.
_FIRST = {chosen: _prepare(chosen) for chosen in Filter}


def count_queue(actor: Actor, unit: Unit, selection: Selection = EMPTY) -> dict[Filter, int]:
    """One statement for all tabs; a test holds its conditions and those of the lists together."""
    access.require_reader(actor, unit.path)
    now = clock.now()
    day_ends = _day_ends(unit, now)
    if unit.kind == UnitKind.CENTRE and not selection:
        return _count_centre(actor, unit, now, day_ends)
    found = _selected(unit, selection).aggregate(
        **{str(tab): Count("pk", filter=_condition(tab, actor.id, now, day_ends)) for tab in Filter}
    )
    return {tab: found[str(tab)] for tab in Filter}


# The conditions of `_condition` once more, as SQL: counting by objects makes the whole page of the queue half as slow
# again (7 ms become 10.5). tests/test_queue_counts.py holds the two together.
_COUNTS = {
    Filter.ALL: "true",
    Filter.LATE: "phase = %(contact)s AND attention_at < %(now)s",
    Filter.TODAY: "phase = %(contact)s AND attention_at >= %(now)s AND attention_at <= %(day_ends)s",
    Filter.UNOWNED: "phase = %(contact)s AND assignee_id IS NULL",
    Filter.WAITING: "phase = %(wait)s",
    Filter.MINE: "assignee_id = %(actor)s",
}
_COLUMNS = ", ".join(f"COUNT(*) FILTER (WHERE {_COUNTS[tab]})" for tab in Filter)
_COUNT_SQL = f"SELECT {_COLUMNS} FROM desk_servicerequest WHERE unit_id = %(unit)s AND attention_at IS NOT NULL"  # noqa: S608


def _count_centre(actor: Actor, unit: Unit, now: dt.datetime, day_ends: dt.datetime) -> dict[Filter, int]:
    """The values as the columns keep them, on either database."""
    key, moment = ServiceRequest._meta.pk, connection.ops.adapt_datetimefield_value
    values = {
        "unit": key.get_db_prep_value(unit.pk, connection),
        "actor": key.get_db_prep_value(actor.id, connection),
        "now": moment(now),
        "day_ends": moment(day_ends),
        "contact": str(Phase.CONTACT),
        "wait": str(Phase.WAIT),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_SQL, values)
        return dict(zip(Filter, cursor.fetchone(), strict=True))


def _inside(unit: Unit) -> "QuerySet[ServiceRequest]":
    """Of a centre by its key, which the index of the queue begins with; of a headquarters by the path."""
    inside = Q(unit=unit) if unit.kind == UnitKind.CENTRE else Q(unit__path__startswith=unit.path)
    return ServiceRequest.objects.filter(inside)


def _open(unit: Unit) -> "QuerySet[ServiceRequest]":
    return _inside(unit).filter(attention_at__isnull=False)


def _selected(unit: Unit, selection: Selection) -> "QuerySet[ServiceRequest]":
    base = _inside(unit) if selection.reaches_closed else _open(unit)
    return base.filter(condition_of(selection, unit)) if selection else base


def _condition(chosen: Filter, actor_id: Any, now: Any, day_ends: Any) -> Q:
    """By values, or by the places where values of a prepared query will stand."""
    contact = Q(phase=Phase.CONTACT)
    return {
        Filter.ALL: Q(pk__isnull=False),
        Filter.LATE: contact & Q(attention_at__lt=now),
        Filter.TODAY: contact & Q(attention_at__gte=now, attention_at__lte=day_ends),
        Filter.UNOWNED: contact & Q(assignee__isnull=True),
        Filter.WAITING: Q(phase=Phase.WAIT),
        Filter.MINE: Q(assignee_id=actor_id),
    }[chosen]


def _day_ends(unit: Unit, now: dt.datetime) -> dt.datetime:
    return now.astimezone(unit.zone).replace(hour=23, minute=59, second=59, microsecond=0)


def _page(rows: "QuerySet[ServiceRequest]", order: tuple[str, ...], after: str | None) -> Page[Row]:
    named: Any = rows.values_list(*_FIELDS.values(), named=True)
    page: Page[Any] = keyset(named, order=order, size=PAGE, after=after)
    return Page([Row(*item) for item in page.items], page.after)


def find_rows(actor: Actor, unit: Unit, text: str) -> list[Row]:
    """The newest requests of the unit with this number, or of people the words fit; closed ones too."""
    access.require_reader(actor, unit.path)
    return _search(unit, text.replace("\0", "").strip(), None).items


def _search(unit: Unit, text: str, after: str | None) -> Page[Row]:
    digits = text.removeprefix("№").strip()
    number = Q(number__iexact=digits) | (Q(number__endswith=f"-{int(digits):06d}") if _short(digits) else Q(pk=None))
    rows = _inside(unit).filter(number | Q(beneficiary_id__in=people.matching_ids(text)))
    return _page(rows, NEWEST, after)


def _short(text: str) -> bool:
    """«424» or «000424»: the end of a number, as it stands in the row."""
    return text.isascii() and text.isdigit() and len(text) <= 6
