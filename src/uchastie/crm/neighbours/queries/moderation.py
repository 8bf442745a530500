"""What staff look at: reported notices, one bundle for each author; appeals; asks of children; what nobody answered."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from uchastie.crm.neighbours import access
from uchastie.crm.neighbours.models import Decision, Notice, Report
from uchastie.crm.neighbours.rules import State
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 30


@dataclass(frozen=True, slots=True)
class Bundle:
    """Reported notices of one author: decided on together."""

    author: str
    notices: list[Notice]
    reports: list[Report]


def _below(unit: Unit) -> "QuerySet[Notice]":
    return Notice.objects.filter(unit__path__startswith=unit.path).select_related("author", "unit")


def _looked_at(actor: Actor, unit: Unit) -> "QuerySet[Notice]":
    if not access.moderates(actor, unit.path):
        raise NotSeen
    return _below(unit)


def list_bundles(actor: Actor, unit: Unit, *, limit: int = 200) -> list[Bundle]:
    """The hidden first. Two statements."""
    rows = _looked_at(actor, unit).filter(Q(state=State.HIDDEN) | Q(reports__gt=0)).exclude(state=State.REMOVED)
    found = list(rows.order_by("-reports", "-shown_at", "-id")[:limit])
    reports: defaultdict[UUID, list[Report]] = defaultdict(list)
    for report in Report.objects.filter(notice__in=found, looked_at__isnull=True).order_by("-at"):
        reports[report.notice_id].append(report)
    grouped: defaultdict[UUID, list[Notice]] = defaultdict(list)
    for notice in found:
        grouped[notice.author_id or notice.pk].append(notice)
    return [
        Bundle(
            notices[0].author.name if notices[0].author else notices[0].unit.name,
            notices,
            [report for notice in notices for report in reports[notice.pk]],
        )
        for notices in grouped.values()
    ]


def list_appeals(actor: Actor, unit: Unit, *, limit: int = 100) -> list[Notice]:
    decided = Decision.objects.filter(on_appeal=True).values("notice")
    rows = _looked_at(actor, unit).filter(state=State.REMOVED, appealed_at__isnull=False).exclude(pk__in=decided)
    return list(rows.order_by("appealed_at")[:limit])


def list_quiet(actor: Actor, unit: Unit, *, children: bool, after: str | None = None) -> Page[Notice]:
    """Asks of children, or those nobody has answered though they were shown wide."""
    rows = _looked_at(actor, unit)
    if children:
        return keyset(rows.filter(state=State.CHILD), order=("-shown_at", "-id"), size=PAGE, after=after)
    told = rows.filter(state=State.OPEN, centre_told_at__isnull=False, answers_count=0)
    return keyset(told, order=("-shown_at", "-id"), size=PAGE, after=after)


def list_led(actor: Actor, unit: Unit, *, after: str | None = None) -> Page[Notice]:
    """Notices in the name of units."""
    rows = _looked_at(actor, unit).filter(author__isnull=True)
    return keyset(rows, order=("-shown_at", "-id"), size=PAGE, after=after)


def get_led(actor: Actor, notice_id: UUID) -> Notice:
    """For staff: what they lead or moderate."""
    notice = (
        Notice.objects.select_related("author__person", "unit", "need__case", "request").filter(pk=notice_id).first()
    )
    if notice is None or not access.moderates(actor, notice.unit.path):
        raise NotSeen
    return notice


def decisions_of(notice: Notice) -> list[Decision]:
    return list(notice.decisions.select_related("by").order_by("at"))


def is_party(email: str, notice: Notice) -> bool:
    """Is the employee with this address the author, one who answered or one who reported?"""
    persons = set(notice.answers.values_list("neighbour__person", flat=True))
    persons |= set(notice.complaints.values_list("by__person", flat=True))
    if notice.author:
        persons.add(notice.author.person_id)
    known = people.contacts_of(list(persons)).values()
    return any(email.casefold() in {value.casefold() for value in one.emails} for one in known)
