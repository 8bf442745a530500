"""Counts for those above and for the yearly look at oneself: never names."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from uchastie.crm.councils import rules
from uchastie.crm.councils.models import Council, Decision, Meeting, Member
from uchastie.crm.councils.rules import Fate, Kind, MeetingState, MemberState
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock

YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Composition:
    """A body of the unit that goes on: how it is made up and what it has decided within a year."""

    id: UUID
    name: str
    kind: Kind
    members: int
    beneficiaries: int
    minors: int
    only_one: bool
    meetings: int
    decided: int
    carried_out: int
    overdue: int


def compositions(unit: Unit) -> tuple[Composition, ...]:
    """The bodies of this very unit, in the order they were made; three statements whatever their number."""
    today = clock.today(unit.zone)
    councils = list(Council.objects.filter(unit=unit, closed_at=None).order_by("made_at", "id"))
    ids = [council.pk for council in councils]
    force = Q(state=MemberState.ACTIVE, until__gte=today)
    people: dict[UUID, Any] = {
        row["council"]: row
        for row in Member.objects.filter(force, council__in=ids)
        .values("council")
        .annotate(all=Count("id"), own=Count("person"), young=Count("id", filter=Q(minor=True)))
    }
    held = Meeting.objects.filter(council__in=ids, state=MeetingState.HELD, starts_at__gte=clock.now() - YEAR)
    meetings = dict(held.values("council").annotate(n=Count("id")).values_list("council", "n"))
    decided: dict[UUID, Any] = {row["council"]: row for row in _decided(ids, today)}
    return tuple(
        _composition(one, people.get(one.pk, {}), meetings.get(one.pk, 0), decided.get(one.pk, {})) for one in councils
    )


def _decided(ids: list[UUID], today: dt.date) -> list[Any]:
    rows = Decision.objects.filter(council__in=ids).values("council")
    return list(
        rows.annotate(
            n=Count("id", filter=Q(decided_on__gte=today - YEAR)),
            done=Count("id", filter=Q(decided_on__gte=today - YEAR, fate__in=[Fate.DONE, Fate.CHECKED])),
            late=Count("id", filter=Q(fate__in=rules.OPEN_FATES, due_on__lt=today)),
        )
    )


def _composition(council: Council, people: dict[str, int], meetings: int, decided: dict[str, int]) -> Composition:
    own = people.get("own", 0)
    return Composition(
        id=council.pk,
        name=council.name,
        kind=Kind(council.kind),
        members=people.get("all", 0),
        beneficiaries=own,
        minors=people.get("young", 0),
        only_one=rules.only_one(own),
        meetings=meetings,
        decided=decided.get("n", 0),
        carried_out=decided.get("done", 0),
        overdue=decided.get("late", 0),
    )


def late_of(councils: list[Council]) -> dict[UUID, int]:
    """Decisions nobody has carried out, by council: for the headquarters too."""
    today = min((clock.today(one.zone) for one in councils), default=clock.now().date())
    rows = Decision.objects.filter(council__in=councils, fate__in=rules.OPEN_FATES, due_on__lt=today)
    return dict(rows.values("council").annotate(n=Count(F("id"))).values_list("council", "n"))
