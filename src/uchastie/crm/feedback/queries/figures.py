"""Sums over marks. What is «counted» belongs to a request; reviews by QR without one are a number of their own."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from uchastie.crm.desk.queries import heard as desk
from uchastie.crm.desk.rules import Heard
from uchastie.crm.feedback import access
from uchastie.crm.feedback.models import Mark
from uchastie.crm.feedback.rules import Recommendation, Stars, recommendation
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor


class By(StrEnum):
    """What marks are divided by; the keys of the answer are ids (of a service its code), None where it is not known."""

    UNIT = "unit_id"
    SERVICE = "service_id"
    EMPLOYEE = "employee_id"


def month_of(unit: Unit, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """From the first moment of the month to the first of the next one, in the unit's zone."""
    first = dt.datetime(day.year, day.month, 1, tzinfo=unit.zone)
    after = dt.datetime(day.year + day.month // 12, day.month % 12 + 1, 1, tzinfo=unit.zone)
    return first, after


def count_stars(actor: Actor, unit: Unit, start: dt.datetime, end: dt.datetime, *, counted: bool = True) -> Stars:
    """Marks of the period. `counted=False`: those left by QR that belong to no request (A41)."""
    rows = _period(actor, unit, start, end).filter(request__isnull=not counted)
    return _stars(rows.values_list("stars").annotate(n=Count("pk")).values_list("stars", "n"))


def count_stars_by(
    actor: Actor, unit: Unit, start: dt.datetime, end: dt.datetime, by: By, *, counted: bool = True
) -> dict[Any, Stars]:
    """The same by centre, service or employee, in one statement."""
    rows = _period(actor, unit, start, end).filter(request__isnull=not counted)
    found: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    for key, stars, count in rows.values(by, "stars").annotate(n=Count("pk")).values_list(by, "stars", "n"):
        found[key].append((stars, count))
    return {key: _stars(pairs) for key, pairs in found.items()}


def count_stars_by_month(actor: Actor, unit: Unit, start: dt.datetime, end: dt.datetime) -> dict[dt.date, Stars]:
    """Counted marks by the first day of the month in the unit's zone."""
    rows = _period(actor, unit, start, end).filter(request__isnull=False)
    found: dict[dt.date, list[tuple[int, int]]] = defaultdict(list)
    months = rows.annotate(month=TruncMonth("rated_at", tzinfo=unit.zone)).values("month", "stars")
    for month, stars, count in months.annotate(n=Count("pk")).values_list("month", "stars", "n"):
        found[month.date()].append((stars, count))
    return {month: _stars(pairs) for month, pairs in sorted(found.items())}


def get_recommendation(actor: Actor, unit: Unit, start: dt.datetime, end: dt.datetime) -> Recommendation:
    """«Посоветуете ли», of all who answered and are not suspected (A42)."""
    rows = _period(actor, unit, start, end).filter(recommend__isnull=False, suspicious=False)
    answers = rows.values("recommend").annotate(n=Count("pk")).values_list("recommend", "n")
    return recommendation((value, count) for value, count in answers if value is not None)


def count_heard(actor: Actor, unit: Unit, start: dt.datetime, end: dt.datetime) -> list[tuple[Heard, int, int]]:
    """«Откуда узнали»: (from where, in requests, in reviews by QR), the most frequent first (A42)."""
    reviews = dict(
        _period(actor, unit, start, end)
        .exclude(heard_from="")
        .filter(suspicious=False)
        .values("heard_from")
        .annotate(n=Count("pk"))
        .values_list("heard_from", "n")
    )
    requests = desk.count_heard(actor, unit, start, end)
    rows = [(heard, requests.get(heard, 0), reviews.get(heard, 0)) for heard in Heard]
    return sorted((row for row in rows if row[1] + row[2]), key=lambda row: row[1] + row[2], reverse=True)


def count_waiting(actor: Actor, unit: Unit) -> tuple[int, int]:
    """Marks that wait for an answer, and how many of them are late. One statement, for a menu or a figure."""
    access.require_reader(actor, unit.path)
    waiting = Mark.objects.filter(unit__path__startswith=unit.path, attention_at__isnull=False)
    late = Count("pk", filter=Q(attention_at__lt=clock.now()))
    found = waiting.aggregate(all=Count("pk"), late=late)
    return found["all"], found["late"]


def _period(actor: Actor, unit: Unit, start: dt.datetime, end: dt.datetime) -> "QuerySet[Mark]":
    access.require_reader(actor, unit.path)
    return Mark.objects.filter(unit__path__startswith=unit.path, rated_at__gte=start, rated_at__lt=end).order_by()


def _stars(pairs: Iterable[tuple[int, int]]) -> Stars:
    counts = dict(pairs)
    one, two, three, four, five = (counts.get(star, 0) for star in range(1, 6))
    return Stars((one, two, three, four, five))
