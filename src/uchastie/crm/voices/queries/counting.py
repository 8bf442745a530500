"""Figures: the board, the tabs of the desk and the profile of involvement add up because they are one statement."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from uchastie.crm.network.models import Unit
from uchastie.crm.voices.models import FeedbackItem
from uchastie.crm.voices.rules import ANSWERED, WAITING, State
from uchastie.kernel import clock


@dataclass(frozen=True, slots=True)
class Totals:
    """`said` is the sum of the five others: each voice stands in exactly one."""

    said: int
    waiting: int
    doing: int
    done: int
    declined: int
    explained: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Of voices received in the period: how many have an answer, how many changed something, how many are late."""

    received: int
    answered: int
    done: int
    late: int


def _of(unit: Unit | None) -> "QuerySet[FeedbackItem]":
    return FeedbackItem.objects.filter(unit__path__startswith=unit.path) if unit else FeedbackItem.objects.all()


def totals(unit: Unit | None) -> Totals:
    """Everything that was ever said to the unit and those under it; None is the whole network."""
    number = {
        "said": Count("pk"),
        "waiting": Count("pk", filter=Q(state__in=WAITING)),
        "doing": Count("pk", filter=Q(state=State.ACCEPTED)),
        "done": Count("pk", filter=Q(state=State.DONE)),
        "declined": Count("pk", filter=Q(state=State.DECLINED)),
        "explained": Count("pk", filter=Q(state=State.EXPLAINED)),
    }
    return Totals(**_of(unit).aggregate(**number))


def counts_of(unit: Unit, period: tuple[dt.date, dt.date]) -> Counts:
    """`period`: the first and the last day in the zone of the unit, both included."""
    first, last = period
    since = dt.datetime.combine(first, dt.time.min, tzinfo=unit.zone)
    until = dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, tzinfo=unit.zone)
    number = {
        "received": Count("pk"),
        "answered": Count("pk", filter=Q(state__in=ANSWERED)),
        "done": Count("pk", filter=Q(state=State.DONE)),
        "late": Count("pk", filter=Q(state__in=WAITING, due_at__lt=clock.now())),
    }
    return Counts(**_of(unit).filter(received_at__gte=since, received_at__lt=until).aggregate(**number))
