"""Reports, hiding until somebody looks, decisions by those who are no party, appeals, barring, «больше не встречаться»."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.neighbours import access, queries, rules
from uchastie.crm.neighbours.actions import letters
from uchastie.crm.neighbours.actions.places import end, move, record
from uchastie.crm.neighbours.models import Answer, Apart, Barred, Decision, Neighbour, Notice, Report
from uchastie.crm.neighbours.rules import HIDE_AFTER, LIVING, Reason, Ruling, State
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

MOST = 200  # notices decided on in one go


@transaction.atomic
def report(*, neighbour: Neighbour, notice_id: UUID, reason: Reason, text: str) -> Report:
    """Each neighbour once. Enough of them hide the notice until a moderator looks."""
    notice = queries.lock_notice(notice_id)
    if notice.author_id == neighbour.pk:
        raise Refusal("own", "Это ваша просьба: её можно снять.")
    if neighbour.barred_at is not None or not (queries.may_show(notice) or notice.state == State.HIDDEN):
        raise NotSeen
    values = {"reason": reason, "text": text.strip()[: rules.THANKS], "at": clock.now()}
    made, new = Report.objects.get_or_create(notice=notice, by=neighbour, defaults=values)
    if not new:
        return made
    Notice.objects.filter(pk=notice.pk).update(reports=F("reports") + 1)
    notice.refresh_from_db(fields=["reports"])
    record(access.neighbour_actor(neighbour), notice, "notice_reported", reason=str(reason))
    if notice.reports >= HIDE_AFTER and notice.state in {State.OPEN, State.AGREED}:
        move(access.neighbour_actor(neighbour), notice, State.HIDDEN, "notice_hidden")
        letters.tell_leader(notice, "neighbour_hidden", occasion=str(notice.reports))
        letters.tell_staff(notice, "neighbours_report")
    return made


@transaction.atomic
def decide(*, actor: Actor, notice_ids: Sequence[UUID], ruling: Ruling, reason: str) -> int:
    """One decision for many: after a disaster the same fraud comes by the hundred. All or none."""
    if not reason.strip():
        raise Refusal("reason", "Напишите причину: её прочтёт автор.", field="reason")
    if not 0 < len(notice_ids) <= MOST:
        raise Refusal("choose", f"Отметьте от одной до {MOST} просьб.", field="notices")
    for notice_id in sorted(notice_ids):
        notice = _for_moderator(actor, notice_id)
        if notice.state in {State.REMOVED, State.WITHDRAWN}:
            continue
        Decision.objects.create(
            notice=notice, by_id=_hand(actor), ruling=ruling, reason=reason.strip()[: rules.THANKS], at=clock.now()
        )
        _carry_out(actor, notice, ruling)
    return len(notice_ids)


def _hand(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise NotSeen
    return actor.user_id


def _for_moderator(actor: Actor, notice_id: UUID) -> Notice:
    notice = queries.lock_notice(notice_id)
    access.require_moderator(actor, notice)
    user = accounts.get_user(_hand(actor))
    own = user is None or queries.is_party(user.email, notice)
    access.require_stranger(actor, notice, own=own)
    return notice


def _carry_out(actor: Actor, notice: Notice, ruling: Ruling) -> None:
    notice.complaints.filter(looked_at__isnull=True).update(looked_at=clock.now())
    Notice.objects.filter(pk=notice.pk).update(reports=0)
    if ruling is Ruling.REMOVE:
        end(actor, notice, State.REMOVED, "notice_removed")
    elif notice.state in {State.HIDDEN, State.REMOVED}:
        chosen = notice.answers.filter(state="chosen").exists()
        move(actor, notice, State.AGREED if chosen else State.OPEN, "notice_kept", ended_at=None)
    letters.tell_leader(notice, "neighbour_decided", occasion=f"{notice.decisions.count()}")


@transaction.atomic
def appeal(*, actor: Actor, notice_id: UUID, text: str) -> Notice:
    """Once, by the author, against a removal."""
    notice = queries.lock_notice(notice_id)
    access.require_leader(actor, notice)
    if notice.state != State.REMOVED:
        raise Refusal("not_removed", "Возразить можно, если просьбу сняли.")
    if notice.appealed_at is not None:
        return notice
    if not text.strip():
        raise Refusal("text", "Напишите, с чем вы не согласны.", field="text")
    notice.appeal, notice.appealed_at = text.strip()[: rules.THANKS], clock.now()
    notice.save(update_fields=["appeal", "appealed_at"])
    record(actor, notice, "notice_appealed")
    letters.tell_staff(notice, "neighbours_report")
    return notice


@transaction.atomic
def decide_appeal(*, actor: Actor, notice_id: UUID, ruling: Ruling, reason: str) -> Notice:
    """By another hand than the first decision; the database holds it too."""
    if not reason.strip():
        raise Refusal("reason", "Напишите причину: её прочтёт автор.", field="reason")
    notice = _for_moderator(actor, notice_id)
    first = notice.decisions.filter(on_appeal=False).order_by("-at").first()
    if notice.appealed_at is None or first is None:
        raise NotSeen
    if notice.decisions.filter(on_appeal=True).exists():
        raise Conflict("decided", "Возражение уже рассмотрено.")
    if first.by_id == actor.user_id:
        raise Refusal("same_hand", "Просьбу сняли вы: возражение рассмотрит другой сотрудник.")
    Decision.objects.create(
        notice=notice,
        by_id=_hand(actor),
        ruling=ruling,
        reason=reason.strip()[: rules.THANKS],
        on_appeal=True,
        at=clock.now(),
        first=first,
        first_by_id=first.by_id,
    )
    if ruling is Ruling.KEEP:
        _carry_out(actor, notice, ruling)
    else:
        letters.tell_leader(notice, "neighbour_decided", occasion="appeal")
    return notice


@transaction.atomic
def bar_neighbour(*, actor: Actor, notice_id: UUID, reason: str) -> Neighbour:
    """The author of this notice is off the board, under this card and under any other with the same phone or mail."""
    notice = _for_moderator(actor, notice_id)
    neighbour = notice.author
    if neighbour is None:
        raise NotSeen
    if not reason.strip():
        raise Refusal("reason", "Напишите причину.", field="reason")
    now = clock.now()
    for digest in queries.digests_of([neighbour.person_id]):
        Barred.objects.get_or_create(digest=digest, neighbour=neighbour, defaults={"by_id": actor.user_id, "at": now})
    Neighbour.objects.filter(pk=neighbour.pk).update(barred_at=now)
    for one in neighbour.notices.filter(state__in=sorted(LIVING)):
        Decision.objects.create(
            notice=one, by_id=_hand(actor), ruling=Ruling.REMOVE, reason=reason.strip()[: rules.THANKS], at=now
        )
        _carry_out(actor, one, Ruling.REMOVE)
    record(actor, notice, "neighbour_barred")
    return neighbour


@transaction.atomic
def keep_apart(*, actor: Actor, answer_id: UUID) -> None:
    """«Больше не встречаться»: either side of an answer; the other one is not told."""
    answer: Answer = queries.lock_answer(actor, answer_id)
    author = answer.notice.author_id
    if author is None:
        raise NotSeen
    Apart.objects.get_or_create(one_id=author, other_id=answer.neighbour_id)
