"""The talk about a request: for its person, for those who answer, and the list of those who wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, UUIDField

from uchastie.crm.cabinet import access
from uchastie.crm.cabinet.models import Remark
from uchastie.crm.cabinet.rules import ONE_WAY, RemarkKind, describe
from uchastie.crm.desk import access as desk_access
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import own
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor
from uchastie.kernel.paging import keyset
from uchastie.kernel.prepared import Prepared

SHOWN = 100  # remarks of one talk
PAGE = 30


@dataclass(frozen=True, slots=True)
class Said:
    """One remark, ready to be shown. `changes` are (name, before, after) in words."""

    id: UUID
    kind: RemarkKind
    at: Any
    mine: bool  # by the person
    who: str
    text: str
    changes: tuple[tuple[str, str, str], ...]
    waits: bool


@dataclass(frozen=True, slots=True)
class Talk:
    said: list[Said]
    waiting: int  # remarks of the person that nobody has answered

    @property
    def last(self) -> Said | None:
        return self.said[-1] if self.said else None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request whose person waits for a word."""

    request: ServiceRequest
    said: list[Said]


_OF_REQUEST = Prepared(
    lambda request: Remark.objects.filter(request=request).select_related("by").order_by("at", "id"),
    request=UUIDField(),
)


def get_talk(request: ServiceRequest) -> Talk:
    """Everything said about one request, oldest first: for its person, who sees the own wishes too."""
    return _talk(_OF_REQUEST.all(request=request.pk))


def staff_talk(actor: Actor, request: ServiceRequest) -> Talk:
    """The same for those who read the request; wishes for another employee only for the head."""
    desk_access.require_reader(actor, request.unit.path)
    rows = _OF_REQUEST.all(request=request.pk)
    return _talk(rows if access.hears_of(actor, request) else [row for row in rows if row.kind not in ONE_WAY])


def list_waiting(actor: Actor, unit: Unit, *, after: str | None = None) -> tuple[list[Waiting], str | None]:
    """Requests of the unit whose people wait for a word, the longest wait first. Two statements a page."""
    page = keyset(own.list_asking(actor, unit), order=("asked_at", "id"), size=PAGE, after=after)
    waits = Q(request__in=[request.pk for request in page.items], settled_at__isnull=True)
    by_request: dict[UUID, list[Said]] = {}
    for remark in _rows(waits).exclude(kind__in=[RemarkKind.ANSWER, *ONE_WAY]):
        by_request.setdefault(remark.request_id, []).append(_said(remark))
    return [Waiting(request, by_request.get(request.pk, [])) for request in page.items], page.after


def list_wishes(actor: Actor, unit: Unit) -> list[Waiting]:
    """Who asks for another employee: for the head alone (A13); nothing for others."""
    if not access.hears_wishes(actor, unit.path):
        return []
    waits = Q(kind__in=ONE_WAY, settled_at__isnull=True, request__unit__path__startswith=unit.path)
    joined = (
        Remark.objects.filter(waits)
        .exclude(request__assignee_id=actor.id)
        .select_related("by", "request__unit", "request__service", "request__beneficiary", "request__assignee")
    )
    return [Waiting(remark.request, [_said(remark)]) for remark in joined.order_by("at", "id")[:PAGE]]


def _rows(condition: Q) -> "QuerySet[Remark]":
    return Remark.objects.filter(condition).select_related("by").order_by("at", "id")


def _talk(rows: Iterable[Remark]) -> Talk:
    said = [_said(remark) for remark in rows][-SHOWN:]
    return Talk(said, sum(1 for one in said if one.waits))


def _said(remark: Remark) -> Said:
    kind = RemarkKind(remark.kind)
    mine = kind is not RemarkKind.ANSWER
    return Said(
        id=remark.pk,
        kind=kind,
        at=remark.at,
        mine=mine,
        who="" if mine else remark.by.name if remark.by else "Сотрудник центра",
        text=remark.text,
        changes=tuple(describe(change) for change in remark.changes),
        waits=mine and remark.settled_at is None,
    )
