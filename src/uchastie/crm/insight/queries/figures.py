"""The measures of the desk, counted from requests by the same conditions as their rows, so that the two cannot disagree."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.insight import access
from uchastie.crm.insight.queries.rows import condition_of, moment_of, rows_of
from uchastie.crm.insight.rules import Figure
from uchastie.crm.network import queries as network
from uchastie.kernel import clock, measures
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.measures import Evidence, Measure

type Amounts = Iterable[tuple[UUID, dt.date, int]]

# What each adds up, and the figures of the month whose rows it is made of.
DESK: dict[str, tuple[str, tuple[Figure, ...]]] = {
    "desk.consultations": ("Оказанные консультации", (Figure.CONSULTATIONS,)),
    "desk.marks": ("Оценки", (Figure.REVIEWS,)),
    "desk.positive": ("Оценки 4 и 5", (Figure.POSITIVE,)),
    "desk.due": ("Заявки, чей срок разговора пришёл", (Figure.CONTACTED, Figure.LATE)),
    "desk.kept": ("Связались в срок", (Figure.CONTACTED,)),
    "desk.asked": ("Заявки на помощь с платформой", (Figure.PLATFORM,)),
    "desk.answered": ("Из них с ответом", (Figure.PLATFORM,)),
}
_ANSWERED = Q(delivery__isnull=False)


def figures() -> tuple[Measure, ...]:
    return tuple(
        Measure(code, name, measures.Kind.FLOW, _days(code, some), _rows(code, some))
        for code, (name, some) in DESK.items()
    )


def figure_of(code: str) -> Figure | None:
    """The page of rows that shows exactly this measure; None where two figures make it."""
    some = DESK[code][1] if code in DESK else ()
    return some[0] if len(some) == 1 and code != "desk.answered" else None


def _condition(code: str, some: tuple[Figure, ...]) -> Q:
    now = clock.now()
    test = condition_of(some[0], now)
    for figure in some[1:]:
        test |= condition_of(figure, now)
    return test & _ANSWERED if code == "desk.answered" else test


def _days(code: str, some: tuple[Figure, ...]) -> Callable[[Collection[UUID], dt.date, dt.date], Amounts]:
    def days(unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Amounts:
        """Days of each unit's own zone: the rows are asked for with a day more on both sides."""
        moment = moment_of(some[0])
        start = dt.datetime.combine(first - dt.timedelta(days=1), dt.time(), dt.UTC)
        end = dt.datetime.combine(last + dt.timedelta(days=2), dt.time(), dt.UTC)
        inside = {f"{moment}__gte": start, f"{moment}__lt": end}
        rows: Any = desk.visible_to(SYSTEM).filter(_condition(code, some), unit__in=unit_ids, **inside).order_by()
        zones = {unit.pk: unit.zone for unit in network.list_units(SYSTEM).filter(pk__in=unit_ids)}
        found = Counter(
            (unit, at.astimezone(zones[unit]).date())
            for unit, at in rows.values_list("unit", moment).iterator(chunk_size=5000)
        )
        return [(unit, day, count) for (unit, day), count in found.items() if first <= day <= last]

    return days


def _rows(code: str, some: tuple[Figure, ...]) -> Callable[[Actor, UUID, dt.date, dt.date, int], list[Evidence]]:
    def rows(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
        unit = network.get_unit(actor, unit_id)
        if not access.may_see_rows(actor, unit):
            raise NotSeen
        start = dt.datetime.combine(first, dt.time(), unit.zone)
        end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), unit.zone)
        moment = moment_of(some[0])
        base = rows_of(actor, unit, some[0], start, end)
        if len(some) > 1 or code == "desk.answered":
            inside = {f"{moment}__gte": start, f"{moment}__lt": end}
            base = desk.list_requests(actor).filter(_condition(code, some), unit=unit, **inside)
        joined = base.select_related("service", "beneficiary", "delivery", "review").order_by(f"-{moment}", "-id")
        return [_evidence(row, moment, unit.zone) for row in joined[:limit]]

    return rows


def _evidence(row: ServiceRequest, moment: str, zone: dt.tzinfo) -> Evidence:
    at: Any = row
    for name in moment.split("__"):
        at = getattr(at, name)
    title = f"{row.service.name}, {row.beneficiary.name}"
    return Evidence(at.astimezone(zone).date(), title, row.number, reverse("desk:request", args=[row.pk]))
