"""The ledger: lines by month, one line, numbers of a period."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access
from uchastie.crm.outreach.models import Fact, Topic
from uchastie.crm.outreach.rules import Channel, Form, Kind, Known
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 40
MOST_DRAWN = 400  # lines of one list that are drawn for a person


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list. `proof` "no" are those that nothing proves."""

    first: dt.date
    last: dt.date
    kind: str = ""
    channel: str = ""
    proof: str = ""
    taken_back: bool = False


def within_reach(actor: Actor) -> Q:
    """Of rows with a `unit`."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    inside = Q(pk__in=[])
    for path in actor.paths(*access.READERS):
        inside |= Q() if path == "/" else Q(unit__path__startswith=path)
        if path == "/":
            return Q()
    return inside


def get_fact(actor: Actor, fact_id: UUID, *, lock: bool = False) -> Fact:
    rows = Fact.objects.filter(within_reach(actor)).select_related("unit", "topic", "made_by")
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=fact_id).first()
    if found is None:
        raise NotSeen
    return found


def _of(unit: Unit) -> "QuerySet[Fact]":
    """Of the centre, or of every centre below; the whole country needs no comparing of paths."""
    if unit.path == "/":
        return Fact.objects.all()
    if unit.kind == "centre":
        return Fact.objects.filter(unit=unit)
    return Fact.objects.filter(unit__path__startswith=unit.path)


def list_facts(actor: Actor, unit: Unit, wanted: Wanted, *, after: str | None = None) -> Page[Fact]:
    """Newest day first."""
    access.require_reader(actor, unit.path)
    rows = _of(unit).filter(day__gte=wanted.first, day__lte=wanted.last, taken_back_at__isnull=not wanted.taken_back)
    if wanted.kind in set(Kind):
        rows = rows.filter(kind=wanted.kind)
    if wanted.channel in set(Channel):
        rows = rows.filter(channel=wanted.channel)
    if wanted.proof == "no":
        rows = rows.filter(link="", pictures=0)
    rows = rows.select_related("unit", "topic", "made_by")
    return keyset(rows, order=("-day", "-id"), size=PAGE, after=after)


def count_kinds(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> dict[Kind, int]:
    access.require_reader(actor, unit.path)
    rows = _of(unit).filter(day__gte=first, day__lte=last, taken_back_at=None)
    return {Kind(kind): count for kind, count in rows.values_list("kind").annotate(n=Count("pk")).order_by()}


def list_days(actor: Actor, unit: Unit, first: dt.date, last: dt.date) -> list[tuple[str, dt.date]]:
    """Kind and day of each fact of a period of one centre: the week, the month and the year in one reading."""
    access.require_reader(actor, unit.path)
    rows = Fact.objects.filter(unit=unit, day__gte=first, day__lte=last, taken_back_at=None)
    return list(rows.values_list("kind", "day"))


def find_learnt(unit_id: UUID, host: str) -> Known | None:
    """How the centre called an address of this host the last time."""
    if not host:
        return None
    last = Fact.objects.filter(unit_id=unit_id, host=host, taken_back_at=None).order_by("-made_at").first()
    return Known(Kind(last.kind), Channel(last.channel), Form(last.form) if last.form else None) if last else None


def find_same(unit_id: UUID, digest: str) -> Fact | None:
    rows = Fact.objects.filter(unit_id=unit_id, digest=digest, taken_back_at=None)
    return rows.select_related("made_by").first()


def list_topics() -> list[Topic]:
    return list(Topic.objects.order_by("place", "code"))
