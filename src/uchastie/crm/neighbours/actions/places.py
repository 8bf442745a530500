"""Where a notice is seen: rows of `Reach` are written and taken away together with its state."""

from typing import Any
from uuid import UUID

from uchastie.crm.journal import actions as journal
from uchastie.crm.neighbours import rules
from uchastie.crm.neighbours.actions import letters
from uchastie.crm.neighbours.models import Neighbour, Notice, Reach
from uchastie.crm.neighbours.rules import AnswerState, State
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor

OBJECT = "neighbours.notice"


def show(notice: Notice) -> None:
    """In the squares around it; the wider circle adds the missing ones."""
    Reach.objects.filter(notice=notice).delete()
    Reach.objects.bulk_create(
        Reach(notice=notice, cell=cell, kind=notice.kind, category=notice.category, shown_at=notice.shown_at)
        for cell in rules.cells_around(notice.cell, notice.rings)
    )


def hide(notice: Notice) -> None:
    Reach.objects.filter(notice=notice).delete()


def move(actor: Actor, notice: Notice, state: State, verb: str, **changes: Any) -> Notice:
    """The new state, its feed rows, a line in the journal: codes only."""
    for name, value in (changes | {"state": state}).items():
        setattr(notice, name, value)
    notice.save(update_fields=[*changes, "state"])
    if state is State.OPEN:
        show(notice)
    else:
        hide(notice)
    record(actor, notice, verb)
    return notice


def record(actor: Actor, notice: Notice, verb: str, **details: Any) -> None:
    journal.record(actor, verb=verb, object_kind=OBJECT, object_id=notice.pk, unit_id=notice.unit_id, **details)


def end(actor: Actor, notice: Notice, state: State, verb: str) -> None:
    """No more: those who wait are told, what was agreed on ends, the place is wiped."""
    move(actor, notice, state, verb, ended_at=clock.now())
    for answer in notice.answers.filter(state__in=[AnswerState.WAITING, AnswerState.CHOSEN]).select_related(
        "neighbour", "notice"
    ):
        close_answer(answer, AnswerState.PASSED)
        letters.tell_helper(answer, "neighbour_passed")


def close_answer(answer: Any, state: AnswerState) -> None:
    """Contacts close with the state; the place of the meeting is wiped."""
    answer.state, answer.where, answer.ended_at = state, "", clock.now()
    answer.save(update_fields=["state", "where", "ended_at"])


def follow_withdrawal(consent_id: UUID) -> None:
    """Whoever takes the consent back is off the board at once: own notices and answers, or the need that was shown."""
    for notice in Notice.objects.filter(consent=consent_id).exclude(state__in=rules.ENDED):
        end(SYSTEM, notice, State.WITHDRAWN, "notice_withdrawn")
    for neighbour in Neighbour.objects.filter(consent=consent_id):
        for notice in neighbour.notices.exclude(state__in=rules.ENDED):
            end(SYSTEM, notice, State.WITHDRAWN, "notice_withdrawn")
        for answer in neighbour.answers.filter(state__in=[AnswerState.WAITING, AnswerState.CHOSEN]):
            was_chosen = answer.state == AnswerState.CHOSEN
            close_answer(answer, AnswerState.WITHDRAWN)
            if was_chosen:
                move(SYSTEM, answer.notice, State.OPEN, "notice_open_again")
