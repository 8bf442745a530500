"""What came of a call to one of the sides."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.followup import access, queries
from uchastie.crm.followup.events import CallsDisagree
from uchastie.crm.followup.models import Call, CallSide
from uchastie.crm.followup.rules import schedule, script
from uchastie.crm.followup.rules.schedule import OPEN_SIDES, CallState, Outcome, Party, SideState
from uchastie.crm.followup.rules.script import Answers, Settling
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.journal import actions as journal
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

KIND = "followup.call"


@dataclass(frozen=True, slots=True)
class Talk:
    """What the coordinator has written down of one attempt."""

    outcome: Outcome
    answers: Answers = field(default_factory=dict)
    note: str = ""
    later_on: dt.date | None = None
    skip_reason: str = ""


@transaction.atomic
def note_talk(*, actor: Actor, call_id: UUID, side: Party, version: int | None, talk: Talk) -> Call:
    """Nobody answered: the call stays open until the next working day. A talk may be put right later: the last one
    written down counts."""
    call = queries.get_call(actor, call_id)
    call.require_version(version)
    schedule.require_open(call.state)
    note = schedule.require_note(talk.note)
    theirs = next(one for one in call.sides.all() if one.side == side)
    _write(actor, call, theirs, talk, note)
    was = call.differs
    _close_or_wait(call)
    if talk.outcome is Outcome.TALKED:
        guardianship.fix_start(guardianship_id=call.guardianship_id)
    journal.record(
        actor,
        verb="call_noted",
        object_kind=KIND,
        object_id=call.pk,
        unit_id=call.unit_id,
        pair=call.guardianship_id,
        side=str(side),
        outcome=str(talk.outcome),
    )
    if call.differs and not was:
        bus.announce(CallsDisagree(call.pk, call.guardianship_id))
    return call


def _write(actor: Actor, call: Call, side: CallSide, talk: Talk, note: str) -> None:
    side.attempts += 1
    side.outcome, side.at, side.by_id, side.note = talk.outcome, clock.now(), actor.user_id, note
    side.retry_on, side.skip_reason, side.done_at = None, "", None
    if talk.outcome is Outcome.TALKED:
        side.answers = script.require_answers(queries.script_of(call), talk.answers)
        side.state, side.done_at = SideState.DONE, side.at
    elif talk.outcome is Outcome.SKIPPED:
        schedule.require_skip(talk.skip_reason, note)
        side.state, side.skip_reason, side.answers = SideState.SKIPPED, talk.skip_reason, {}
    else:
        side.state, side.answers = SideState.NO_ANSWER, {}
        side.retry_on = _retry(call, talk, side.at)
    side.save()


def _retry(call: Call, talk: Talk, at: dt.datetime) -> dt.date:
    today = at.astimezone(call.unit.zone).date()
    wished = talk.later_on if talk.outcome is Outcome.LATER else None
    return schedule.retry_day(today, deadlines.get_calendar(call.unit.region_id), wished)


def _close_or_wait(call: Call) -> None:
    """The day on which somebody must call: the nearest of the open sides. No side open: the call is closed. Later
    calls are not touched (decision 9)."""
    sides = {Party(side.side): side for side in call.sides.all()}
    waits = [side.retry_on or call.work_on for side in sides.values() if side.state in OPEN_SIDES]
    found = script.compare(queries.script_of(call), sides[Party.FAMILY].answers, sides[Party.GUARDIAN].answers)
    changes: dict[str, object] = {
        "state": CallState.OPEN if waits else CallState.CLOSED,
        "attention_on": min(waits) if waits else None,
        "differs": bool(found),
    }
    if not found:
        changes |= {"settled": "", "settled_note": "", "settled_at": None, "settled_by": None}
    call.apply(**changes)


@transaction.atomic
def settle_difference(*, actor: Actor, call_id: UUID, version: int | None, way: Settling, note: str = "") -> Call:
    """What will be done about answers that disagree. «Перезвонить» opens the guardian's side again for today."""
    call = queries.get_call(actor, call_id)
    access.require_coordinator(actor, call.unit.path)
    call.require_version(version)
    schedule.require_open(call.state)
    if not call.differs:
        raise Refusal("agree", "Ответы уже не расходятся: обновите страницу.")
    now = clock.now()
    changes: dict[str, object] = {}
    if way is Settling.CALL_AGAIN:
        today = now.astimezone(call.unit.zone).date()
        CallSide.objects.filter(call=call, side=Party.GUARDIAN).update(state=SideState.WAITING, retry_on=today)
        changes = {"state": CallState.OPEN, "attention_on": today}
    call.apply(
        settled=way, settled_note=schedule.require_note(note), settled_at=now, settled_by_id=actor.user_id, **changes
    )
    journal.record(
        actor, verb="difference_settled", object_kind=KIND, object_id=call.pk, unit_id=call.unit_id, way=str(way)
    )
    return call
