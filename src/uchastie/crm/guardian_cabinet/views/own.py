"""«Кабинет опекуна»: what is asked of it now, its papers, what it can do, a pause, leaving."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.agreements.rules import KIND_NAMES, STATE_NAMES
from uchastie.crm.families import queries as families
from uchastie.crm.guardian_cabinet import queries
from uchastie.crm.guardian_cabinet.forms.work import AbilityForm, LeaveForm, PauseForm
from uchastie.crm.guardian_cabinet.queries import holder_of
from uchastie.crm.guardian_cabinet.views import words
from uchastie.crm.guardian_cabinet.views.visit import entered, for_guardian, show
from uchastie.crm.guardians import actions
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.rules import GuardianState
from uchastie.kernel.web import Request, refusal_on_form, status_of


@require_safe
@entered
def index(request: Request, own: dict[UUID, Guardian]) -> HttpResponseBase:
    """The only guardian, or the choice of one."""
    if len(own) == 1:
        return redirect("guardian_cabinet:home", next(iter(own)))
    found = [(guardian, words.STATES[GuardianState(guardian.state)][0]) for guardian in own.values()]
    context = {"guardians": found, "here": "home"}
    return render(request, "guardian_cabinet/index.html", context, status=200 if found else 404)


@require_safe
@for_guardian
def home(request: Request, guardian: Guardian) -> HttpResponse:
    state = words.STATES[GuardianState(guardian.state)]
    return show(request, guardian, "home", seen=queries.get_home(guardian), state=state, PAIRS=words.PAIRS)


@require_safe
@for_guardian
def documents(request: Request, guardian: Guardian) -> HttpResponse:
    found = queries.list_papers(guardian)
    return show(request, guardian, "documents", papers=found, KINDS=KIND_NAMES, STATES=STATE_NAMES)


@require_http_methods(["GET", "HEAD", "POST"])
@for_guardian
def abilities(request: Request, guardian: Guardian) -> HttpResponseBase:
    bound = request.POST if request.method == "POST" else None
    form = AbilityForm(bound, guardian=guardian, categories=list(families.list_categories()))
    if form.is_valid():
        with refusal_on_form(form):
            actions.change_capabilities(actor=holder_of(guardian), guardian_id=guardian.pk, **form.given())
            messages.success(request, "Сохранено. Координатор увидит, кого ещё можно вам предложить.")
            return redirect("guardian_cabinet:home", guardian.pk)
    return show(request, guardian, "abilities", form=form)


@require_safe
@for_guardian
def taking_part(request: Request, guardian: Guardian) -> HttpResponse:
    return _taking_part(request, guardian)


def _taking_part(request: Request, guardian: Guardian, **bound: Any) -> HttpResponse:
    form = next(iter(bound.values()), None)
    context = {"pause_form": PauseForm(auto_id="pause_%s"), "leave_form": LeaveForm(auto_id="leave_%s")} | bound
    status = status_of(form) if form is not None else 200
    answer = show(request, guardian, "taking_part", STATE=GuardianState, refused=form, **context)
    answer.status_code = status
    return answer


@require_POST
@for_guardian
def pause(request: Request, guardian: Guardian) -> HttpResponseBase:
    form = PauseForm(request.POST, auto_id="pause_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.pause(actor=holder_of(guardian), guardian_id=guardian.pk, **form.cleaned_data)
            messages.success(request, "Пауза: новых семей не предложат. Те, кому вы помогаете, остаются с вами.")
            return redirect("guardian_cabinet:home", guardian.pk)
    return _taking_part(request, guardian, pause_form=form)


@require_POST
@for_guardian
def resumption(request: Request, guardian: Guardian) -> HttpResponseBase:
    form = django_forms.Form({})
    with refusal_on_form(form):
        actions.resume(actor=holder_of(guardian), guardian_id=guardian.pk)
        messages.success(request, "С возвращением!")
        return redirect("guardian_cabinet:home", guardian.pk)
    return _taking_part(request, guardian, pause_form=form)


@require_POST
@for_guardian
def leaving(request: Request, guardian: Guardian) -> HttpResponseBase:
    form = LeaveForm(request.POST, auto_id="leave_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.leave(actor=holder_of(guardian), guardian_id=guardian.pk, reason=form.cleaned_data["reason"])
            messages.success(request, "Спасибо, что были с нами. Вернуться можно через штаб.")
            return redirect("guardian_cabinet:home", guardian.pk)
    return _taking_part(request, guardian, leave_form=form)
