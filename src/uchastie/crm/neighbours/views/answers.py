"""Between two: the choice, time and place, stepping back, the word, «больше не встречаться»."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.neighbours import access, actions, queries
from uchastie.crm.neighbours.forms import WordForm
from uchastie.crm.neighbours.models import Answer, Neighbour
from uchastie.crm.neighbours.rules import AnswerState
from uchastie.crm.neighbours.views import present
from uchastie.crm.neighbours.views.own import own_notice
from uchastie.crm.neighbours.views.visit import joined, show
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, refusal_on_form, status_of


@require_safe
@joined
def helping(request: Request, me: Neighbour, answer_id: UUID) -> HttpResponse:
    """The page of the one who answered."""
    answer = queries.get_answer(access.neighbour_actor(me), answer_id)
    if answer.neighbour_id != me.pk:
        raise NotSeen
    return _helping(request, me, answer)


def _helping(request: Request, me: Neighbour, answer: Answer, **wrong: Any) -> HttpResponse:
    open_ = answer.state in {AnswerState.CHOSEN, AnswerState.DONE}
    form = next(iter(wrong.values()), None)
    context: dict[str, Any] = {
        "nb_me": me,
        "answer": answer,
        "one": answer.notice,
        "card": queries.cards(me.unit, [answer.notice])[0],
        "zone": answer.notice.unit.zone,
        "agreed": present.agreed(access.neighbour_actor(me), answer, answer.notice) if open_ else None,
        "retime": None,
        "rating": None,
    }
    return show(request, "helping", context | wrong, status_of(form) if form else 200)


@require_POST
@joined
def choice(request: Request, me: Neighbour, answer_id: UUID) -> HttpResponseBase:
    answer = queries.get_answer(access.neighbour_actor(me), answer_id)
    form = present.time_form(answer.notice, request.POST, auto_id="choice-%s")
    if form.is_valid():
        with refusal_on_form(form):
            values = {name: form.cleaned_data[name] for name in ("at", "where")}
            actions.choose_answer(actor=access.neighbour_actor(me), answer_id=answer_id, **values)
            messages.success(request, "Договорились. Телефоны открыты вам обоим.")
            return redirect("neighbours:own_notice", answer.notice_id)
    access.require_leader(access.neighbour_actor(me), answer.notice)
    return own_notice(request, me, answer.notice_id, choosing=form)


@require_POST
@joined
def time(request: Request, me: Neighbour, answer_id: UUID) -> HttpResponseBase:
    answer = queries.get_answer(access.neighbour_actor(me), answer_id)
    form = present.time_form(answer.notice, request.POST, auto_id="time-%s")
    if form.is_valid():
        with refusal_on_form(form):
            values = {name: form.cleaned_data[name] for name in ("at", "where")}
            actions.propose_time(actor=access.neighbour_actor(me), answer_id=answer_id, **values)
            messages.success(request, "Предложили. Сосед подтвердит.")
            return _back(me, answer)
    return _again(request, me, answer, retime=form)


@require_POST
@joined
def agreement(request: Request, me: Neighbour, answer_id: UUID) -> HttpResponseBase:
    answer = actions.agree_time(actor=access.neighbour_actor(me), answer_id=answer_id)
    messages.success(request, "Подтвердили. Напомним накануне.")
    return _back(me, answer)


@require_POST
@joined
def release(request: Request, me: Neighbour, answer_id: UUID) -> HttpResponseBase:
    answer = actions.step_back(actor=access.neighbour_actor(me), answer_id=answer_id)
    messages.success(request, "Сняли. Телефоны закрыты.")
    return _back(me, answer)


@require_POST
@joined
def word(request: Request, me: Neighbour, answer_id: UUID) -> HttpResponseBase:
    answer = queries.get_answer(access.neighbour_actor(me), answer_id)
    form = WordForm(request.POST, auto_id="word-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.say_word(actor=access.neighbour_actor(me), answer_id=answer_id, **form.said())
            messages.success(request, "Спасибо! Ответы откроются вам обоим одновременно.")
            return _back(me, answer)
    return _again(request, me, answer, rating=form)


@require_POST
@joined
def apart(request: Request, me: Neighbour, answer_id: UUID) -> HttpResponseBase:
    actions.keep_apart(actor=access.neighbour_actor(me), answer_id=answer_id)
    messages.success(request, "Больше не встретитесь: он не узнает об этом.")
    return redirect("neighbours:mine")


def _back(me: Neighbour, answer: Answer) -> HttpResponseBase:
    if answer.neighbour_id == me.pk:
        return redirect("neighbours:helping", answer.pk)
    return redirect("neighbours:own_notice", answer.notice_id)


def _again(request: Request, me: Neighbour, answer: Answer, **wrong: Any) -> HttpResponse:
    if answer.neighbour_id == me.pk:
        return _helping(request, me, answer, **wrong)
    return own_notice(request, me, answer.notice_id, **wrong)
