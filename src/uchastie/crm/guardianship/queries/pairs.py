"""Pairs: one, those of a unit, those of a family or a guardian."""

import datetime as dt
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from uchastie.crm.guardianship import access
from uchastie.crm.guardianship.models import Guardianship, Promise
from uchastie.crm.guardianship.rules import MEETING, OPEN, OVER, PairState
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30
MOST_CLOCKS = 200
JOINED = ("case", "guardian", "unit", "introduction")


class Tab(StrEnum):
    CLOCKS = "clocks"  # the guardian has agreed, they have not met
    PROPOSED = "proposed"
    PAPERS = "papers"  # they have met, the help has not begun
    ACTIVE = "active"
    ENDING = "ending"
    OVER = "over"


_STATES: dict[Tab, Iterable[PairState]] = {
    Tab.CLOCKS: {PairState.MATCHED},
    Tab.PROPOSED: {PairState.PROPOSED},
    Tab.PAPERS: MEETING,
    Tab.ACTIVE: {PairState.ACTIVE},
    Tab.ENDING: {PairState.ENDING_REPORTED},
    Tab.OVER: OVER,
}


def visible_to(actor: Actor) -> "QuerySet[Guardianship]":
    if actor.kind is ActorKind.SYSTEM:
        return Guardianship.objects.all()
    if actor.kind is ActorKind.HOLDER:
        return Guardianship.objects.filter(Q(guardian=actor.id) | Q(case=actor.id))
    inside = Q(pk__in=[])
    for path in actor.paths(*access.COORDINATORS):
        inside |= Q(unit__path__startswith=path)
    return Guardianship.objects.filter(inside)


def get_guardianship(actor: Actor, guardianship_id: UUID, *, lock: bool = False) -> Guardianship:
    rows = visible_to(actor).select_related(*JOINED)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=guardianship_id).first()
    if found is None:
        raise NotSeen
    return found


def find_open(case_id: UUID, guardian_id: UUID) -> Guardianship | None:
    rows = Guardianship.objects.filter(case=case_id, guardian=guardian_id, state__in=sorted(OPEN))
    return rows.select_related(*JOINED).first()


def list_pairs(actor: Actor, unit: Unit, tab: Tab, *, after: str | None = None) -> Page[Guardianship]:
    """The newest first; those with a clock come by `list_clocks`."""
    access.require_coordinator(actor, unit.path)
    rows = Guardianship.objects.filter(unit__path__startswith=unit.path, state__in=sorted(_STATES[tab]))
    return keyset(rows.select_related(*JOINED), order=("-proposed_at", "-id"), size=PAGE, after=after)


def list_clocks(actor: Actor, unit: Unit) -> list[Guardianship]:
    """Pairs whose 72 hours run, the most urgent first (B42)."""
    access.require_coordinator(actor, unit.path)
    rows = Guardianship.objects.filter(unit__path__startswith=unit.path, state=PairState.MATCHED)
    return list(rows.select_related(*JOINED).order_by("connect_due_at", "id")[:MOST_CLOCKS])


def count_tabs(actor: Actor, unit: Unit) -> dict[Tab, int]:
    access.require_coordinator(actor, unit.path)
    counted = [tab for tab in Tab if tab is not Tab.OVER]
    sums: dict[str, Any] = {str(tab): Count("pk", filter=Q(state__in=sorted(_STATES[tab]))) for tab in counted}
    found = Guardianship.objects.filter(unit__path__startswith=unit.path, state__in=sorted(OPEN)).aggregate(**sums)
    return {tab: found[str(tab)] for tab in counted}


def cases_ending(unit: Unit) -> "QuerySet[Guardianship, Any]":
    """Families of a pair whose ending was reported, to be asked inside another statement."""
    rows = Guardianship.objects.filter(unit__path__startswith=unit.path, state=PairState.ENDING_REPORTED)
    return rows.values("case")


def list_open_of(case_ids: Collection[UUID]) -> list[Guardianship]:
    """Pairs of these families that are not over. The caller has checked that the actor may see the families."""
    rows = Guardianship.objects.filter(case__in=list(case_ids), state__in=sorted(OPEN))
    return list(rows.select_related("guardian__representative", "case", "unit").order_by("proposed_at", "id"))


def list_gone_over(since: dt.datetime, until: dt.datetime) -> list[Guardianship]:
    """Pairs whose 72 hours ended between the two without an introduction."""
    rows = Guardianship.objects.filter(state=PairState.MATCHED, connect_due_at__gte=since, connect_due_at__lt=until)
    return list(rows.select_related("case__assignee", "unit").order_by("connect_due_at", "id"))


def count_overdue(unit: Unit, now: dt.datetime) -> int:
    """Pairs that nobody has introduced in time."""
    late = Guardianship.objects.filter(state=PairState.MATCHED, connect_due_at__lt=now)
    return late.filter(unit__path__startswith=unit.path).count()


def count_overdue_by_region(now: dt.datetime) -> dict[str, int]:
    """The same by region, for the whole country. One statement."""
    late = Guardianship.objects.filter(state=PairState.MATCHED, connect_due_at__lt=now)
    return dict(late.values_list("unit__region").annotate(Count("pk")).order_by())


def list_of_case(case_id: UUID) -> list[Guardianship]:
    """All pairs of a family, the newest first. The caller has checked that the actor may see the family."""
    return list(Guardianship.objects.filter(case=case_id).select_related(*JOINED).order_by("-proposed_at", "-id"))


def list_of_guardian(guardian_id: UUID) -> list[Guardianship]:
    """All pairs of a guardian, the newest first. The caller has checked that the actor may see the guardian."""
    rows = Guardianship.objects.filter(guardian=guardian_id)
    return list(rows.select_related(*JOINED).order_by("-proposed_at", "-id"))


def list_known(case_ids: Collection[UUID]) -> list[tuple[UUID, UUID, bool]]:
    """For matching: (family, guardian, is their pair open?) of pairs that are there or did not come about; those that
    have helped and ended may be asked again. One statement."""
    rows = Guardianship.objects.filter(case__in=list(case_ids), state__in=sorted(OPEN | {PairState.DECLINED}))
    found = rows.values_list("case_id", "guardian_id", "state").order_by("proposed_at", "id")
    return [(case, guardian, state != PairState.DECLINED) for case, guardian, state in found]


def list_promises(pair: Guardianship) -> list[Promise]:
    """What this guardian has taken upon itself in this family, and what it had while the pair was open."""
    return list(pair.promises.select_related("need__category").order_by("made_at", "id"))


def promised_needs(case_id: UUID) -> dict[UUID, Guardianship]:
    """Needs of a family that somebody has promised to meet, with the pair of the promise."""
    rows = Promise.objects.filter(need__case=case_id, released_at=None).select_related("guardianship__guardian")
    return {row.need_id: row.guardianship for row in rows}
