"""What outreach keeps records of, for the figures: days of many centres in one statement, and the records behind."""

import datetime as dt
from collections.abc import Collection, Iterable
from functools import partial
from uuid import UUID

from django.db.models import Count
from django.urls import reverse

from uchastie.crm.events.rules import State
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.outreach import access
from uchastie.crm.outreach.models import Campaign, Fact, JointEvent, Partner, SiteCheck
from uchastie.crm.outreach.queries.partners import list_site_days
from uchastie.crm.outreach.rules import CHANNEL_NAMES, WAY_NAMES, Channel, Kind, Way, told_audience
from uchastie.crm.outreach.rules.site import ITEMS, changes, states, within
from uchastie.kernel.actor import Actor
from uchastie.kernel.measures import Evidence, Measure
from uchastie.kernel.measures import Kind as Sort

type Day = tuple[UUID, dt.date, int]

NAMES = {
    Kind.POST: ("outreach.posts", "Записи в сетях"),
    Kind.REPOST: ("outreach.reposts", "Репосты Ассоциации"),
    Kind.MATERIAL: ("outreach.materials", "Образовательные материалы"),
    Kind.UPDATE: ("outreach.updates", "Обновления страницы центра"),
    Kind.MEDIA: ("outreach.media", "Радио, телевидение, газеты, люди"),
}


def figures() -> tuple[Measure, ...]:
    facts = [
        Measure(code, name, Sort.FLOW, partial(_fact_days, kind), partial(_fact_rows, kind))
        for kind, (code, name) in NAMES.items()
    ]
    return (
        *facts,
        Measure("outreach.campaigns", "Информационные кампании", Sort.FLOW, _campaign_days, _campaign_rows),
        Measure("outreach.joint", "События с партнёрами", Sort.FLOW, _joint_days, _joint_rows),
        Measure("outreach.partners", "Партнёры", Sort.STATE, _partner_days, _partner_rows),
        Measure("outreach.site", "Сайт заполнен и проверен", Sort.STATE, _site_days, _site_rows),
    )


def _unit(actor: Actor, unit_id: UUID) -> Unit:
    unit = network.get_unit(actor, unit_id)
    access.require_reader(actor, unit.path)
    return unit


def _proof(link: str, pictures: int, kind: str, key: UUID) -> str:
    """The link itself, or the list of pictures."""
    return link or (reverse("outreach:proofs", args=[kind, key]) if pictures else "")


# --- facts ---


