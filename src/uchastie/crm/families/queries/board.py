"""The board of a headquarters: families by the stages of the programme, whose they are, where they live. A fixed number
of statements for any number of families."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from uchastie.crm.families import access, rules
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.queries.cases import PAGE, CaseRow, _cases, _row, lead_paths
from uchastie.crm.families.rules import FamilyState
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

type Ids = "QuerySet[Any, Any]"  # of cases, to be asked inside another statement

STAGES = (1, 3, 4, 6)  # a family stands in one of them; the others are about guardians and reports
CONNECTING = (FamilyState.WAITING, FamilyState.MATCHED, FamilyState.CONNECTED)
OVER = (FamilyState.DECLINED, FamilyState.CLOSED)


class Whose(StrEnum):
    ALL = "all"
    MINE = "mine"
    NOBODY = "nobody"  # nobody leads it, or who did does not coordinate any more


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the board is narrowed to. `place` is a district or a town."""

    whose: Whose = Whose.ALL
    place: str = ""

    @property
    def everything(self) -> bool:
        return self.whose is Whose.ALL and not self.place


def cases_wanted(actor: Actor, unit: Unit, wanted: Wanted) -> Ids:
    """Their ids, to be asked inside another statement."""
    return _open(actor, unit).filter(_whose(actor, wanted.whose), _lives(wanted.place)).values("pk")


def count_stages(actor: Actor, unit: Unit, wanted: Wanted, ending: Ids) -> dict[int, int]:
    """How many families stand in each stage; `ending`: those of a pair whose ending was reported."""
    rows = _staged(actor, unit, wanted, ending)
    found = rows.aggregate(**{f"stage_{stage}": Count("pk", filter=Q(stage=stage)) for stage in STAGES})
    return {stage: found[f"stage_{stage}"] for stage in STAGES}


def list_first(actor: Actor, unit: Unit, wanted: Wanted, ending: Ids, *, each: int) -> dict[int, list[FamilyCase]]:
    """The longest waiting of each stage. One statement."""
    place = Window(RowNumber(), partition_by=F("stage"), order_by=(F("received_at").asc(), F("id").asc()))
    rows: Any = _staged(actor, unit, wanted, ending).annotate(place=place).filter(place__lte=each)
    found: dict[int, list[FamilyCase]] = {stage: [] for stage in STAGES}
    for case in rows.order_by("received_at", "id"):
        found[case.stage].append(case)
    return found


def list_stage(
    actor: Actor,
    unit: Unit,
    wanted: Wanted,
    stage: int,
    ending: Ids,
    *,
    after: str | None = None,
) -> Page[CaseRow]:
    """Exactly the rows that `count_stages` has counted, the longest waiting first."""
    rows = _staged(actor, unit, wanted, ending).filter(stage=stage).prefetch_related("members", "needs")
    page = keyset(rows, order=("received_at", "id"), size=PAGE, after=after)
    year = clock.now().year
    return Page([_row(case, year) for case in page.items], page.after)


def list_places(actor: Actor, unit: Unit) -> list[str]:
    """Districts and towns of the families that are not finished."""
    pairs = _open(actor, unit).values_list("town", "district").distinct().order_by()
    return sorted({place for pair in pairs for place in pair if place})


def list_chosen(actor: Actor, ids: Collection[UUID]) -> list[FamilyCase]:
    """Those of the ids that the actor may see, by number."""
    seen = Q(pk__in=[])
    for path in lead_paths(actor):
        seen |= Q(unit__path__startswith=path)
    return list(_cases().filter(seen, pk__in=list(ids)).order_by("number"))


def count_open_by_region() -> dict[str, int]:
    """Families that are not finished, by region: what a region without a coordinator leaves alone. One statement."""
    rows = FamilyCase.objects.exclude(state__in=OVER).values_list("unit__region").annotate(Count("pk")).order_by()
    return {region or "": count for region, count in rows}


def count_waiting_by_region() -> dict[str, int]:
    """Families with the marker and a need nobody has promised, by region. One statement."""
    open_need = Need.objects.filter(state__in=sorted(rules.OPEN_NEEDS)).values("case")
    rows = FamilyCase.objects.filter(state__in=sorted(rules.MATCHABLE), pk__in=open_need)
    return {region or "": count for region, count in rows.values_list("unit__region").annotate(Count("pk")).order_by()}


def list_led_by(unit: Unit, user_id: UUID) -> "QuerySet[FamilyCase]":
    """Families this person leads in the unit and below, the finished ones left out."""
    rows = FamilyCase.objects.filter(unit__path__startswith=unit.path, assignee=user_id)
    return rows.exclude(state__in=OVER)


def _open(actor: Actor, unit: Unit) -> "QuerySet[FamilyCase]":
    if not access.is_coordinator(actor, unit.path):
        raise NotSeen
    return FamilyCase.objects.filter(unit__path__startswith=unit.path).exclude(state__in=OVER)


def _staged(actor: Actor, unit: Unit, wanted: Wanted, ending: Ids) -> "QuerySet[Any, Any]":
    """Open families with `stage`, by the same rule as `rules.stage_of`, only that a reported ending comes first."""
    stage = Case(
        When(state__in=sorted(rules.SCREENED), then=Value(1)),
        When(Q(state=FamilyState.ENDED) | Q(pk__in=ending), then=Value(6)),
        When(state__in=CONNECTING, then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    rows = _open(actor, unit).select_related("unit__region", "assignee")
    return rows.filter(_whose(actor, wanted.whose), _lives(wanted.place)).annotate(stage=stage)


def _whose(actor: Actor, whose: Whose) -> Q:
    if whose is Whose.MINE:
        return Q(assignee=actor.user_id)
    if whose is Whose.NOBODY:
        return Q(assignee=None) | ~Q(assignee__in=network.coordinator_ids())
    return Q()


def _lives(place: str) -> Q:
    return Q(district=place) | Q(town=place) if place else Q()
