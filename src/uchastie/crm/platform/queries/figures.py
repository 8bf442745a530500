"""What the figures on top count. One statement for any number of units; the same definitions give the records.

Questions here are those of the log alone: requests for help with the platform are the desk's and are added on top, so
nothing is counted twice."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from functools import partial
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from uchastie.crm.platform import rules
from uchastie.crm.platform.models import Community, MonthFigures, Placement, Question, Reading
from uchastie.crm.platform.queries import rows as records
from uchastie.crm.platform.rules import Outcome, Step, days_of
from uchastie.kernel.measures import Days, Kind, Measure

type Counted = Iterable[tuple[UUID, dt.date, int]]


def communities(unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Counted:
    """Communities of neighbours that are open (A81)."""
    rows = Community.objects.filter(unit__in=unit_ids, kind=rules.Community.LOCAL, opened_on__lte=last)
    return days_of(_spans(rows.values_list("unit_id", "opened_on", "closed_on", "pk")), first, last)


def subscribers(unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Counted:
    """Of the centre's own community (A82)."""
    return _readings(unit_ids, first, last, rules.Community.CENTRE, "subscribers")


def active(unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Counted:
    """Of the communities of neighbours, all together (A82)."""
    return _readings(unit_ids, first, last, rules.Community.LOCAL, "active")


def _readings(unit_ids: Collection[UUID], first: dt.date, last: dt.date, kind: rules.Community, column: str) -> Counted:
    """Of each community the readings of the period and the last one before it."""
    standing = Reading.objects.filter(replaced_at=None).exclude(**{column: None})
    before = standing.filter(community=OuterRef("community"), day__lt=first).order_by("-day")
    rows = standing.filter(community__unit__in=unit_ids, community__kind=kind, day__lte=last)
    rows = rows.filter(Q(day__gte=first) | Q(pk=Subquery(before.values("pk")[:1])))
    steps = []
    for unit_id, day, closed_on, key, count in rows.order_by("day").values_list(
        "community__unit_id", "day", "community__closed_on", "community_id", column
    ):
        steps.append(Step(unit_id, day, key, count))
        if closed_on:
            steps.append(Step(unit_id, closed_on, key, 0))
    return days_of(steps, first, last)


def placed(kind: rules.Placement, unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Counted:
    """1 while at least one is there (A83-A85)."""
    rows = Placement.objects.filter(unit__in=unit_ids, kind=kind, since__lte=last)
    return days_of(_spans(rows.values_list("unit_id", "since", "until", "pk")), first, last, yes_no=True)


def _spans(rows: Iterable[tuple[UUID, dt.date, dt.date | None, UUID]]) -> Iterable[Step]:
    for unit_id, since, until, key in rows:
        yield Step(unit_id, since, key, 1)
        if until:
            yield Step(unit_id, until, key, 0)


def questions(outcomes: Collection[Outcome], unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Counted:
    """By the day of the question, so that answers are never more than questions (A100)."""
    rows = Question.objects.filter(unit__in=unit_ids, day__gte=first, day__lte=last, outcome__in=outcomes)
    return rows.order_by().values("unit_id", "day").annotate(n=Sum("count")).values_list("unit_id", "day", "n")


def month_flow(column: str, unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Counted:
    """On the first day of the month (A105)."""
    rows = _months(unit_ids, column).filter(month__gte=first, month__lte=last, **{f"{column}__gt": 0})
    return rows.values_list("unit_id", "month", column)


def month_state(column: str, unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Counted:
    """From the first day of the month on, until another month tells otherwise (A105)."""
    before = _months(unit_ids, column).filter(unit=OuterRef("unit"), month__lt=first).order_by("-month")
    rows = _months(unit_ids, column).filter(month__lte=last)
    rows = rows.filter(Q(month__gte=first) | Q(pk=Subquery(before.values("pk")[:1])))
    return days_of(
        [Step(unit, day, unit, n) for unit, day, n in rows.values_list("unit_id", "month", column)], first, last
    )


def _months(unit_ids: Collection[UUID], column: str) -> "QuerySet[MonthFigures]":
    return MonthFigures.objects.filter(unit__in=unit_ids, replaced_at=None).exclude(**{column: None})


def figures() -> tuple[Measure, ...]:
    """Registered in `project/wiring.py`."""
    asked = {"platform.received": rules.COUNTED, "platform.answered": frozenset({Outcome.ANSWERED})}
    return (
        _state("communities", "Сообщества соседей в «Добро.Взаимно»", communities, records.communities),
        _state("subscribers", "Подписчики сообщества центра", subscribers, records.subscribers),
        _state("active", "Активные соседи в «Добро.Взаимно»", active, records.active),
        *(
            _state(str(kind), rules.PLACEMENTS[kind].title, partial(placed, kind), partial(records.placed, kind))
            for kind in rules.Placement
        ),
        *(
            Measure(
                code,
                "Короткие вопросы о платформе" if code == "platform.received" else "Ответы на короткие вопросы",
                Kind.FLOW,
                partial(questions, outcomes),
                partial(records.questions, outcomes),
            )
            for code, outcomes in asked.items()
        ),
        *(
            Measure(
                f"platform.{name}",
                rules.NUMBERS[name],
                Kind.FLOW,
                partial(month_flow, name),
                partial(records.month_flow, name),
            )
            for name in ("hours", "signins")
        ),
        *(
            _state(name, rules.NUMBERS[name], partial(month_state, name), partial(records.month_state, name))
            for name in ("users", "useful")
        ),
    )


def _state(name: str, title: str, days: Days, rows: Callable[..., list[records.Evidence]]) -> Measure:
    return Measure(f"platform.{name}", title, Kind.STATE, days, rows)
