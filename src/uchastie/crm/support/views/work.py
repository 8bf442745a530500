"""Staff: the log of support, compensation, barriers and risks."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from uchastie.crm.involvement import queries as involvement
from uchastie.crm.network.models import Unit
from uchastie.crm.support import access, actions, queries, rules
from uchastie.crm.support.forms import CompensationForm, RiskForm, SupportForm
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

WORDS = {
    "KINDS": rules.SUPPORT_NAMES,
    "AUDIENCES": rules.AUDIENCE_NAMES,
    "RISKS": rules.RISK_NAMES,
    "STATES": rules.RISK_STATE_NAMES,
    "GRADES": rules.GRADE_NAMES,
    "EFFECTS": rules.EFFECT_NAMES,
}


def show(request: Request, template: str, form: Any, **context: Any) -> HttpResponse:
    status = status_of(form) if form is not None and form.is_bound else 200
    return render(request, f"support/{template}.html", WORDS | {"form": form} | context, status=status)


def people_of(request: Request, home: Unit) -> list[tuple[str, str]]:
    return [
        (str(one.pk), f"{one.person.name}, {one.title}") for one in involvement.list_taking_part(request.actor, home)
    ]


def staff_of(home: Unit) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in queries.list_colleagues(home)]


def fresh(home: Unit) -> dict[str, Any]:
    return {"on": clock.today(home.zone), "key": new_id().hex}


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: Request) -> HttpResponseBase:
    home = access.require_lead(request.actor, request.unit)
    choices = {"people": people_of(request, home), "staff": staff_of(home)}
    form = SupportForm(request.POST if request.method == "POST" else None, initial=fresh(home), **choices)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.log_support(actor=request.actor, unit=home, **form.values())
            messages.success(request, "Поддержка записана")
            return redirect("support:log")
    found = queries.list_actions(request.actor, home, after=request.GET.get("after") or None)
    context = {"found": found.items, "after_url": f"?after={found.after}" if found.after else ""}
    return show(request, "log", form, **context, competence=queries.list_competence(request.actor, home), tab="log")


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def compensations(request: Request) -> HttpResponseBase:
    home = access.require_lead(request.actor, request.unit)
    people = people_of(request, home)
    form = CompensationForm(request.POST if request.method == "POST" else None, initial=fresh(home), people=people)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.note_compensation(actor=request.actor, unit=home, **form.values())
            messages.success(request, "Записано")
            return redirect("support:compensations")
    found = queries.list_compensations(request.actor, home, after=request.GET.get("after") or None)
    context = {"found": found.items, "after_url": f"?after={found.after}" if found.after else "", "people": people}
    return show(request, "compensations", form, **context, total=queries.sum_of_year(home), tab="compensations")


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def risks(request: Request) -> HttpResponseBase:
    home = access.require_lead(request.actor, request.unit)
    form = RiskForm(request.POST if request.method == "POST" else None, staff=staff_of(home))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.add_risk(actor=request.actor, unit=home, values=form.values())
            messages.success(request, "Записано")
            return redirect("support:risks")
    return show(request, "risks", form, found=queries.list_risks(request.actor, home), tab="risks")


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def risk(request: Request, risk_id: UUID) -> HttpResponseBase:
    one = queries.get_risk(request.actor, risk_id)
    staff = staff_of(one.unit)
    form = RiskForm(request.POST, staff=staff) if request.method == "POST" else RiskForm.of(one, staff=staff)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            rest = {name: data[name] for name in ("version", "state", "result")}
            actions.change_risk(actor=request.actor, risk_id=risk_id, values=form.values(), **rest)
            messages.success(request, "Сохранено")
            return redirect("support:risks")
    return show(request, "risk", form, one=one, tab="risks")
