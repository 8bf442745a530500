"""The records behind each figure, newest first: exactly those that make its number."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, rules
from uchastie.crm.platform.models import Community, MonthFigures, Placement, Question, Reading
from uchastie.crm.platform.rules import OUTCOMES, TOPIC_NAMES, Outcome, Topic
from uchastie.kernel.actor import Actor
from uchastie.kernel.measures import Evidence


def communities(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    """Those open on the last day."""
    unit = _unit(actor, unit_id)
    rows = Community.objects.filter(_open(last, "opened_on", "closed_on"), unit=unit, kind=rules.Community.LOCAL)
    return [
        Evidence(row.opened_on, row.name, "открыто", _community(row.pk), row.url)
        for row in rows.order_by("-opened_on", "-id")[:limit]
    ]


def subscribers(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    return _readings(actor, unit_id, last, limit, rules.Community.CENTRE, "subscribers")


def active(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    return _readings(actor, unit_id, last, limit, rules.Community.LOCAL, "active")


def _readings(
    actor: Actor, unit_id: UUID, last: dt.date, limit: int, kind: rules.Community, column: str
) -> list[Evidence]:
    """The last reading of each community that is open on the last day."""
    unit = _unit(actor, unit_id)
    standing = Reading.objects.filter(replaced_at=None, day__lte=last).exclude(**{column: None})
    newest = standing.filter(community=OuterRef("community")).order_by("-day").values("pk")[:1]
    rows = standing.filter(community__unit=unit, community__kind=kind, pk=Subquery(newest))
    rows = rows.filter(Q(community__closed_on=None) | Q(community__closed_on__gt=last)).select_related("community")
    return [
        Evidence(
            row.day, row.community.name, "замер", _community(row.community_id), row.community.url, getattr(row, column)
        )
        for row in rows.order_by("-day", "-id")[:limit]
    ]


def placed(
    kind: rules.Placement, actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int
) -> list[Evidence]:
    unit = _unit(actor, unit_id)
    rows = Placement.objects.filter(_open(last, "since", "until"), unit=unit, kind=kind)
    home = f"{reverse('platform:centre', args=[unit.slug])}#{kind}"
    return [
        Evidence(row.since, rules.PLACEMENTS[kind].title, row.note, home, row.url or _file(row.photo_id))
        for row in rows.order_by("-since", "-id")[:limit]
    ]


def questions(
    outcomes: Collection[Outcome], actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int
) -> list[Evidence]:
    unit = _unit(actor, unit_id)
    rows = Question.objects.filter(unit=unit, day__gte=first, day__lte=last, outcome__in=outcomes)
    home = reverse("platform:questions", args=[unit.slug])
    return [
        Evidence(row.day, TOPIC_NAMES[Topic(row.topic)], OUTCOMES[Outcome(row.outcome)], home, amount=row.count)
        for row in rows.order_by("-day", "-id")[:limit]
    ]


def month_flow(column: str, actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    unit = _unit(actor, unit_id)
    rows = _months(unit, column).filter(month__gte=first, month__lte=last, **{f"{column}__gt": 0})
    return [_told(unit, row, column) for row in rows.order_by("-month")[:limit]]


def month_state(column: str, actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    unit = _unit(actor, unit_id)
    rows = _months(unit, column).filter(month__lte=last).order_by("-month")[: min(limit, 1)]
    return [_told(unit, row, column) for row in rows]


def _months(unit: Unit, column: str) -> "QuerySet[MonthFigures]":
    return MonthFigures.objects.filter(unit=unit, replaced_at=None).exclude(**{column: None})


def _told(unit: Unit, row: MonthFigures, column: str) -> Evidence:
    note = "из таблицы" if row.source == rules.Source.TABLE else "внесено вручную"
    home = f"{reverse('platform:month', args=[unit.slug])}?month={row.month:%Y-%m}"
    proof = row.proof or _file(row.file_id)
    return Evidence(row.month, rules.month_name(row.month), note, home, proof, getattr(row, column))


def _unit(actor: Actor, unit_id: UUID) -> Unit:
    unit = network.get_unit(actor, unit_id)
    access.require_reader(actor, unit)
    return unit


def _open(last: dt.date, since: str, until: str) -> Q:
    """There on the last day; what was put up and taken down on one day never was there."""
    return Q(**{f"{since}__lte": last}) & (
        Q(**{until: None}) | Q(**{f"{until}__gt": last}) & Q(**{f"{until}__gt": F(since)})
    )


def _community(community_id: UUID) -> str:
    return reverse("platform:community", args=[community_id])


def _file(file_id: UUID | None) -> str:
    return reverse("documents:file", args=[file_id]) if file_id else ""
