"""What happens by itself: a wider circle, the centre, release of the silent, reminders, closing, the letter of the week."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from uchastie.crm.neighbours import queries, rules
from uchastie.crm.neighbours.actions import letters
from uchastie.crm.neighbours.actions.helping import release
from uchastie.crm.neighbours.actions.places import end, record, show
from uchastie.crm.neighbours.actions.thanking import finish, overdue
from uchastie.crm.neighbours.models import Answer, Neighbour, Notice, Reach
from uchastie.crm.neighbours.rules import AnswerState, Kind, State
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM

BATCH = 500


def _each(ids: Iterable[UUID], step: Callable[[UUID], bool]) -> int:
    """Each in its own transaction: one that fails does not hold the others."""
    done = 0
    for one in ids:
        with transaction.atomic():
            done += step(one)
    return done


def _notices(**wanted: Any) -> list[UUID]:
    rows = Notice.objects.filter(state=State.OPEN, **wanted).order_by("shown_at")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def widen_circles() -> int:
    before = clock.now() - rules.WIDEN_AFTER
    return _each(_notices(answers_count=0, rings=1, widen=True, shown_at__lt=before), _widen)


def _widen(notice_id: UUID) -> bool:
    notice = queries.lock_notice(notice_id)
    if notice.state != State.OPEN or notice.rings > 1 or notice.answers_count:
        return False
    notice.rings, notice.widened_at = 2, clock.now()
    notice.save(update_fields=["rings", "widened_at"])
    show(notice)
    record(SYSTEM, notice, "notice_widened")
    letters.tell_leader(notice, "neighbour_widened")
    return True


def tell_centres() -> int:
    before = clock.now() - rules.TELL_CENTRE_AFTER
    ids = _notices(answers_count=0, widen=True, centre_told_at__isnull=True, kind=Kind.ASK, shown_at__lt=before)
    return _each(ids, _tell_centre)


def _tell_centre(notice_id: UUID) -> bool:
    notice = queries.lock_notice(notice_id)
    if notice.centre_told_at is not None or notice.state != State.OPEN:
        return False
    notice.centre_told_at = clock.now()
    notice.save(update_fields=["centre_told_at"])
    letters.tell_staff(notice, "neighbours_nobody")
    return True


def release_silent() -> int:
    """The author did not choose, or the chosen one never said yes to the time: nobody waits for ever."""
    before = clock.now() - rules.DECIDE_WITHIN
    waiting = Answer.objects.filter(state=AnswerState.WAITING, made_at__lt=before)
    silent = Answer.objects.filter(
        state=AnswerState.CHOSEN, chosen_at__lt=before, agreed_at__isnull=True, words__isnull=True
    )
    ids = [*waiting.values_list("pk", flat=True)[:BATCH], *silent.values_list("pk", flat=True)[:BATCH]]
    return _each(ids, _release)


def _release(answer_id: UUID) -> bool:
    answer = queries.lock_answer(SYSTEM, answer_id)
    if answer.state not in {AnswerState.WAITING, AnswerState.CHOSEN} or answer.agreed_at:
        return False
    release(SYSTEM, answer, AnswerState.RELEASED)
    letters.tell_helper(answer, "neighbour_released")
    letters.tell_leader(answer.notice, "neighbour_released", occasion=str(answer.pk))
    return True


def remind_of_meetings() -> int:
    now = clock.now()
    rows = Answer.objects.filter(
        state=AnswerState.CHOSEN, reminded_at__isnull=True, meet_at__gt=now, meet_at__lt=now + rules.REMIND_BEFORE
    )
    return _each(list(rows.values_list("pk", flat=True)[:BATCH]), _remind)


def _remind(answer_id: UUID) -> bool:
    answer = queries.lock_answer(SYSTEM, answer_id)
    if answer.state != AnswerState.CHOSEN or answer.reminded_at or answer.meet_at is None:
        return False
    answer.reminded_at = clock.now()
    answer.save(update_fields=["reminded_at"])
    occasion = f"{answer.pk}:{answer.meet_at:%Y-%m-%dT%H%M}"
    letters.tell_helper(answer, "neighbour_remind", occasion)
    letters.tell_leader(answer.notice, "neighbour_remind", occasion)
    return True


def close_forgotten() -> int:
    """Some time after the meeting: what was said opens, the rest is closed."""
    rows = Answer.objects.filter(state=AnswerState.CHOSEN, chosen_at__lt=clock.now() - rules.WORD_WITHIN)
    return _each(list(rows.values_list("pk", flat=True)[:BATCH]), _close)


def _close(answer_id: UUID) -> bool:
    answer = queries.lock_answer(SYSTEM, answer_id)
    if answer.state != AnswerState.CHOSEN or not overdue(answer):
        return False
    if queries.words_of(answer):
        finish(SYSTEM, answer)
    else:
        release(SYSTEM, answer, AnswerState.RELEASED)
    return True


def expire_old() -> int:
    return _each(_notices(shown_at__lt=clock.now() - rules.SHOWN_FOR), _expire)


def _expire(notice_id: UUID) -> bool:
    notice = queries.lock_notice(notice_id)
    if notice.state != State.OPEN:
        return False
    end(SYSTEM, notice, State.EXPIRED, "notice_expired")
    return True


def send_weekly() -> int:
    """To those who chose it, where something is asked: how much it is they read on the page."""
    week = f"{clock.now():%G-%V}"
    asked: dict[str, bool] = {}
    rows = Neighbour.objects.filter(weekly=True, barred_at__isnull=True, consent__withdrawn_at__isnull=True)
    sent = 0
    for neighbour in rows.select_related("unit").iterator(chunk_size=BATCH):
        cell = queries.cell_of_unit(neighbour.unit)
        if cell not in asked:
            since = clock.now() - dt.timedelta(days=7)
            asked[cell] = Reach.objects.filter(cell=cell, kind=Kind.ASK, shown_at__gt=since).exists()
        to = (
            reach.person(neighbour.person_id, about_id=neighbour.pk, unit_id=neighbour.unit_id) if asked[cell] else None
        )
        if to is not None:
            sent += notifications.notify(
                event="neighbour_week",
                about_id=neighbour.pk,
                to=to,
                unit_id=neighbour.unit_id,
                url="/neighbours/",
                occasion=week,
            )
    return sent
