"""From an answer to a meeting: one is chosen, contacts open to both, time and place are agreed on by both."""

import datetime as dt
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from uchastie.crm.neighbours import access, queries, rules
from uchastie.crm.neighbours.actions import letters
from uchastie.crm.neighbours.actions.joining import require_active
from uchastie.crm.neighbours.actions.places import close_answer, move
from uchastie.crm.neighbours.models import Answer, Apart, Neighbour, Notice
from uchastie.crm.neighbours.rules import Age, AnswerState, State
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict, NotSeen, Refusal

TAKEN = "Эту просьбу уже взяли или сняли. Рядом есть другие."


@transaction.atomic
def answer_notice(*, neighbour: Neighbour, notice_id: UUID, text: str, contacts_agreed: bool) -> Answer:
    """The word that contacts may open to the author when this one is chosen. Twice is once."""
    neighbour = Neighbour.objects.select_for_update().get(pk=neighbour.pk)
    notice = queries.lock_notice(notice_id)
    known = Answer.objects.filter(notice=notice, neighbour=neighbour).first()
    if known is not None and known.state in {AnswerState.WAITING, AnswerState.CHOSEN, AnswerState.DONE}:
        return known
    _require_may_answer(neighbour, notice)
    rules.require_open_words(text, field="text")
    if not contacts_agreed:
        message = "Отметьте: телефон откроется одному человеку, если он выберет вас."
        raise Refusal("contacts", message, field="contacts_agreed")
    values = {"state": AnswerState.WAITING, "text": text.strip(), "made_at": clock.now(), "ended_at": None}
    answer, made = Answer.objects.update_or_create(notice=notice, neighbour=neighbour, defaults=values)
    if made:
        Notice.objects.filter(pk=notice.pk).update(answers_count=F("answers_count") + 1)
    letters.tell_leader(notice, "neighbour_answered", occasion=f"{answer.pk}:{answer.made_at:%Y-%m-%d}")
    return answer


def _require_may_answer(neighbour: Neighbour, notice: Notice) -> None:
    require_active(neighbour)
    if notice.state != State.OPEN:
        raise Conflict("taken", TAKEN)
    if notice.author_id == neighbour.pk or (notice.author and notice.author.person_id == neighbour.person_id):
        raise Refusal("own", "Это ваша собственная просьба.")
    if neighbour.age == Age.CHILD:
        raise Refusal("child", "Откликаться можно с 18 лет. Хотите помогать — приходите в Добро.Центр с родителем.")
    if notice.author_id and apart(neighbour.pk, notice.author_id):
        raise NotSeen
    limits = rules.limits_of(days_here=(clock.now() - neighbour.joined_at).days, helped=neighbour.helped)
    if queries.count_answers_today(neighbour) >= limits.answers_a_day:
        raise Refusal("too_many", f"На сегодня хватит: откликов было {limits.answers_a_day}. Завтра можно снова.")


def apart(one: UUID, other: UUID) -> bool:
    return Apart.objects.filter(Q(one=one, other=other) | Q(one=other, other=one)).exists()


@transaction.atomic
def choose_answer(*, actor: Actor, answer_id: UUID, at: dt.datetime | None, where: str) -> Answer:
    """Both have agreed now: contacts open to both. Of two choices at once the database lets one be."""
    answer = queries.lock_answer(actor, answer_id)
    access.require_leader(actor, answer.notice)
    if answer.state == AnswerState.CHOSEN:
        return answer
    if answer.notice.state != State.OPEN or answer.state != AnswerState.WAITING:
        raise Conflict("taken", "Этого человека уже нельзя выбрать: просьба занята или отклик снят.")
    place = _checked_time(at, where)
    answer.state, answer.chosen_at = AnswerState.CHOSEN, clock.now()
    answer.meet_at, answer.where, answer.by_author, answer.agreed_at = at, place, True, None
    try:
        with transaction.atomic():
            answer.save()
    except IntegrityError as error:
        raise Conflict("taken", "Другой помощник уже выбран.") from error
    move(actor, answer.notice, State.AGREED, "answer_chosen")
    _tell_others(answer)
    letters.tell_helper(answer, "neighbour_chosen", occasion=f"{answer.pk}:{answer.chosen_at:%Y-%m-%dT%H%M}")
    return answer


def _tell_others(chosen: Answer) -> None:
    """«Уже нашли»: nobody waits for nothing. They may answer again when the notice opens again."""
    rows = Answer.objects.filter(notice=chosen.notice_id, state=AnswerState.WAITING)
    for other in rows.select_related("neighbour", "notice"):
        close_answer(other, AnswerState.PASSED)
        letters.tell_helper(other, "neighbour_passed", occasion=f"{other.pk}:{clock.now():%Y-%m-%dT%H%M}")


def _checked_time(at: dt.datetime | None, where: str) -> str:
    if at is not None and at < clock.now():
        raise Refusal("past", "Это время уже прошло.", field="at")
    if len(where) > rules.WHERE:
        raise Refusal("too_long", f"Слишком длинно: помещается {rules.WHERE} знаков.", field="where")
    return where.strip()


@transaction.atomic
def propose_time(*, actor: Actor, answer_id: UUID, at: dt.datetime | None, where: str) -> Answer:
    """Either side; the other one says yes again."""
    answer = _chosen(actor, answer_id)
    if at is None:
        raise Refusal("at", "Напишите день и время.", field="at")
    answer.where, answer.meet_at = _checked_time(at, where), at
    answer.by_author, answer.agreed_at = not access.answered(actor, answer), None
    answer.reminded_at = None
    answer.save()
    _tell_other(actor, answer, "neighbour_time")
    return answer


@transaction.atomic
def agree_time(*, actor: Actor, answer_id: UUID) -> Answer:
    answer = _chosen(actor, answer_id)
    if answer.agreed_at is not None:
        return answer
    if answer.meet_at is None:
        raise Refusal("at", "Времени ещё нет: предложите своё.")
    if answer.by_author is not access.answered(actor, answer):
        raise Refusal("own", "Это ваше предложение: его подтверждает сосед.")
    answer.agreed_at = clock.now()
    answer.save(update_fields=["agreed_at"])
    _tell_other(actor, answer, "neighbour_time")
    return answer


def _chosen(actor: Actor, answer_id: UUID) -> Answer:
    answer = queries.lock_answer(actor, answer_id)
    if answer.state != AnswerState.CHOSEN:
        raise Conflict("over", "Эта договорённость уже закончилась.")
    return answer


def _tell_other(actor: Actor, answer: Answer, event: str) -> None:
    occasion = f"{answer.pk}:{clock.now():%Y-%m-%dT%H%M}"
    if access.answered(actor, answer):
        letters.tell_leader(answer.notice, event, occasion)
    else:
        letters.tell_helper(answer, event, occasion)


@transaction.atomic
def step_back(*, actor: Actor, answer_id: UUID) -> Answer:
    """Either side, at any moment, without a reason: contacts close, the notice is open to others again."""
    answer = queries.lock_answer(actor, answer_id)
    mine = access.answered(actor, answer)
    if answer.state not in {AnswerState.WAITING, AnswerState.CHOSEN}:
        return answer
    release(actor, answer, AnswerState.WITHDRAWN if mine else AnswerState.PASSED)
    _tell_other(actor, answer, "neighbour_released")
    return answer


def release(actor: Actor, answer: Answer, state: AnswerState) -> None:
    was_chosen = answer.state == AnswerState.CHOSEN
    close_answer(answer, state)
    if was_chosen and answer.notice.state == State.AGREED:
        move(actor, answer.notice, State.OPEN, "notice_open_again")
