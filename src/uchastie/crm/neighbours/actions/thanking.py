"""How it was: both sides say it without seeing the other's word; both words open at once, or when the time is over."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F

from uchastie.crm.families import actions as families
from uchastie.crm.families.rules import NeedState
from uchastie.crm.neighbours import access, queries, rules
from uchastie.crm.neighbours.actions import letters
from uchastie.crm.neighbours.actions.places import close_answer, move, record
from uchastie.crm.neighbours.models import Answer, Neighbour, Word
from uchastie.crm.neighbours.rules import AnswerState, Kind, Outcome, State
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, Refusal
from uchastie.kernel.measures import DaysChanged


@transaction.atomic
def say_word(*, actor: Actor, answer_id: UUID, outcome: Outcome, stars: int, thanks: str) -> Word:
    """Each side once; the second tap changes nothing."""
    answer = queries.lock_answer(actor, answer_id)
    by_author = access.require_side(actor, answer)
    said = queries.words_of(answer)
    if by_author in said:
        return said[by_author]
    if answer.state not in {AnswerState.CHOSEN, AnswerState.DONE}:
        raise Conflict("over", "Эта договорённость уже закончилась.")
    if not 1 <= stars <= 5:
        raise Refusal("stars", "Выберите от одной до пяти звёзд.", field="stars")
    if len(thanks) > rules.THANKS:
        raise Refusal("too_long", f"Слишком длинно: помещается {rules.THANKS} знаков.", field="thanks")
    rules.require_open_words(thanks, field="thanks")
    word = Word.objects.create(
        answer=answer, by_author=by_author, outcome=outcome, stars=stars, thanks=thanks.strip(), at=clock.now()
    )
    if (not by_author) in said:
        finish(actor, answer)
    elif by_author:
        letters.tell_helper(answer, "neighbour_word", occasion=f"{answer.pk}:word")
    else:
        letters.tell_leader(answer.notice, "neighbour_word", occasion=f"{answer.pk}:word")
    return word


def finish(actor: Actor, answer: Answer) -> None:
    """Words open, stars count, contacts close; help that was given is counted and closes the need it came for."""
    if answer.state == AnswerState.CHOSEN:
        close_answer(answer, AnswerState.DONE)
        move(actor, answer.notice, State.DONE, "notice_done", ended_at=clock.now())
    words = queries.words_of(answer)
    for word in words.values():
        _open(answer, word)
    best = _outcome(words)
    if best is not Outcome.NO:
        helper = answer.neighbour if answer.notice.kind == Kind.ASK else answer.notice.author
        if helper is not None:
            Neighbour.objects.filter(pk=helper.pk).update(helped=F("helped") + 1)
        _return_to_family(actor, answer, best)
    unit = answer.notice.unit
    bus.announce(DaysChanged(unit.pk, (clock.now().astimezone(unit.zone).date(),)))


def _outcome(words: dict[bool, Word]) -> Outcome:
    """The word of the side that needed it stands; without it the other's."""
    word = words.get(True) or words.get(False)
    return Outcome(word.outcome) if word else Outcome.YES


def _open(answer: Answer, word: Word) -> None:
    if word.opened_at is not None:
        return
    word.opened_at = clock.now()
    word.save(update_fields=["opened_at"])
    other = answer.neighbour_id if word.by_author else answer.notice.author_id
    if other is not None:
        Neighbour.objects.filter(pk=other).update(stars=F("stars") + word.stars, rated=F("rated") + 1)


def _return_to_family(actor: Actor, answer: Answer, outcome: Outcome) -> None:
    """The need of a family closes in its card; of a request its own page tells what came."""
    notice = answer.notice
    if notice.need_id is not None:
        state = NeedState.MET if outcome is Outcome.YES else NeedState.PARTLY
        families.set_need_state(actor=actor, need_id=notice.need_id, state=state)
        record(actor, notice, "need_helped", need=str(notice.need_id))


def overdue(answer: Answer) -> bool:
    """One has said a word, or the meeting was, and the rest is silence."""
    since: dt.datetime | None = answer.meet_at or answer.chosen_at
    waits = rules.WORD_WITHIN if answer.meet_at else rules.CLOSE_AFTER
    return since is not None and since + waits < clock.now()
