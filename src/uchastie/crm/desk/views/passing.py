"""Pages of passing a request on: to a colleague, to another centre, back; of reopening and of taking a step back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.desk import access, actions, queries
from uchastie.crm.desk.access import HEADS, READERS
from uchastie.crm.desk.forms import passing as forms
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import OPEN, STATUS_NAMES
from uchastie.crm.desk.views.card import show_card
from uchastie.crm.desk.views.present import tell
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui.text import plural

SHOWN = 40  # centres to choose from at once; the search finds the others


@require_safe
@page(*READERS)
def passing(request: Request, request_id: UUID) -> HttpResponse:
    """«Передать»: to a colleague or to another centre."""
    return _passing(request, queries.get_request(request.actor, request_id))


def _passing(request: Request, found: ServiceRequest, *, status: int = 200, **bound: Form) -> HttpResponse:
    actor, unit = request.actor, found.unit
    access.require_passer(actor, unit.path)
    place = request.GET.get("place", request.POST.get("place", "")).strip()[:100]
    colleagues = queries.list_colleagues(unit, with_counts=True)
    version = {"version": found.version}
    untrained = queries.list_gaps(found, [item.id for item in colleagues])
    targets = queries.list_targets(unit, found.service, place)
    context: dict[str, Any] = {
        "found": found,
        "open": found.status in OPEN,
        "place": place,
        "targets": list(targets[: SHOWN + 1]),
        "shown": SHOWN,
        "colleagues": {str(item.id): item for item in colleagues},
        "untrained": untrained,
        "can_work": access.can_work(actor, unit.path),
        "handover_form": forms.HandoverForm(
            colleagues=colleagues, owner=found.assignee_id, untrained=untrained, initial=version
        ),
        "transfer_form": forms.TransferForm(initial=version),
    }
    return render(request, "desk/passing.html", context | bound, status=status)


@require_POST
@page(*READERS)
def handover(request: Request, request_id: UUID) -> HttpResponseBase:
    found = queries.get_request(request.actor, request_id)
    access.require_worker(request.actor, found.unit.path)
    colleagues = queries.list_colleagues(found.unit)
    untrained = queries.list_gaps(found, [item.id for item in colleagues])
    form = forms.HandoverForm(request.POST, colleagues=colleagues, owner=found.assignee_id, untrained=untrained)
    if form.is_valid():
        with refusal_on_form(form):
            done = actions.hand_over(actor=request.actor, request_id=request_id, **form.cleaned())
            tell(request, done, "передана" if done.assignee_id else "теперь без ответственного")
            return redirect("desk:request", request_id)
    return _passing(request, found, handover_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def transfer(request: Request, request_id: UUID) -> HttpResponseBase:
    found = queries.get_request(request.actor, request_id)
    form = forms.TransferForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            moved = actions.transfer_request(actor=request.actor, request_id=request_id, **form.cleaned())
            messages.success(request, f"Заявка {moved.number} передана: {moved.unit.name}")
            return redirect("desk:sent")
    return _passing(request, found, transfer_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def transfer_return(request: Request, request_id: UUID) -> HttpResponseBase:
    access.require_passer(request.actor, queries.get_request(request.actor, request_id).unit.path)
    form = forms.ReturnForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            moved = actions.return_transfer(actor=request.actor, request_id=request_id, **form.cleaned())
            messages.success(request, f"Заявка {moved.number} возвращена: {moved.unit.name}")
            return redirect("desk:queue")
    return show_card(request, request_id, return_form=form, status=status_of(form))


@require_POST
@page(*HEADS)
def reopening(request: Request, request_id: UUID) -> HttpResponseBase:
    form = forms.ReopenForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.reopen_request(actor=request.actor, request_id=request_id, **form.cleaned())
            messages.success(request, "Заявка снова в работе, срок связи начался заново")
            return redirect("desk:request", request_id)
    return show_card(request, request_id, reopen_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def undo(request: Request, request_id: UUID) -> HttpResponseBase:
    """«Вернуть»."""
    actions.undo_step(actor=request.actor, request_id=request_id)
    messages.success(request, "Шаг отменён, заявка снова как была")
    return redirect("desk:request", request_id)


@require_safe
@page(*READERS)
def sent(request: Request) -> HttpResponse:
    """What this centre has sent to others: the trace it keeps."""
    result = queries.list_sent(request.actor, request.unit, after=request.GET.get("after") or None)
    return render(request, "desk/sent.html", {"sent": result.items, "after": result.after, "STATUSES": STATUS_NAMES})


@require_http_methods(["GET", "HEAD", "POST"])
@page(*HEADS)
def team(request: Request) -> HttpResponseBase:
    """Who leads how many, who is away; everything of one employee goes to another at once."""
    unit = request.unit
    access.require_head(request.actor, unit.path)
    people = {"colleagues": queries.list_colleagues(unit, with_counts=True), "strangers": queries.list_strangers(unit)}
    form = forms.TeamForm(request.POST or None, **people)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            count = actions.hand_over_all(request.actor, **form.cleaned(unit))
            messages.success(request, f"{plural(count, 'заявка передана', 'заявки переданы', 'заявок передано')}")
            return redirect(reverse("desk:team"))
    status = status_of(form) if form.is_bound else 200
    return render(request, "desk/team.html", {"form": form, **people}, status=status)
