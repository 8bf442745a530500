"""Norms: everybody reads them, the federal team changes them and sees who would fall below; corrections; the proof."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.insight import access, actions, queries
from uchastie.crm.insight.actions import NormChange
from uchastie.crm.insight.forms import CorrectionForm, NormForm
from uchastie.crm.insight.rules import BLOCK_NAMES, HOW_NAMES, SPAN_NAMES, Block, How, Span, period_at
from uchastie.crm.insight.views.asked import unit_of
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*access.COUNTERS)
def norms(request: Request) -> HttpResponse:
    """By blocks: what is asked for, from when, by which words of the source, and how it is counted."""
    found = queries.list_norms(clock.now().date())
    blocks = [(BLOCK_NAMES[block], [one for one in found if one.row.block == block]) for block in Block]
    return render(request, "insight/norms.html", _words() | {"blocks": blocks, "may_edit": _may_edit(request)})


def _words() -> dict[str, Any]:
    return {"HOW": HOW_NAMES, "SPAN": SPAN_NAMES}


def _may_edit(request: Request) -> bool:
    return request.actor.has_role(*access.NORM_EDITORS)


@require_http_methods(["GET", "HEAD", "POST"])
@page(*access.NORM_EDITORS)
def norm(request: Request, code: str) -> HttpResponse:
    """GET: the form. POST: «Посмотреть» shows who would fall below, «Изменить» writes."""
    shown = next((one for one in queries.list_norms(clock.now().date()) if one.row.pk == code), None)
    if shown is None:
        raise NotSeen
    portion = shown.row.how == How.PORTION
    if request.method != "POST":
        form = NormForm(portion=portion, initial=_initial(shown))
        return render(request, "insight/norm.html", _words() | {"shown": shown, "form": form, "preview": None})
    form, preview = NormForm(request.POST, portion=portion), None
    if form.is_valid():
        change = NormChange(**form.cleaned_data | {"floor": form.cleaned_data.get("floor") or 0})
        with refusal_on_form(form):
            actions.require_change(shown.row, change)
            if "save" in request.POST:
                actions.change_norm(actor=request.actor, code=code, change=change)
                messages.success(request, f"Норма изменена: {shown.row.name}.")
                return redirect("insight:norms")
            preview = queries.preview_norm(code, plan=change.plan, floor=change.floor)
    context = _words() | {"shown": shown, "form": form, "preview": preview}
    return render(request, "insight/norm.html", context, status=200 if preview else status_of(form))


def _initial(shown: Any) -> dict[str, Any]:
    version = shown.coming or shown.now
    span = Span(shown.row.span) if shown.row.span not in {Span.SINCE, Span.AT} else Span.MONTH
    return {
        "plan": version.plan,
        "floor": version.floor,
        "mandatory": version.mandatory,
        "active": version.active,
        "valid_from": period_at(span, clock.now().date()).after.first,
    }


@require_POST
@page(*access.CORRECTORS)
def correction(request: Request, unit_id: UUID, code: str) -> HttpResponse:
    """A closed number counted anew."""
    access.require_corrector(request.actor, network.get_unit(request.actor, unit_id))
    form = CorrectionForm(request.POST)
    where = f"{reverse('insight:evidence', args=[code])}?unit={unit_id}&period={request.POST.get('period', '')[:10]}"
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            actions.correct_result(
                actor=request.actor, unit_id=unit_id, code=code, slot_code=data["period"], reason=data["reason"]
            )
            messages.success(request, "Число пересчитано, прежнее осталось в истории.")
            return redirect(where)
    return render(
        request,
        "insight/correction.html",
        {"form": form, "code": code, "unit_id": unit_id, "back": where},
        status=status_of(form),
    )


@require_safe
@page(*access.COUNTERS)
def proofs(request: Request) -> HttpResponse:
    """When the tables were compared with the records last, how much, and what was different."""
    found = queries.list_proofs()
    context = {"proofs": found, "last": found[0] if found else None, "centre": unit_of(request)}
    return render(request, "insight/proofs.html", context)
