"""What the queue is narrowed to besides its tab. A selection is part of the address: it can be kept, sent and named."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from uchastie.crm.desk import access
from uchastie.crm.desk.models import SavedFilter
from uchastie.crm.desk.queries.passing import list_away
from uchastie.crm.desk.rules import Channel, Format, Status
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import Audience
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen

NOBODY, AWAY = "none", "away"  # instead of the id of an employee
CLOSED = frozenset({Status.RATED, Status.CLOSED, Status.CANCELLED})
MOST = 40  # values of one kind; an address is no list of a thousand services


class Many(Protocol):
    """A query string as frameworks give it."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Empty fields select nothing away. `assignee` is an id, `none` or `away`; days are those of submission."""

    status: tuple[Status, ...] = ()
    service: tuple[str, ...] = ()
    channel: tuple[Channel, ...] = ()
    format: tuple[Format, ...] = ()
    audience: tuple[Audience, ...] = ()
    assignee: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    no_id: bool = False
    asked: bool = False

    def __bool__(self) -> bool:
        return self != EMPTY

    @property
    def reaches_closed(self) -> bool:
        return bool(CLOSED & set(self.status))

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of everything chosen, always in one order: equal selections are equal addresses."""
        many = [(name, str(value)) for name in _LISTS for value in getattr(self, name)]
        days = [(name, day.isoformat()) for name, day in (("since", self.since), ("until", self.until)) if day]
        marks = [(name, "1") for name in ("no_id", "asked") if getattr(self, name)]
        return many + ([("assignee", self.assignee)] if self.assignee else []) + days + marks

    def query(self) -> str:
        return urlencode(self.pairs())

    def without(self, name: str, value: str) -> str:
        return urlencode([pair for pair in self.pairs() if pair != (name, value)])


EMPTY = Selection()
_LISTS = ("status", "service", "channel", "format", "audience")


def read_selection(params: Many) -> Selection:
    """From an address. What it does not know it leaves out: an old bookmark still opens the queue."""
    return Selection(
        status=_of(Status, params.getlist("status")),
        service=tuple(sorted({code[:40] for code in params.getlist("service")[:MOST] if code})),
        channel=_of(Channel, params.getlist("channel")),
        format=_of(Format, params.getlist("format")),
        audience=_of(Audience, params.getlist("audience")),
        assignee=_assignee(params),
        since=_day(params, "since"),
        until=_day(params, "until"),
        no_id=_one(params, "no_id") == "1",
        asked=_one(params, "asked") == "1",
    )


def _one(params: Many, name: str) -> str:
    return next(iter(params.getlist(name)), "")


def _of[E: StrEnum](kind: type[E], values: Iterable[str]) -> tuple[E, ...]:
    known = set(values)
    return tuple(item for item in kind if str(item) in known)


def _assignee(params: Many) -> str:
    given = _one(params, "assignee")
    if given in {NOBODY, AWAY}:
        return given
    try:
        return str(UUID(given))
    except ValueError:
        return ""


def _day(params: Many, name: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(_one(params, name))
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def condition_of(selection: Selection, unit: Unit) -> Q:
    """The days are those of the unit's own time zone."""
    found = Q()
    for name, field in (("status", "status"), ("service", "service"), ("channel", "channel")):
        if chosen := getattr(selection, name):
            found &= Q(**{f"{field}__in": [str(value) for value in chosen]})
    if selection.format:
        found &= Q(agreed_format__in=[str(value) for value in selection.format])
    if selection.audience:
        found &= Q(beneficiary_id__in=people.ids_with_audience(selection.audience))
    return found & _of_people(selection, unit) & _of_days(selection, unit)


def _of_people(selection: Selection, unit: Unit) -> Q:
    found = Q(id_pending=True) if selection.no_id else Q()
    if selection.asked:
        found &= Q(asked_at__isnull=False)
    if selection.assignee == NOBODY:
        return found & Q(assignee__isnull=True)
    if selection.assignee == AWAY:
        return found & Q(assignee_id__in=list_away(unit))
    return found & Q(assignee_id=UUID(selection.assignee)) if selection.assignee else found


def _of_days(selection: Selection, unit: Unit) -> Q:
    found = Q()
    if selection.since:
        found &= Q(submitted_at__gte=dt.datetime.combine(selection.since, dt.time.min, unit.zone))
    if selection.until:
        next_day = selection.until + dt.timedelta(days=1)
        found &= Q(submitted_at__lt=dt.datetime.combine(next_day, dt.time.min, unit.zone))
    return found


# --- named ones ---


def list_saved(actor: Actor, unit: Unit) -> QuerySet[SavedFilter]:
    """The actor's own in this unit, and those its head has shared."""
    access.require_reader(actor, unit.path)
    own = Q(owner_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    return SavedFilter.objects.filter(own | Q(shared=True), unit=unit).select_related("owner").order_by("name", "id")


def get_saved(actor: Actor, unit: Unit, saved_id: UUID) -> SavedFilter:
    """One that the actor may remove: the own one, or a shared one for the head."""
    saved = list_saved(actor, unit).filter(pk=saved_id).first()
    if saved is None or not (saved.owner_id == actor.user_id or access.is_head(actor, unit.path)):
        raise NotSeen
    return saved
