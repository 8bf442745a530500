"""Complaints and the wish to be forgotten: the family writes, the headquarters or the federal team answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.families.models import FamilyCase
from uchastie.crm.family_cabinet import actions, forms, queries
from uchastie.crm.family_cabinet.access import ANSWERERS
from uchastie.crm.family_cabinet.models import Appeal
from uchastie.crm.family_cabinet.rules import ABOUT_NAMES, KIND_NAMES
from uchastie.crm.family_cabinet.views.visit import for_family, show
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

NAMES: dict[str, Any] = {"KINDS": KIND_NAMES, "ABOUT": ABOUT_NAMES}


@require_safe
@for_family
def own(request: Request, case: FamilyCase) -> HttpResponse:
    return show(request, case, "appeals", appeals=queries.list_own_appeals(case), **NAMES)


@require_http_methods(["GET", "HEAD", "POST"])
@for_family
def complaint(request: Request, case: FamilyCase) -> HttpResponseBase:
    form = forms.ComplaintForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on_form(form):
            actions.complain(actor=queries.holder_of(case), case_id=case.pk, **form.cleaned_data)
            messages.success(request, "Отправили. Ответ придёт сюда, опекун этого не увидит.")
            return redirect("family_cabinet:appeals", case.pk)
    return show(request, case, "complaint", form=form, status=status_of(form) if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_family
def forgetting(request: Request, case: FamilyCase) -> HttpResponseBase:
    form = forms.ForgetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        with refusal_on_form(form):
            actions.ask_to_forget(actor=queries.holder_of(case), case_id=case.pk, text=given["text"], key=given["key"])
            messages.success(request, "Приняли. Опекун больше не видит ваши данные, штаб ответит вам.")
            return redirect("family_cabinet:appeals", case.pk)
    return show(request, case, "forgetting", form=form, status=status_of(form) if form.is_bound else 200)


@require_safe
@page(*ANSWERERS)
def index(request: Request) -> HttpResponse:
    waiting = request.GET.get("tab", "") != "answered"
    found = queries.list_appeals(request.actor, request.unit, waiting=waiting, after=request.GET.get("after") or None)
    tail = "" if waiting else "tab=answered&"
    context = {
        "appeals": found.items,
        "waiting": waiting,
        "after_url": f"?{tail}after={found.after}" if found.after else "",
        "count": queries.count_waiting(request.actor, request.unit),
        "zone": request.unit.zone,
        "moment_now": clock.now(),
    }
    return render(request, "family_cabinet/staff/index.html", context | NAMES)


@require_safe
@page(*ANSWERERS)
def appeal(request: Request, appeal_id: UUID) -> HttpResponse:
    found = queries.get_appeal(request.actor, appeal_id)
    return _page(request, found, forms.AnswerForm(initial={"answer": found.answer, "version": found.version}))


@require_POST
@page(*ANSWERERS)
def answer(request: Request, appeal_id: UUID) -> HttpResponseBase:
    form = forms.AnswerForm(request.POST)
    found = queries.get_appeal(request.actor, appeal_id)
    if form.is_valid():
        given = form.cleaned_data
        with refusal_on_form(form):
            actions.answer_appeal(
                actor=request.actor, appeal_id=appeal_id, version=given["version"], text=given["answer"]
            )
            messages.success(request, "Ответ у семьи.")
            return redirect("family_cabinet:answers")
    return _page(request, found, form)


def _page(request: Request, found: Appeal, form: forms.AnswerForm) -> HttpResponse:
    context = {"appeal": found, "form": form, "zone": request.unit.zone, "moment_now": clock.now()}
    status = status_of(form) if form.is_bound else 200
    return render(request, "family_cabinet/staff/appeal.html", context | NAMES, status=status)
