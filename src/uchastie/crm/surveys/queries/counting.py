"""Counts for the yearly look at oneself: never contents."""

import datetime as dt
from dataclasses import dataclass

from uchastie.crm.network.models import Unit
from uchastie.crm.surveys.models import Survey
from uchastie.crm.surveys.queries.reading import numbers_of
from uchastie.crm.surveys.rules import Form, State


@dataclass(frozen=True, slots=True)
class Held:
    """Surveys of the unit that were closed within the period. `silent` have told nobody what came of them."""

    surveys: int
    teen: int
    answers: int
    asked: int
    told: int
    silent: int


def held(unit: Unit, period: tuple[dt.date, dt.date]) -> Held:
    """`period`: the first and the last day, both included."""
    rows = list(Survey.objects.filter(unit=unit, state=State.CLOSED, closed_day__range=period))
    numbers = numbers_of(rows)
    told = sum(bool(one.result) for one in rows)
    return Held(
        surveys=len(rows),
        teen=sum(one.form == Form.TEEN for one in rows),
        answers=sum(answers for answers, _ in numbers.values()),
        asked=sum(asked or 0 for _, asked in numbers.values()),
        told=told,
        silent=len(rows) - told,
    )
