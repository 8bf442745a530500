"""«План на всех сразу»: asked for, made in the background, accepted line by line."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.families.rules import NOT_CUSTODY
from uchastie.crm.matching import access, actions, queries
from uchastie.crm.matching.forms import LinesForm
from uchastie.crm.matching.models import Plan
from uchastie.crm.matching.rules import LineState, PlanState
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui.text import plural

LINES = {
    LineState.ACCEPTED: ("предложено опекуну", "circle-check", "done"),
    LineState.REJECTED: ("отложено", "ban", ""),
    LineState.OVERTAKEN: ("уже не получится", "triangle-alert", "today"),
}


@require_safe
@page(*access.COORDINATORS)
def latest(request: Request) -> HttpResponseBase:
    """The last plan of the headquarters, or the invitation to make the first."""
    access.require_headquarters(request.actor, request.unit)
    plan = queries.latest_plan(request.actor, request.unit)
    return redirect("matching:plan", plan.pk) if plan else render(request, "matching/plan_none.html", {})


@require_POST
@page(*access.COORDINATORS)
def plans(request: Request) -> HttpResponseBase:
    plan = actions.ask_plan(actor=request.actor, unit=request.unit)
    return redirect("matching:plan", plan.pk)


@require_safe
@page(*access.COORDINATORS)
def plan(request: Request, plan_id: UUID) -> HttpResponse:
    return _page(request, queries.get_plan(request.actor, plan_id), LinesForm())


@require_POST
@page(*access.COORDINATORS)
def decisions(request: Request, plan_id: UUID) -> HttpResponseBase:
    found = queries.get_plan(request.actor, plan_id)
    form = LinesForm(request.POST)
    if form.is_valid():
        ids = form.cleaned_data["lines"]
        with refusal_on_form(form):
            if form.cleaned_data["what"] == "reject":
                count = actions.reject_lines(actor=request.actor, plan_id=plan_id, line_ids=ids)
                messages.success(request, f"Отложили {plural(count, 'строку', 'строки', 'строк')}.")
            else:
                accepted, overtaken = actions.accept_lines(actor=request.actor, plan_id=plan_id, line_ids=ids)
                _say(request, accepted, overtaken)
            return redirect("matching:plan", plan_id)
    return _page(request, found, form)


def _say(request: Request, accepted: int, overtaken: int) -> None:
    if accepted:
        said = plural(accepted, "предложение ушло опекуну", "предложения ушли опекунам", "предложений ушло опекунам")
        messages.success(request, f"{said}.")
    if overtaken:
        lines = plural(overtaken, "строка уже не получится", "строки уже не получатся", "строк уже не получатся")
        messages.warning(request, f"{lines}: причина стоит в строке. Пересчитайте план.")


def _page(request: Request, found: Plan, form: LinesForm) -> HttpResponse:
    stuck = queries.is_stuck(found)
    context = {
        "plan": found,
        "lines": queries.list_lines(found),
        "form": form,
        "making": found.state == PlanState.MAKING and not stuck,
        "failed": found.state == PlanState.FAILED or stuck,
        "outdated": queries.is_outdated(found),
        "WORDS": LINES,
        "zone": found.unit.zone,
        "NOT_CUSTODY": NOT_CUSTODY,
    }
    return render(request, "matching/plan.html", context, status=status_of(form) if form.is_bound else 200)
