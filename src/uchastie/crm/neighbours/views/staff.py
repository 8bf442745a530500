"""«Просьбы соседей» for staff: reports in bundles, appeals, asks of children, what nobody answered, own ones."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.neighbours import access, actions, queries
from uchastie.crm.neighbours.access import MODERATORS
from uchastie.crm.neighbours.forms import DecisionForm, ReasonForm, WordForm
from uchastie.crm.neighbours.models import Notice
from uchastie.crm.neighbours.rules import AnswerState, Ruling, State
from uchastie.crm.neighbours.views import present
from uchastie.crm.neighbours.views.visit import show
from uchastie.crm.network.models import Unit
from uchastie.kernel.errors import Denied, NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

TABS = {
    "reports": "Жалобы",
    "appeals": "Возражения",
    "children": "Просьбы детей",
    "quiet": "Никто не откликнулся",
    "led": "От имени штаба и центра",
}


def _unit(request: Request) -> Unit:
    if request.unit is None:
        raise Denied("Выберите центр или штаб слева вверху.")
    return request.unit


@page(*MODERATORS)
@never_cache
@require_safe
def index(request: Request) -> HttpResponse:
    return _index(request, request.GET.get("tab", ""))


def _index(request: Request, tab: str, form: DecisionForm | None = None) -> HttpResponse:
    tab = tab if tab in TABS else "reports"
    here, after = _unit(request), request.GET.get("after") or None
    context: dict[str, Any] = {"tab": tab, "TABS": TABS, "here": here, "form": form or DecisionForm(notices=[])}
    context |= {"bundles": [], "rows": [], "after_url": ""}
    if tab == "reports":
        context["bundles"] = queries.list_bundles(request.actor, here)
    elif tab == "appeals":
        context["rows"] = queries.list_appeals(request.actor, here)
    else:
        led = tab == "led"
        found = (
            queries.list_led(request.actor, here, after=after)
            if led
            else queries.list_quiet(request.actor, here, children=tab == "children", after=after)
        )
        context |= {"rows": found.items, "after_url": f"?tab={tab}&after={found.after}" if found.after else ""}
    return show(request, "work", context, status_of(form) if form else 200)


@page(*MODERATORS)
@require_POST
def decisions(request: Request) -> HttpResponseBase:
    """Many at once: after a disaster the same fraud comes by the hundred."""
    known = [one.pk for bundle in queries.list_bundles(request.actor, _unit(request)) for one in bundle.notices]
    form = DecisionForm(request.POST, notices=known)
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            actions.decide(
                actor=request.actor, notice_ids=data["notices"], ruling=data["ruling"], reason=data["reason"]
            )
            messages.success(request, "Решение записано, авторы узнают.")
            return redirect("neighbours:work")
    return _index(request, "reports", form)


@page(*MODERATORS)
@never_cache
@require_safe
def card(request: Request, notice_id: UUID) -> HttpResponse:
    return _card(request, queries.get_led(request.actor, notice_id))


def _card(request: Request, one: Notice, **wrong: Any) -> HttpResponse:
    leads = access.leads(request.actor, one)
    answers = queries.list_answers(one) if leads else []
    chosen = next((row for row in answers if row.state in {AnswerState.CHOSEN, AnswerState.DONE}), None)
    form = next(iter(wrong.values()), None)
    context: dict[str, Any] = {
        "one": one,
        "zone": one.unit.zone,
        "leads": leads,
        "waiting": [row for row in answers if row.state == AnswerState.WAITING],
        "agreed": present.agreed(request.actor, chosen, one) if chosen else None,
        "choosing": present.time_form(one, auto_id="choice-%s"),
        "rating": None,
        "decisions": queries.decisions_of(one),
        "complaints": list(one.complaints.order_by("-at")[:50]),
        "deciding": ReasonForm(auto_id="reason-%s"),
        "appeals": one.appealed_at is not None and one.state == State.REMOVED,
    }
    return show(request, "card", context | wrong, status_of(form) if form else 200)


def _with_reason(request: Request, notice_id: UUID, step: Any, done: str) -> HttpResponseBase:
    form = ReasonForm(request.POST, auto_id="reason-%s")
    if form.is_valid():
        with refusal_on_form(form):
            step(actor=request.actor, notice_id=notice_id, reason=form.cleaned_data["reason"])
            messages.success(request, done)
            return redirect("neighbours:card", notice_id)
    return _card(request, queries.get_led(request.actor, notice_id), deciding=form)


@page(*MODERATORS)
@require_POST
def appeal(request: Request, notice_id: UUID) -> HttpResponseBase:
    ruling = Ruling.KEEP if request.POST.get("ruling") == Ruling.KEEP else Ruling.REMOVE

    def step(**values: Any) -> None:
        actions.decide_appeal(ruling=ruling, **values)

    return _with_reason(request, notice_id, step, "Возражение рассмотрено, автор узнает.")


@page(*MODERATORS)
@require_POST
def barring(request: Request, notice_id: UUID) -> HttpResponseBase:
    return _with_reason(request, notice_id, actions.bar_neighbour, "Автор больше не попадёт на доску.")


@page(*MODERATORS)
@require_POST
def parent(request: Request, notice_id: UUID) -> HttpResponseBase:
    agreed = request.POST.get("parent_agrees") == "on"
    return _simple(
        request,
        notice_id,
        lambda: actions.publish_for_child(actor=request.actor, notice_id=notice_id, parent_agrees=agreed),
        "Просьба показана соседям.",
    )


@page(*MODERATORS)
@require_POST
def withdrawal(request: Request, notice_id: UUID) -> HttpResponseBase:
    return _simple(
        request,
        notice_id,
        lambda: actions.withdraw_notice(actor=request.actor, notice_id=notice_id),
        "Снято. Соседи больше не видят.",
    )


def _simple(request: Request, notice_id: UUID, step: Any, done: str) -> HttpResponseBase:
    queries.get_led(request.actor, notice_id)
    try:
        step()
        messages.success(request, done)
    except Refusal as refusal:
        if isinstance(refusal, NotSeen):
            raise
        messages.error(request, refusal.message)
    return redirect("neighbours:card", notice_id)


@page(*MODERATORS)
@require_POST
def choice(request: Request, answer_id: UUID) -> HttpResponseBase:
    answer = queries.get_answer(request.actor, answer_id)
    form = present.time_form(answer.notice, request.POST, auto_id="choice-%s")
    if form.is_valid():
        with refusal_on_form(form):
            values = {name: form.cleaned_data[name] for name in ("at", "where")}
            actions.choose_answer(actor=request.actor, answer_id=answer_id, **values)
            messages.success(request, "Помощник выбран: его телефон открыт.")
            return redirect("neighbours:card", answer.notice_id)
    return _card(request, answer.notice, choosing=form)


@page(*MODERATORS)
@require_POST
def word(request: Request, answer_id: UUID) -> HttpResponseBase:
    answer = queries.get_answer(request.actor, answer_id)
    form = WordForm(request.POST, auto_id="word-%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.say_word(actor=request.actor, answer_id=answer_id, **form.said())
            messages.success(request, "Записано. Когда ответит и сосед, потребность закроется.")
            return redirect("neighbours:card", answer.notice_id)
    return _card(request, answer.notice, rating=form)


@page(*MODERATORS)
@require_POST
def release(request: Request, answer_id: UUID) -> HttpResponseBase:
    answer = actions.step_back(actor=request.actor, answer_id=answer_id)
    messages.success(request, "Снято. Просьба снова видна соседям.")
    return redirect("neighbours:card", answer.notice_id)
