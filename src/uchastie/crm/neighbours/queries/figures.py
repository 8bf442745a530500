"""What the figures count: help that was given between neighbours of a unit's place (A78), on the day it ended."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from uuid import UUID

from django.urls import reverse

from uchastie.crm.neighbours import access
from uchastie.crm.neighbours.models import Answer
from uchastie.crm.neighbours.rules import CATEGORY_NAMES, AnswerState, Category
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.kernel import measures
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.measures import Evidence, Measure

Amounts = Iterable[tuple[UUID, dt.date, int]]


def figures() -> tuple[Measure, ...]:
    return (Measure("neighbours.helped", "Соседи помогли друг другу", measures.Kind.FLOW, count_helped, list_helped),)


def _done(units: Collection[UUID], first: dt.date, last: dt.date) -> list[Answer]:
    """A day more on both sides: days are of the unit's own zone."""
    start = dt.datetime.combine(first - dt.timedelta(days=1), dt.time(), dt.UTC)
    end = dt.datetime.combine(last + dt.timedelta(days=2), dt.time(), dt.UTC)
    rows = Answer.objects.filter(state=AnswerState.DONE, ended_at__gte=start, ended_at__lt=end, notice__unit__in=units)
    found = rows.select_related("notice__unit").order_by("-ended_at", "-id")
    return [one for one in found if first <= _day(one) <= last]


def _day(answer: Answer) -> dt.date:
    """`_done` asks for ended ones."""
    return (answer.ended_at or answer.made_at).astimezone(answer.notice.unit.zone).date()


def count_helped(units: Collection[UUID], first: dt.date, last: dt.date) -> Amounts:
    counted = Counter((one.notice.unit_id, _day(one)) for one in _done(units, first, last))
    return [(unit, day, amount) for (unit, day), amount in sorted(counted.items(), key=str)]


def list_helped(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    unit = _unit(actor, unit_id)
    url = reverse("neighbours:work")
    return [
        Evidence(_day(one), CATEGORY_NAMES[Category(one.notice.category)], "без имён", url)
        for one in _done([unit.pk], first, last)[:limit]
    ]


def _unit(actor: Actor, unit_id: UUID) -> Unit:
    unit = network.get_unit(actor, unit_id)
    if not access.moderates(actor, unit.path):
        raise NotSeen
    return unit
