"""Cases: one, and the lists of them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from uchastie.crm.accounts.models import User
from uchastie.crm.families import access, rules
from uchastie.crm.families.models import FamilyCase, FamilyMember, Need
from uchastie.crm.families.rules import FamilyState
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 50


class Tab(StrEnum):
    SCREENING = "screening"
    WAITING = "waiting"
    CONNECTING = "connecting"
    HELPED = "helped"
    ENDED = "ended"
    FINISHED = "finished"
    CONTROL = "control"
    ALL = "all"


TAB_NAMES: dict[Tab, str] = {
    Tab.WAITING: "Требуется опека",
    Tab.CONNECTING: "Соединение",
    Tab.HELPED: "Под опекой",
    Tab.ENDED: "Опека прекращена",
    Tab.CONTROL: "Особый контроль",
    Tab.FINISHED: "Закрытые",
    Tab.ALL: "Все",
}
STAGES: dict[Tab, frozenset[FamilyState]] = {
    Tab.SCREENING: rules.SCREENED,
    Tab.WAITING: frozenset({FamilyState.WAITING}),
    Tab.CONNECTING: frozenset({FamilyState.MATCHED, FamilyState.CONNECTED}),
    Tab.HELPED: frozenset({FamilyState.HELPED}),
    Tab.ENDED: frozenset({FamilyState.ENDED}),
    Tab.FINISHED: rules.FINISHED,
    Tab.ALL: rules.LISTED,
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A family as a list shows it: a number, a place, ages."""

    case: FamilyCase
    ages: str
    needs: tuple[Need, ...]


def _cases() -> "QuerySet[FamilyCase]":
    return FamilyCase.objects.select_related("unit__region", "applicant", "assignee")


def find_case(case_id: UUID) -> FamilyCase | None:
    """Without asking who looks: for capabilities that have asked themselves."""
    return _cases().filter(pk=case_id).first()


def get_case(actor: Actor, case_id: UUID) -> FamilyCase:
    """For the coordinators of its unit and for the family itself; `NotSeen` for everybody else."""
    case = find_case(case_id)
    if case is None:
        raise NotSeen
    access.require_party(actor, case)
    return case


def lead_paths(actor: Actor) -> tuple[str, ...]:
    return actor.paths(*access.COORDINATORS)


def _below(actor: Actor, unit: Unit) -> "QuerySet[FamilyCase]":
    if not access.is_coordinator(actor, unit.path):
        raise NotSeen
    return _cases().filter(unit__path__startswith=unit.path)


def list_cases(
    actor: Actor, unit: Unit, tab: Tab = Tab.ALL, *, text: str = "", after: str | None = None
) -> Page[CaseRow]:
    """Of the unit and of the units below, the longest waiting first. Finished ones are listed with the others' order."""
    rows = _below(actor, unit)
    rows = rows.filter(special_control=True) if tab is Tab.CONTROL else rows.filter(state__in=sorted(STAGES[tab]))
    if text:
        rows = rows.filter(_matches(text))
    page = keyset(rows.prefetch_related("members", "needs"), order=("received_at", "id"), size=PAGE, after=after)
    year = clock.now().year
    return Page([_row(case, year) for case in page.items], page.after)


def _matches(text: str) -> Q:
    """By number, place or outside number; never by name: names are under the veil."""
    words = text.strip()
    return (
        Q(number__icontains=words)
        | Q(external_id__iexact=words)
        | Q(town__icontains=words)
        | Q(town__icontains=words.capitalize())
        | Q(district__icontains=words.capitalize())
    )


def _row(case: FamilyCase, year: int) -> CaseRow:
    ages = rules.ages_in_words([member.birth_year for member in case.members.all()], year)
    return CaseRow(case, ages, tuple(need for need in case.needs.all() if need.state not in rules.CLOSED_NEEDS))


def search_cases(actor: Actor, text: str, *, limit: int = 5) -> list[FamilyCase]:
    """By number, in all units of the coordinator."""
    seen = Q(pk__in=[])
    for path in lead_paths(actor):
        seen |= Q(unit__path__startswith=path)
    return list(_cases().filter(seen, number__icontains=text.strip()).order_by("number")[:limit])


def count_screening(actor: Actor, unit: Unit) -> int:
    return _below(actor, unit).filter(state__in=sorted(rules.SCREENED)).count()


def list_members(case: FamilyCase) -> list[FamilyMember]:
    return list(case.members.order_by("-speaks", "birth_year", "id"))


def list_waiting(unit: Unit | None = None) -> "QuerySet[FamilyCase]":
    """For matching: families with the marker and a need nobody has promised, of the unit and below; with their needs."""
    open_need = Need.objects.filter(state__in=sorted(rules.OPEN_NEEDS)).values("case")
    rows = FamilyCase.objects.filter(state__in=sorted(rules.MATCHABLE), pk__in=open_need).select_related("unit")
    if unit is not None:
        rows = rows.filter(unit__path__startswith=unit.path)
    return rows.prefetch_related("needs").order_by("marker_at", "id")


def list_waiting_near(unit: Unit) -> "QuerySet[FamilyCase]":
    """The same of all headquarters of the unit's region: the region is what stops a pair."""
    return list_waiting().filter(unit__region_id=unit.region_id)


def list_by_ids(case_ids: Collection[UUID]) -> list[FamilyCase]:
    """Without asking who looks: for capabilities that have asked themselves."""
    return list(FamilyCase.objects.filter(pk__in=list(case_ids)))


def list_marked(unit: Unit) -> list[tuple[UUID, dt.datetime, dt.datetime | None]]:
    """Cases with the marker, of the unit and below: since when, and until when they asked for a guardian (None: they
    still do). A case whose last guardian has gone asks again only when somebody has decided so."""
    rows = FamilyCase.objects.filter(unit__path__startswith=unit.path, marker_at__isnull=False)
    found: Any = rows.exclude(state=rules.FamilyState.ENDED).values_list("pk", "marker_at", "closed_at")
    return list(found)


def list_of_applicants(ids: Collection[UUID]) -> "QuerySet[FamilyCase]":
    """Cases these people speak for: their own cabinet shows them."""
    return _cases().filter(applicant_id__in=ids).order_by("-received_at")


def find_speaker(number: str, contact: str) -> UUID | None:
    """Who speaks for the family of this number, if the contact is on the card."""
    case = _cases().filter(number=number.strip().upper()).first()
    return case.applicant_id if case and people.has_contact(case.applicant_id, contact) else None


def find_same_family(unit: Unit, *, external_id: str = "", phones: Collection[str] = ()) -> FamilyCase | None:
    """B27: the same outside number anywhere, or an open case of the region whose speaker has the same phone."""
    if external_id:
        case = _cases().filter(external_id=external_id).first()
        if case:
            return case
    owners = [person.pk for phone in phones for person in people.find_by_phone(phone)]
    same = _cases().filter(applicant_id__in=owners, unit__region_id=unit.region_id)
    return same.exclude(state__in=sorted(rules.FINISHED)).order_by("received_at").first()


def list_colleagues(case: FamilyCase) -> list[User]:
    """Coordinators whose unit is the family's or stands above it; by name."""
    return list_colleagues_of(case.unit)


def list_colleagues_of(home: Unit) -> list[User]:
    """Coordinators of the unit and of those above it; by name."""
    rows = [row for unit in network.list_above(home) for row in network.list_staff(SYSTEM, unit)]
    leads = {row.user for row in rows if row.role in access.COORDINATORS}
    return sorted(leads, key=lambda user: (user.name, str(user.pk)))
