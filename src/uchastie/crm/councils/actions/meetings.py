"""Meetings: planned, the agenda sent, held; points that anybody of the members proposes."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.councils import access, queries, rules
from uchastie.crm.councils.actions.makeup import require_living
from uchastie.crm.councils.actions.record import record, stamp, tell_all
from uchastie.crm.councils.models import Attendance, Council, Meeting, Member, Point
from uchastie.crm.councils.rules import MeetingState, MeetingValues, PointKind, PointState
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal
from uchastie.ui import text as words

MOST_PROPOSALS = 10  # of one member that wait: more is a mistake or a joke


@transaction.atomic
def plan_meeting(*, actor: Actor, council_id: UUID, values: MeetingValues) -> Meeting:
    """Everything that waits may be taken into it; overdue decisions come by themselves."""
    council = queries.get_council(actor, council_id, lock=True)
    access.require_lead(actor, council.unit)
    require_living(council)
    rules.require_meeting(values, clock.now())
    if queries.next_meeting(council) is not None:
        raise Refusal("planned", "Встреча уже назначена. Сначала проведите её или отмените.")
    meeting = Meeting.objects.create(
        council=council, starts_at=values.starts_at, place=values.place.strip(), note=values.note.strip()
    )
    record(actor, council, "council_meeting_planned", meeting=str(meeting.pk))
    return meeting


@transaction.atomic
def send_agenda(*, actor: Actor, meeting_id: UUID) -> Meeting:
    """Every member in force is told; the agenda itself stands on the own pages. Again after a change, if wished."""
    meeting = _ahead(actor, meeting_id)
    if not queries.agenda_of(meeting, names=True):
        raise Refusal("empty", "В повестке пусто. Добавьте хотя бы один вопрос.")
    now = clock.now()
    meeting.apply(state=MeetingState.SENT, sent_at=now)
    record(actor, meeting.council, "council_agenda_sent", meeting=str(meeting.pk))
    when = words.moment(meeting.starts_at, meeting.council.zone, now)
    tell_all(meeting.council, "council_agenda", about_id=meeting.pk, occasion=stamp(now), когда=when)
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting_id: UUID) -> Meeting:
    """Its points wait for the next one."""
    meeting = _ahead(actor, meeting_id)
    meeting.apply(state=MeetingState.CANCELLED)
    Point.objects.filter(meeting=meeting, state=PointState.ON).update(meeting=None, state=PointState.PROPOSED)
    record(actor, meeting.council, "council_meeting_cancelled", meeting=str(meeting.pk))
    return meeting


@transaction.atomic
def hold_meeting(*, actor: Actor, meeting_id: UUID, came: Collection[UUID], minutes: str) -> Meeting:
    """Who came and the minutes. The overdue decisions that stood in the agenda are kept in it."""
    meeting = _ahead(actor, meeting_id)
    if meeting.starts_at > clock.now():
        raise Refusal("early", "Встреча ещё не началась.")
    makeup = queries.makeup_of(meeting.council)
    present = [member for member in makeup.in_force if member.pk in set(came)]
    if not present:
        raise Refusal("nobody", "Отметьте, кто пришёл. Если не пришёл никто, отмените встречу.", field="came")
    for item in queries.agenda_of(meeting, names=True):
        if item.point is None and item.decision is not None:
            _freeze(meeting, item)
    for member in present:
        Attendance.objects.update_or_create(meeting=meeting, member=member, defaults={"came": True})
    meeting.apply(
        state=MeetingState.HELD,
        held_at=clock.now(),
        minutes=minutes.strip(),
        members=makeup.active,
        quorum=makeup.quorum,
    )
    record(actor, meeting.council, "council_met", meeting=str(meeting.pk), came=len(present), of=makeup.active)
    return meeting


def _freeze(meeting: Meeting, item: queries.Item) -> None:
    assert item.decision is not None  # noqa: S101 - the caller has looked
    Point.objects.create(
        council=meeting.council,
        meeting=meeting,
        decision=item.decision,
        state=PointState.ON,
        kind=item.kind,
        title=item.title,
        minutes=item.minutes,
        made_at=clock.now(),
        key=f"late-{meeting.pk.hex[-12:]}-{item.decision.pk.hex[-12:]}",
    )


@transaction.atomic
def add_point(*, actor: Actor, meeting_id: UUID, kind: PointKind, title: str, minutes: int, key: str) -> Point:
    """By those who lead. The same form twice is one point."""
    meeting = _ahead(actor, meeting_id)
    return _point(meeting.council, meeting, PointState.ON, kind, title, minutes, key)


@transaction.atomic
def propose(*, actor: Actor, member: Member, title: str, key: str) -> Point:
    """Anybody of the members: it waits until it is taken or answered, and cannot get lost."""
    require_living(member.council)
    waiting = Point.objects.filter(by=member, state=PointState.PROPOSED).exclude(key=key).count()
    if waiting >= MOST_PROPOSALS:
        raise Refusal("many", "Десять ваших предложений уже ждут встречи. Дождитесь ответа.", field="title")
    point = _point(member.council, None, PointState.PROPOSED, PointKind.DECIDE, title, 15, key, member)
    record(actor, member.council, "council_proposed", member=str(member.pk))
    return point


def _point(
    council: Council,
    meeting: Meeting | None,
    state: PointState,
    kind: PointKind,
    title: str,
    minutes: int,
    key: str,
    by: Member | None = None,
) -> Point:
    if not title.strip():
        raise Refusal("title", "Напишите, о чём говорим.", field="title")
    values: dict[str, Any] = {
        "council": council,
        "meeting": meeting,
        "state": state,
        "kind": kind,
        "title": title.strip(),
    }
    values |= {"minutes": minutes, "by": by, "made_at": clock.now()}
    return Point.objects.get_or_create(key=key, defaults=values)[0]


@transaction.atomic
def take_point(*, actor: Actor, point_id: UUID) -> Point:
    """A proposal comes into the agenda of the next meeting."""
    point = queries.get_point(actor, point_id)
    access.require_lead(actor, point.council.unit)
    meeting = queries.next_meeting(point.council)
    if meeting is None:
        raise Refusal("no_meeting", "Сначала назначьте встречу.")
    Point.objects.filter(pk=point.pk, state=PointState.PROPOSED).update(state=PointState.ON, meeting=meeting)
    record(actor, point.council, "council_point_taken", point=str(point.pk))
    return point


@transaction.atomic
def decline_point(*, actor: Actor, point_id: UUID, reason: str) -> Point:
    """A proposal is not dropped in silence: its author reads why."""
    point = queries.get_point(actor, point_id)
    access.require_lead(actor, point.council.unit)
    answer = rules.require_reason(reason)
    waits = Point.objects.filter(pk=point.pk, state=PointState.PROPOSED)
    if waits.update(state=PointState.DECLINED, answer=answer):
        record(actor, point.council, "council_point_declined", point=str(point.pk))
    return point


@transaction.atomic
def say_coming(*, actor: Actor, member: Member, meeting_id: UUID, coming: bool) -> None:
    meeting = queries.get_own_meeting(member, meeting_id)
    if meeting.state not in {MeetingState.PLANNED, MeetingState.SENT}:
        raise Refusal("over", "Эта встреча уже прошла или отменена.")
    Attendance.objects.update_or_create(meeting=meeting, member=member, defaults={"coming": coming})


def _ahead(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = queries.get_meeting(actor, meeting_id, lock=True)
    access.require_lead(actor, meeting.council.unit)
    require_living(meeting.council)
    if meeting.state not in {MeetingState.PLANNED, MeetingState.SENT}:
        raise Refusal("over", "Эта встреча уже прошла или отменена.")
    return meeting
