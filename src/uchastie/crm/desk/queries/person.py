"""The requests of one person, for the story on the person's card: a constant number of statements."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries.requests import visible_to
from uchastie.crm.people.rules import LINES, Period, counts_of
from uchastie.kernel.actor import Actor

WAITING = 3  # named in one line


@dataclass(frozen=True, slots=True)
class PersonStory:
    """`counts` are of the twelve months; `rows` the newest of the chosen time with the stars given; `waiting` those
    that staff have something to do with, the most urgent first."""

    counts: tuple[int, ...]
    rows: list[tuple[ServiceRequest, int | None]]
    waiting: list[ServiceRequest]


def get_person_story(actor: Actor, person_id: UUID, period: Period) -> PersonStory:
    """Only requests the actor may read: what other centres did for the person is theirs."""
    mine = visible_to(actor).filter(beneficiary_id=person_id)
    told = mine.filter(submitted_at__gte=period.lines_from, submitted_at__lt=period.lines_until)
    joined = told.select_related("service", "unit", "assignee", "review").order_by("-submitted_at", "-id")
    rows = list(joined[:LINES])
    whole = period.month is None and len(rows) < LINES
    waiting = mine.filter(attention_at__isnull=False).order_by("attention_at", "id")[:WAITING]
    return PersonStory(
        counts=counts_of([row.submitted_at for row in rows], period) if whole else _counted(mine, period),
        rows=[(row, row.review.stars if hasattr(row, "review") else None) for row in rows],
        waiting=list(waiting),
    )


def _counted(mine: "QuerySet[ServiceRequest]", period: Period) -> tuple[int, ...]:
    year = mine.filter(submitted_at__gte=period.starts_at, submitted_at__lt=period.ends_at)
    months = year.order_by().annotate(month=TruncMonth("submitted_at", tzinfo=period.zone)).values("month")
    found = {row["month"].date(): row["n"] for row in months.annotate(n=Count("pk"))}
    return tuple(found.get(month, 0) for month in period.months)
