"""Meetings with their agenda, proposals, decisions and what became of them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from uchastie.crm.councils import access, rules
from uchastie.crm.councils.models import Attendance, Council, Decision, Meeting, Member, Point
from uchastie.crm.councils.rules import Fate, MeetingState, PointKind, PointState, Shown
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import Page, keyset

PAGE = 20
LATE_MINUTES = 10
_AHEAD = (MeetingState.PLANNED, MeetingState.SENT)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an agenda. `late` says that an overdue decision has brought it there by itself."""

    title: str
    source: str
    kind: PointKind
    minutes: int
    point: Point | None = None
    decision: Decision | None = None

    @property
    def late(self) -> bool:
        return self.decision is not None


@dataclass(frozen=True, slots=True)
class Coming:
    member: Member
    coming: bool | None
    came: bool


def next_meeting(council: Council) -> Meeting | None:
    """The nearest that is not held yet: also one of yesterday, whose minutes are still to be written."""
    found = Meeting.objects.filter(council=council, state__in=_AHEAD).order_by("starts_at", "id").first()
    if found is not None:
        found.council = council
    return found


def last_held(council: Council) -> Meeting | None:
    found = Meeting.objects.filter(council=council, state=MeetingState.HELD).order_by("-starts_at", "-id").first()
    if found is not None:
        found.council = council
    return found


def list_meetings(council: Council, *, after: str | None = None) -> Page[Meeting]:
    return keyset(Meeting.objects.filter(council=council), order=("-starts_at", "-id"), size=PAGE, after=after)


def get_meeting(actor: Actor, meeting_id: UUID, *, lock: bool = False) -> Meeting:
    rows = Meeting.objects.select_related("council__unit")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=meeting_id).first()
    if found is None or not access.may_read(actor, found.council.unit):
        raise NotSeen
    return found


def get_point(actor: Actor, point_id: UUID) -> Point:
    found = Point.objects.filter(pk=point_id).select_related("council__unit", "meeting").first()
    if found is None or not access.may_read(actor, found.council.unit):
        raise NotSeen
    return found


def get_decision(actor: Actor, decision_id: UUID, *, lock: bool = False) -> Decision:
    rows = Decision.objects.select_related("council__unit", "owner", "meeting")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=decision_id).first()
    if found is None or not access.may_read(actor, found.council.unit):
        raise NotSeen
    return found


def list_decisions(council: Council, *, after: str | None = None) -> Page[Decision]:
    rows = Decision.objects.filter(council=council).select_related("owner")
    return keyset(rows, order=("-decided_on", "-id"), size=PAGE, after=after)


def told(decision: Decision, today: dt.date) -> Shown:
    return rules.shown_of(Fate(decision.fate), decision.due_on, today)


def list_proposals(council: Council) -> list[Point]:
    """What members have proposed and nobody has answered yet, the oldest first."""
    rows = Point.objects.filter(council=council, state=PointState.PROPOSED).select_related("by__person", "by__user")
    return list(rows.order_by("made_at", "id")[:100])


def agenda_of(meeting: Meeting, *, names: bool) -> list[Item]:
    """Overdue decisions come first by themselves while the meeting is ahead; a held meeting keeps what it had. `names`:
    may the reader know who proposed what?"""
    points = Point.objects.filter(meeting=meeting, state=PointState.ON).select_related(
        "by__person", "by__user", "decision"
    )
    items = [_item(point, names) for point in points.order_by("made_at", "id")]
    if meeting.state in _AHEAD:
        items = [_late_item(decision) for decision in _overdue(meeting)] + items
    return sorted(items, key=lambda item: not item.late)


def _overdue(meeting: Meeting) -> list[Decision]:
    day = min(clock.today(meeting.council.zone), meeting.starts_at.astimezone(meeting.council.zone).date())
    rows = Decision.objects.filter(council=meeting.council, fate__in=rules.OPEN_FATES, due_on__lt=day)
    return list(rows.order_by("due_on", "id"))


def _late_item(decision: Decision) -> Item:
    return Item(decision.text, "срок прошёл, решение не выполнено", PointKind.REPORT, LATE_MINUTES, decision=decision)


def _item(point: Point, names: bool) -> Item:
    if point.decision is not None:
        return Item(
            point.title, "срок прошёл, решение не выполнено", PointKind.REPORT, point.minutes, point, point.decision
        )
    return Item(point.title, source_of(point, names), PointKind(point.kind), point.minutes, point)


def source_of(point: Point, names: bool) -> str:
    if point.by is None:
        return "внесли те, кто ведёт совет"
    return f"предложение: {point.by.name if names or point.by.show_name else point.by.label}"


def coming_to(meeting: Meeting, members: tuple[Member, ...]) -> list[Coming]:
    """Every member in force; of a held meeting those who were asked then."""
    said = {row.member_id: row for row in Attendance.objects.filter(meeting=meeting)}
    found = []
    for member in members:
        row = said.get(member.pk)
        found.append(Coming(member, row.coming if row else None, bool(row and row.came)))
    return found
