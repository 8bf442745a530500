"""Counting a period from the records: the definitions are those of the figures, so a report and the page of figures agree.
The number of statements does not depend on the number of centres or requests."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.rules import CHANNEL_NAMES, Channel
from uchastie.crm.events import queries as events
from uchastie.crm.insight import queries as insight
from uchastie.crm.insight.queries.rows import condition_of, moment_of
from uchastie.crm.insight.rules import Figure, Period
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.people.rules import AUDIENCE_NAMES, Audience, Kind
from uchastie.crm.reports import access
from uchastie.crm.reports.queries.norms import list_norms
from uchastie.crm.reports.rules import Centre, Deed, Group, Numbers
from uchastie.crm.visits import queries as visits
from uchastie.kernel import clock, measures
from uchastie.kernel.actor import SYSTEM, Actor

LIVE_CENTRES = 30  # a report of more centres is counted by the worker
SHOWN_MEASURES = (
    "outreach.posts",
    "outreach.reposts",
    "outreach.campaigns",
    "outreach.materials",
    "outreach.media",
    "outreach.joint",
    "events.activities",
    "events.reach",
    "platform.received",
    "platform.answered",
    "platform.hours",
)
_ORGANISATION = "Организация без отметки"


def centres_of(unit: Unit) -> list[Unit]:
    """The centre itself, or all centres below; those that were closed too: what they did was done."""
    rows = network.list_units(SYSTEM).filter(path__startswith=unit.path, kind=UnitKind.CENTRE)
    return list(rows.order_by("name", "pk"))


def is_light(centres: Sequence[Unit]) -> bool:
    """May it be counted while somebody waits?"""
    return len(centres) <= LIVE_CENTRES


def count(actor: Actor, unit: Unit, period: Period, centres: Sequence[Unit]) -> Numbers:
    """`centres` as `centres_of` gives them. Each centre's days are those of its own zone."""
    access.require_reader(actor, unit)
    served = _rows(centres, period, Figure.DELIVERED)
    people = _people(served)
    seen = visits.count_visits(SYSTEM, unit, period.first, period.last)
    held, guests = events.count_held([centre.pk for centre in centres], period.first, period.last)
    norms, standing = list_norms(centres, period, alone=unit.kind == UnitKind.CENTRE)
    channels = _by_channel(_rows(centres, period, Figure.RECEIVED))
    return Numbers(
        **people,
        **_marks(centres, period),
        received=sum(deed.amount for deed in channels),
        visits=seen.people,
        events=held,
        guests=guests,
        by_service=_by_service(served),
        by_audience=_by_audience(served),
        by_channel=channels,
        deeds=_deeds(centres, period),
        norms=norms,
        centres=() if unit.kind == UnitKind.CENTRE else _by_centre(centres, served, standing),
    )


def _rows(centres: Sequence[Unit], period: Period, figure: Figure) -> "QuerySet[Any]":
    """The requests of a figure."""
    return _moved(centres, period, moment_of(figure)).filter(condition_of(figure, clock.now()))


def _moved(centres: Sequence[Unit], period: Period, moment: str) -> "QuerySet[Any]":
    """Requests whose moment lies in the period: a window of moments for each time zone."""
    of_zone: dict[str, list[UUID]] = defaultdict(list)
    for centre in centres:
        of_zone[centre.tz].append(centre.pk)
    window = Q(pk__in=[])
    for name, ids in of_zone.items():
        zone = ZoneInfo(name)
        start = dt.datetime.combine(period.first, dt.time(), zone)
        end = dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(), zone)
        window |= Q(**{"unit__in": ids, f"{moment}__gte": start, f"{moment}__lt": end})
    return desk.visible_to(SYSTEM).filter(window).order_by()


def _people(served: "QuerySet[Any]") -> dict[str, int]:
    found = served.aggregate(
        services=Count("pk"),
        people=Count("beneficiary", distinct=True),
        persons=Count("beneficiary", distinct=True, filter=Q(beneficiary__kind=Kind.PERSON)),
        organisations=Count("beneficiary", distinct=True, filter=Q(beneficiary__kind=Kind.ORGANISATION)),
        without_id=Count("pk", filter=Q(id_pending=True)),
    )
    return {name: int(value) for name, value in found.items()}


def _marks(centres: Sequence[Unit], period: Period) -> dict[str, int]:
    """First contacts that were due, and ratings, each by its own moment."""
    now = clock.now()
    talks = _moved(centres, period, moment_of(Figure.CONTACTED)).aggregate(
        kept=Count("pk", filter=condition_of(Figure.CONTACTED, now)),
        late=Count("pk", filter=condition_of(Figure.LATE, now)),
    )
    marks = _moved(centres, period, moment_of(Figure.REVIEWS)).aggregate(
        reviews=Count("pk", filter=condition_of(Figure.REVIEWS, now)),
        positive=Count("pk", filter=condition_of(Figure.POSITIVE, now)),
    )
    return {"due": talks["kept"] + talks["late"], "kept": talks["kept"], **marks}


def _by_service(served: "QuerySet[Any]") -> tuple[Group, ...]:
    rows: Any = served.values_list("service__name").annotate(n=Count("pk"), people=Count("beneficiary", distinct=True))
    groups = [Group(name, people, services) for name, services, people in rows]
    return tuple(sorted(groups, key=lambda group: (-group.services, group.name)))


def _by_audience(served: "QuerySet[Any]") -> tuple[Group, ...]:
    """Who has several marks stands in several lines; a person without any is a resident (A49)."""
    rows: Any = served.values_list("beneficiary__kind", "beneficiary__audience_marks__code").annotate(
        n=Count("pk", distinct=True), people=Count("beneficiary", distinct=True)
    )
    groups = []
    for kind, code, services, people in rows:
        resident = _ORGANISATION if kind == Kind.ORGANISATION else AUDIENCE_NAMES[Audience.P_RESIDENT]
        groups.append(Group(AUDIENCE_NAMES[Audience(code)] if code else resident, people, services))
    return tuple(sorted(groups, key=lambda group: (-group.people, group.name)))


def _by_channel(came: "QuerySet[Any]") -> tuple[Deed, ...]:
    rows: Any = came.values_list("channel").annotate(n=Count("pk"))
    deeds = [Deed(CHANNEL_NAMES[Channel(channel)], number) for channel, number in rows]
    return tuple(sorted(deeds, key=lambda deed: (-deed.amount, deed.name)))


def _by_centre(
    centres: Sequence[Unit], served: "QuerySet[Any]", standing: dict[UUID, tuple[int, int]]
) -> tuple[Centre, ...]:
    """In the order of names: a report compares nobody."""
    rows: Any = served.values_list("unit").annotate(n=Count("pk"), people=Count("beneficiary", distinct=True))
    found = {unit: (people, services) for unit, services, people in rows}
    return tuple(
        Centre(str(one.pk), one.name, one.town, *found.get(one.pk, (0, 0)), *standing.get(one.pk, (0, 0)))
        for one in centres
    )


def _deeds(centres: Sequence[Unit], period: Period) -> tuple[Deed, ...]:
    known = {measure.code: measure.name for measure in measures.list_all()}
    codes = [code for code in SHOWN_MEASURES if code in known]
    sums = insight.sum_flows([centre.pk for centre in centres], codes, period.first, period.last)
    return tuple(Deed(known[code], sums.get(code, 0)) for code in codes)