def _fact_days(kind: Kind, unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Iterable[Day]:
    rows = Fact.objects.filter(unit_id__in=unit_ids, kind=kind, day__gte=first, day__lte=last, taken_back_at=None)
    return rows.values_list("unit_id", "day").annotate(n=Count("pk")).order_by()


def _fact_rows(kind: Kind, actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    unit = _unit(actor, unit_id)
    rows = Fact.objects.filter(unit=unit, kind=kind, day__gte=first, day__lte=last, taken_back_at=None)
    return [
        Evidence(
            fact.day,
            fact.title,
            CHANNEL_NAMES[Channel(fact.channel)],
            reverse("outreach:fact", args=[fact.pk]),
            _proof(fact.link, fact.pictures, "fact", fact.pk),
        )
        for fact in rows.order_by("-day", "-id")[:limit]
    ]


# --- campaigns, by the day they begin ---


def _campaign_days(unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Iterable[Day]:
    rows = Campaign.objects.filter(unit_id__in=unit_ids, starts_on__gte=first, starts_on__lte=last, taken_back_at=None)
    return rows.values_list("unit_id", "starts_on").annotate(n=Count("pk")).order_by()


def _campaign_rows(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    unit = _unit(actor, unit_id)
    rows = Campaign.objects.filter(unit=unit, starts_on__gte=first, starts_on__lte=last, taken_back_at=None)
    return [
        Evidence(
            one.starts_on,
            one.title,
            f"{WAY_NAMES[Way(one.way)]}: {told_audience(one.ages, one.groups)}",
            reverse("outreach:campaign", args=[one.pk]),
            _proof("", one.pictures, "campaign", one.pk),
        )
        for one in rows.order_by("-starts_on", "-id")[:limit]
    ]


# --- joint events: one event with two partners is one ---


def _joint_days(unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Iterable[Day]:
    rows = JointEvent.objects.filter(removed_at=None, partner__unit_id__in=unit_ids, event__state=State.HELD)
    rows = rows.filter(event__day__gte=first, event__day__lte=last)
    counted = rows.values("partner__unit_id", "event__day").annotate(n=Count("event", distinct=True)).order_by()
    return counted.values_list("partner__unit_id", "event__day", "n")


def _joint_rows(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    unit = _unit(actor, unit_id)
    rows = JointEvent.objects.filter(removed_at=None, partner__unit=unit, event__state=State.HELD)
    rows = rows.filter(event__day__gte=first, event__day__lte=last).select_related("partner", "event")
    events: dict[UUID, list[JointEvent]] = {}
    for one in rows.order_by("-event__day", "-event_id", "id"):
        events.setdefault(one.event_id, []).append(one)
    return [
        Evidence(
            joint[0].event.day,
            joint[0].event.title,
            ", ".join(one.partner.name for one in joint),
            reverse("events:card", args=[event_id]),
        )
        for event_id, joint in list(events.items())[:limit]
    ]


# --- states ---


def _partner_days(unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Iterable[Day]:
    rows = Partner.objects.filter(unit_id__in=unit_ids, since__lte=last).values_list("unit_id", "since", "ended_on")
    steps: dict[UUID, dict[dt.date, int]] = {}
    for unit_id, since, ended_on in rows:
        days = steps.setdefault(unit_id, {})
        days[since] = days.get(since, 0) + 1
        if ended_on:
            after = ended_on + dt.timedelta(days=1)
            days[after] = days.get(after, 0) - 1
    for unit_id, days in steps.items():
        yield from _told(unit_id, _sums(days), first, last)


def _sums(days: dict[dt.date, int]) -> list[tuple[dt.date, int]]:
    found, count = [], 0
    for day in sorted(days):
        count += days[day]
        found.append((day, count))
    return changes(found)


def _told(unit_id: UUID, values: list[tuple[dt.date, int]], first: dt.date, last: dt.date) -> Iterable[Day]:
    return [(unit_id, day, value) for day, value in within(values, first, last)]


def _partner_rows(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    """Those the centre works with on the last day."""
    unit = _unit(actor, unit_id)
    rows = Partner.objects.filter(unit=unit, since__lte=last).exclude(ended_on__lt=last)
    return [
        Evidence(
            one.since,
            one.name,
            one.agreement,
            reverse("outreach:partner", args=[one.pk]),
            _proof("", one.pictures, "partner", one.pk),
        )
        for one in rows.order_by("-since", "-id")[:limit]
    ]


def _site_days(unit_ids: Collection[UUID], first: dt.date, last: dt.date) -> Iterable[Day]:
    rows = SiteCheck.objects.filter(unit_id__in=unit_ids, day__lte=last).order_by("unit_id", "day", "at")
    checks: dict[UUID, list[tuple[dt.date, bool]]] = {}
    for unit_id, day, complete in rows.values_list("unit_id", "day", "complete"):
        checks.setdefault(unit_id, []).append((day, complete))
    for unit_id, days in checks.items():
        yield from _told(unit_id, states(days), first, last)


def _site_rows(actor: Actor, unit_id: UUID, first: dt.date, last: dt.date, limit: int) -> list[Evidence]:
    """The check that tells how the site stands on the last day: the newest one."""
    unit = _unit(actor, unit_id)
    found = SiteCheck.objects.filter(unit=unit, day__lte=last).order_by("-day", "-at")[: min(limit, 1)]
    stands = dict(states(list_site_days(unit, last)))
    value = next((stands[day] for day in sorted(stands, reverse=True) if day <= last), 0)
    note = f"есть {{}} из {len(ITEMS)}"
    return [
        Evidence(one.day, "Проверка сайта", note.format(len(one.present)), reverse("outreach:site"), one.link, value)
        for one in found
    ]
