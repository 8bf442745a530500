"""The one definition of every figure: which requests it is counted from. Counts, rows, tables and exports ask here, so
they cannot disagree."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import CancelReason, Phase, Status
from uchastie.crm.insight.rules import CONSULTING, NOW, PLATFORM, POSITIVE_FROM, Figure
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.paging import Page, keyset
from uchastie.kernel.prepared import Place

PAGE = 50

# Nobody was to be called: withdrawn by the person, repeated, or a test.
_DROPPED = Q(
    status=Status.CANCELLED,
    cancel_reason__in=[CancelReason.DUPLICATE, CancelReason.TEST, CancelReason.BY_APPLICANT],
)
_TEST = Q(status=Status.CANCELLED, cancel_reason=CancelReason.TEST)
# What was delivered stays so when the request comes back: the delivery keeps its first moment.
_SERVED = Q(delivery__isnull=False)


def moment_of(figure: Figure) -> str:
    """The moment that puts a request into a month."""
    if figure in {Figure.CONTACTED, Figure.LATE}:
        return "contact_due_at"
    if figure in {Figure.POSITIVE, Figure.REVIEWS}:
        return "review__created_at"
    return "submitted_at" if figure in {Figure.RECEIVED, Figure.PLATFORM} else "delivery__at"


def condition_of(figure: Figure, now: dt.datetime | Place) -> Q:
    """Besides the period: what makes a request count."""
    due = Q(contact_due_at__lt=now) & ~_DROPPED  # A18: a term counts when it is over, kept or not
    kept = Q(contacted_at__isnull=False, contacted_at__lte=F("contact_due_at"))
    waiting = Q(attention_at__isnull=False, phase=Phase.CONTACT)
    decided = Q(service=PLATFORM) & ~_DROPPED & (_SERVED | Q(contact_due_at__lt=now) | Q(status=Status.CANCELLED))
    return {
        Figure.CONSULTATIONS: _SERVED & Q(service=CONSULTING, id_pending=False),
        Figure.DELIVERED: _SERVED,
        Figure.WITHOUT_ID: _SERVED & Q(id_pending=True),
        Figure.RECEIVED: ~_TEST,
        Figure.CONTACTED: due & kept,
        Figure.LATE: due & ~kept,
        Figure.PLATFORM: decided,
        Figure.REVIEWS: Q(review__isnull=False),
        Figure.POSITIVE: Q(review__stars__gte=POSITIVE_FROM),
        Figure.WAITING: waiting,
        Figure.OVERDUE: waiting & Q(attention_at__lt=now),
    }[figure]


def rows_of(
    actor: Actor,
    unit: Unit,
    figure: Figure,
    start: dt.datetime,
    end: dt.datetime,
    *,
    service: str = "",
    employee: str = "",
) -> QuerySet[ServiceRequest]:
    """Exactly the requests of a figure that this actor may see. Figures of this moment know no period."""
    rows = desk.list_requests(actor).filter(condition_of(figure, clock.now()), unit=unit)
    if figure not in NOW:
        moment = moment_of(figure)
        rows = rows.filter(**{f"{moment}__gte": start, f"{moment}__lt": end})
    if service:
        rows = rows.filter(service=service)
    if employee:
        person = UUID(employee)
        rows = rows.filter(delivery__by=person) if figure_is_served(figure) else rows.filter(assignee=person)
    return rows


def figure_is_served(figure: Figure) -> bool:
    return figure in {Figure.CONSULTATIONS, Figure.DELIVERED, Figure.WITHOUT_ID, Figure.REVIEWS, Figure.POSITIVE}


def list_rows(rows: QuerySet[ServiceRequest], *, after: str | None = None) -> Page[ServiceRequest]:
    """By the moment of submission, newest first: it is never empty, so no row is lost between pages."""
    joined = rows.select_related("service", "beneficiary", "assignee", "unit", "review", "delivery__by")
    return keyset(joined, order=("-submitted_at", "-id"), size=PAGE, after=after)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One line of «по сервисам» or «по сотрудникам»; `key` goes into the address of its rows."""

    key: str
    name: str
    delivered: int
    reviews: int
    positive: int


def list_breakdown(actor: Actor, unit: Unit, start: dt.datetime, end: dt.datetime, *, by: str) -> list[Breakdown]:
    """`by`: "service" or "delivery__by". Two statements for any number of lines."""
    names = {"service": "service__name", "delivery__by": "delivery__by__name"}
    served = _grouped(rows_of(actor, unit, Figure.DELIVERED, start, end), by, names[by], n=Count("pk"))
    rated = _grouped(
        rows_of(actor, unit, Figure.REVIEWS, start, end),
        by,
        names[by],
        n=Count("pk"),
        good=Count("pk", filter=Q(review__stars__gte=POSITIVE_FROM)),
    )
    lines = []
    for key in {**served, **rated}:
        name = served.get(key, rated.get(key, ("", ())))[0]
        count, marks = served.get(key, ("", (0,)))[1], rated.get(key, ("", (0, 0)))[1]
        lines.append(Breakdown(str(key or ""), name or "не указан", count[0], marks[0], marks[1]))
    return sorted(lines, key=lambda line: (-line.delivered, line.name))


def _grouped(rows: QuerySet[ServiceRequest], by: str, name: str, **sums: Any) -> dict[Any, tuple[str, tuple[int, ...]]]:
    found: Any = rows.order_by().values(by, name).annotate(**sums).values_list(by, name, *sums)
    return {key: (label, tuple(counts)) for key, label, *counts in found}
