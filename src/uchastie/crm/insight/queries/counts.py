"""Counting a period of one centre from the records."""

import datetime as dt
from dataclasses import dataclass, fields
from functools import cache

from django.db.models import Count, DateTimeField, Q, QuerySet, UUIDField

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.insight import access
from uchastie.crm.insight.queries.rows import condition_of, moment_of
from uchastie.crm.insight.rules import NOW, PLATFORM, Figure, Month
from uchastie.crm.network.models import Unit
from uchastie.crm.visits import queries as visits
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.prepared import Place, Prepared

_ANSWERED = Q(service=PLATFORM, delivery__isnull=False)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a period; `waiting` and `overdue` are of this moment."""

    received: int = 0
    delivered: int = 0
    consultations: int = 0
    without_id: int = 0
    due: int = 0
    kept: int = 0
    asked: int = 0
    answered: int = 0
    marks: int = 0
    positive: int = 0
    visits: int = 0
    waiting: int = 0
    overdue: int = 0

    def of(self, figure: Figure) -> int:
        """How many rows stand behind the figure."""
        return {
            Figure.CONSULTATIONS: self.consultations,
            Figure.POSITIVE: self.positive,
            Figure.REVIEWS: self.marks,
            Figure.CONTACTED: self.kept,
            Figure.LATE: self.due - self.kept,
            Figure.PLATFORM: self.asked,
            Figure.DELIVERED: self.delivered,
            Figure.WITHOUT_ID: self.without_id,
            Figure.RECEIVED: self.received,
            Figure.WAITING: self.waiting,
            Figure.OVERDUE: self.overdue,
        }[figure]


DAILY = tuple(field.name for field in fields(Counts) if field.name not in {"waiting", "overdue"})


def count_month(actor: Actor, unit: Unit, month: Month) -> Counts:
    """From the records themselves, so that each number is exactly its rows. Six statements."""
    access.require_counter(actor, unit)
    return _count(unit, month.start, month.end, month.first, month.last)


def count_day(unit: Unit, day: dt.date) -> Counts:
    """For the table of days."""
    start = dt.datetime.combine(day, dt.time(), unit.zone)
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), unit.zone)
    return _count(unit, start, end, day, day)


def _count(unit: Unit, start: dt.datetime, end: dt.datetime, first: dt.date, last: dt.date) -> Counts:
    now = clock.now()
    served = _sums(unit, start, end, now, Figure.DELIVERED, Figure.CONSULTATIONS, Figure.WITHOUT_ID)
    contact = _sums(unit, start, end, now, Figure.CONTACTED, Figure.LATE)
    came = _sums(unit, start, end, now, Figure.RECEIVED, Figure.PLATFORM, answered=True)
    marks = _sums(unit, start, end, now, Figure.REVIEWS, Figure.POSITIVE)
    open_now = _sums(unit, start, end, now, Figure.WAITING, Figure.OVERDUE)
    return Counts(
        received=came[Figure.RECEIVED],
        delivered=served[Figure.DELIVERED],
        consultations=served[Figure.CONSULTATIONS],
        without_id=served[Figure.WITHOUT_ID],
        due=contact[Figure.CONTACTED] + contact[Figure.LATE],
        kept=contact[Figure.CONTACTED],
        asked=came[Figure.PLATFORM],
        answered=came["answered"],
        marks=marks[Figure.REVIEWS],
        positive=marks[Figure.POSITIVE],
        visits=visits.count_visits(SYSTEM, unit, first, last).people,
        waiting=open_now[Figure.WAITING],
        overdue=open_now[Figure.OVERDUE],
    )


@cache
def _prepared(figures: tuple[Figure, ...], answered: bool) -> Prepared[tuple[int, ...]]:
    """Figures that share a moment, by one statement that is put together once in a process."""

    def build(unit: Place, now: Place, start: Place, end: Place) -> "QuerySet[ServiceRequest, tuple[int, ...]]":
        rows = desk.visible_to(SYSTEM).filter(unit_id=unit)
        if figures[0] in NOW:
            rows = rows.filter(attention_at__isnull=False)
        else:
            moment = moment_of(figures[0])
            rows = rows.filter(**{f"{moment}__gte": start, f"{moment}__lt": end})
        tests = [condition_of(figure, now) for figure in figures] + [_ANSWERED] * answered
        counts = {f"figure{place}": Count("pk", filter=test) for place, test in enumerate(tests)}
        return rows.order_by().values("unit").annotate(**counts).values_list(*counts)

    fields = {name: DateTimeField() for name in ("now", "start", "end")}
    return Prepared(build, unit=UUIDField(), **fields)


def _sums(
    unit: Unit, start: dt.datetime, end: dt.datetime, now: dt.datetime, *figures: Figure, answered: bool = False
) -> dict[str, int]:
    names = [*figures, *(["answered"] if answered else [])]
    found = _prepared(figures, answered).first(unit=unit.pk, now=now, start=start, end=end)
    return dict(zip(names, found or [0] * len(names), strict=True))
