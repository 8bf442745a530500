"""Staff: roles of people from the offer to the end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.involvement import access, actions, queries, rules
from uchastie.crm.involvement.forms import OfferForm, ParentForm, ReasonForm, StepsForm
from uchastie.crm.involvement.models import BeneficiaryRole
from uchastie.crm.involvement.queries import TAB_NAMES, Tab
from uchastie.crm.involvement.views.present import next_of, show
from uchastie.kernel.web import Request, page, refusal_on_form


@require_safe
@page(*access.READERS)
def roles(request: Request) -> HttpResponse:
    asked = request.GET.get("tab", "")
    chosen = Tab(asked) if asked in TAB_NAMES else Tab.ACTIVE
    found = queries.list_roles(request.actor, request.unit, chosen, after=request.GET.get("after") or None)
    after = f"?tab={chosen}&{next_of(found)}" if found.after else ""
    return show(request, "roles", found=found.items, chosen=chosen, TABS=TAB_NAMES, after_url=after, tab="roles")


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def role_new(request: Request) -> HttpResponseBase:
    home = access.require_lead(request.actor, request.unit)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            made = actions.offer_role(
                actor=request.actor, unit=home, person_id=data["person"], values=form.values(), group=data["group"]
            )
            messages.success(request, "Предложение отправлено. Ответит сам человек")
            return redirect("involvement:role", made.pk)
    typed = (request.POST.get("q") or request.GET.get("q", ""))[:100]
    context = {
        "q": typed,
        "hits": queries.list_people_found(request.actor, home, typed),
        "pleased": [] if typed else queries.list_pleased(request.actor, home),
    }
    return show(request, "role_new", form, **context, tab="roles")


@require_safe
@page(*access.READERS)
def role(request: Request, role_id: UUID) -> HttpResponse:
    return _card(request, queries.get_role(request.actor, role_id))


def _card(request: Request, one: BeneficiaryRole, **bound: Any) -> HttpResponse:
    steps = StepsForm(initial={"steps": "\n".join(rules.PREPARATION)}, auto_id="steps_%s")
    given = {"steps": steps, "parent": ParentForm(auto_id="parent_%s"), "reason": ReasonForm(auto_id="reason_%s")}
    listed = list(one.steps.all())
    context = {
        "role": one,
        "listed": listed,
        "left": sum(step.done_on is None for step in listed),
        "deeds": queries.list_of_role(one),
        "path": queries.path_of([one.person_id]),
        "forms": given | bound,
        "living": one.state in rules.LIVING,
    }
    wrong = next(iter(bound.values()), None)
    return show(request, "role", wrong, **context, tab="roles")


@page(*access.READERS)
@require_POST
def consent(request: Request, role_id: UUID) -> HttpResponseBase:
    actions.note_consent(actor=request.actor, role_id=role_id, minor=request.POST.get("minor") == "1")
    messages.success(request, "Согласие на бумаге записано")
    return redirect("involvement:role", role_id)


@page(*access.READERS)
@require_POST
def parent(request: Request, role_id: UUID) -> HttpResponseBase:
    form = ParentForm(request.POST, auto_id="parent_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.note_parent(actor=request.actor, role_id=role_id, name=form.cleaned_data["name"])
            messages.success(request, "Согласие родителя записано")
            return redirect("involvement:role", role_id)
    return _card(request, queries.get_role(request.actor, role_id), parent=form)


@page(*access.READERS)
@require_POST
def taking(request: Request, role_id: UUID) -> HttpResponseBase:
    actions.take_answer(actor=request.actor, role_id=role_id)
    messages.success(request, "Человек узнает, что его ждут")
    return redirect("involvement:role", role_id)


@page(*access.READERS)
@require_POST
def refusal(request: Request, role_id: UUID) -> HttpResponseBase:
    form = ReasonForm(request.POST, auto_id="reason_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.refuse_answer(actor=request.actor, role_id=role_id, reason=form.cleaned_data["reason"])
            messages.success(request, "Ответ отправлен")
            return redirect("involvement:role", role_id)
    return _card(request, queries.get_role(request.actor, role_id), reason=form)


@page(*access.READERS)
@require_POST
def preparation(request: Request, role_id: UUID) -> HttpResponseBase:
    form = StepsForm(request.POST, auto_id="steps_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.prepare_role(actor=request.actor, role_id=role_id, steps=form.titles())
            messages.success(request, "Подготовка началась")
            return redirect("involvement:role", role_id)
    return _card(request, queries.get_role(request.actor, role_id), steps=form)


@page(*access.READERS)
@require_POST
def steps(request: Request, role_id: UUID) -> HttpResponseBase:
    ticked = [int(one) for one in request.POST.getlist("step") if one.isdecimal() and len(one) < 4]
    actions.mark_steps(actor=request.actor, role_id=role_id, places=ticked)
    messages.success(request, "Отметки сохранены")
    return redirect("involvement:role", role_id)


@page(*access.READERS)
@require_POST
def start(request: Request, role_id: UUID) -> HttpResponseBase:
    actions.start_role(actor=request.actor, role_id=role_id)
    messages.success(request, "Роль началась")
    return redirect("involvement:role", role_id)


@page(*access.READERS)
@require_POST
def ending(request: Request, role_id: UUID) -> HttpResponseBase:
    actions.end_role(actor=request.actor, role_id=role_id)
    messages.success(request, "Записано: человек вышел. Причину не спрашиваем")
    return redirect("involvement:role", role_id)
