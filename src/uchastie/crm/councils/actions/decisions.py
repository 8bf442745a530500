"""Decisions of a held meeting, and their fate to the end."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from uchastie.crm.councils import access, queries, rules
from uchastie.crm.councils.actions.record import record, tell_all
from uchastie.crm.councils.events import DecisionEnded
from uchastie.crm.councils.models import Attendance, Decision
from uchastie.crm.councils.rules import FATE, Fate, FateMove, MeetingState, Votes
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.errors import Refusal

TOLD = {FateMove.FINISH, FateMove.REFUSE, FateMove.REOPEN}
AT_ONCE = 200


@transaction.atomic
def decide(
    *, actor: Actor, meeting_id: UUID, text: str, votes: Votes, owner_id: UUID, due_on: dt.date, key: str
) -> Decision:
    """Only with a quorum, only with more «за» than «против», only with somebody who answers for it. Twice is once."""
    meeting = queries.get_meeting(actor, meeting_id, lock=True)
    council = meeting.council
    access.require_lead(actor, council.unit)
    known = Decision.objects.filter(key=key).first()
    if known is not None:
        return known
    if meeting.state != MeetingState.HELD:
        raise Refusal("not_held", "Решения записывают после встречи: сначала отметьте, кто пришёл.")
    today = clock.today(council.zone)
    came = Attendance.objects.filter(meeting=meeting, came=True).count()
    rules.require_decision(text, votes, came, meeting.quorum, due_on, today)
    if owner_id not in {one.pk for one in queries.list_colleagues(council)}:
        raise Refusal("owner", "Выберите, кто отвечает за решение.", field="owner")
    decision = Decision.objects.create(
        council=council,
        meeting=meeting,
        text=text.strip(),
        votes_for=votes.for_,
        votes_against=votes.against,
        votes_abstained=votes.abstained,
        owner_id=owner_id,
        decided_on=meeting.starts_at.astimezone(council.zone).date(),
        due_on=due_on,
        key=key,
    )
    record(actor, council, "council_decided", decision=str(decision.pk))
    return decision


@transaction.atomic
def change_fate(*, actor: Actor, decision_id: UUID, move: FateMove, version: int | None, words: str = "") -> Decision:
    """Members are told when something has become of it; «не вышло» is never without a reason."""
    decision = queries.get_decision(actor, decision_id, lock=True)
    council = decision.council
    access.require_lead(actor, council.unit)
    decision.require_version(version)
    fate = FATE.target(Fate(decision.fate), move)
    said = decision.fate_words
    if move is FateMove.FINISH:
        said = rules.require_result(words)
    elif move in {FateMove.REFUSE, FateMove.REOPEN}:
        said = rules.require_reason(words)
    decision.apply(fate=fate, fate_words=said, fate_on=clock.today(council.zone))
    record(actor, council, "council_fate", decision=str(decision.pk), fate=str(fate))
    if move in TOLD:
        tell_all(council, "council_fate", about_id=decision.pk, occasion=f"{fate}-{decision.version}")
    if fate in {Fate.DONE, Fate.REFUSED}:
        bus.announce(DecisionEnded(decision.pk, council.pk, council.unit_id, fate is Fate.DONE))
    return decision


def remind_of_late() -> int:
    """A job: who answers for an overdue decision is told once, and once more every two weeks. How many."""
    soonest = clock.now().date() - dt.timedelta(days=1)
    rows = Decision.objects.filter(fate__in=rules.OPEN_FATES, due_on__lte=soonest, council__closed_at=None)
    again = Q(reminded_on=None) | Q(reminded_on__lte=clock.now().date() - dt.timedelta(days=14))
    return sum(_remind(pk) for pk in list(rows.filter(again).order_by("due_on").values_list("pk", flat=True)[:AT_ONCE]))


@transaction.atomic
def _remind(decision_id: UUID) -> bool:
    decision = queries.get_decision(SYSTEM, decision_id, lock=True)
    today = clock.today(decision.council.zone)
    if Fate(decision.fate) not in rules.OPEN_FATES or decision.due_on >= today:
        return False
    Decision.objects.filter(pk=decision.pk).update(reminded_on=today)
    to = reach.staff(decision.owner_id, unit_id=decision.council.unit_id)
    return to is not None and notifications.notify(
        event="council_late",
        about_id=decision.pk,
        to=to,
        unit_id=decision.council.unit_id,
        url=reverse("councils:decision", args=[decision.pk]),
        occasion=f"{today}",
    )
