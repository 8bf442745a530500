"""What was put up, with its proof, and what is no more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from uchastie.crm.platform import access, actions, queries, rules
from uchastie.crm.platform.actions.placements import Proof
from uchastie.crm.platform.forms import EndingForm, PlacementForm
from uchastie.crm.platform.rules import PLACEMENTS
from uchastie.crm.platform.views.present import centre_of
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponseBase:
    unit = centre_of(request, slug)
    access.require_worker(request.actor, unit)
    sent = request.method == "POST"
    initial = {"kind": request.GET.get("kind", ""), "since": clock.today(unit.zone)}
    form = PlacementForm(request.POST if sent else None, request.FILES if sent else None, initial=initial)
    if sent and form.is_valid():
        data = form.cleaned_data
        with refusal_on_form(form):
            actions.put_up(
                actor=request.actor,
                unit=unit,
                kind=rules.Placement(data["kind"]),
                since=data["since"],
                proof=Proof(data["url"], data["photo"]),
                note=data["note"],
                key=data["key"],
            )
            messages.success(request, f"Записано: {PLACEMENTS[rules.Placement(data['kind'])].title}")
            return redirect("platform:centre", slug)
    context = {"centre": unit, "form": form, "placements": PLACEMENTS}
    return render(request, "platform/placement_new.html", context, status=status_of(form) if sent else 200)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: Request, placement_id: UUID) -> HttpResponseBase:
    found = queries.get_placement(request.actor, placement_id)
    access.require_worker(request.actor, found.unit)
    sent = request.method == "POST"
    form = EndingForm(request.POST if sent else None, initial={"until": clock.today(found.unit.zone)})
    if sent and form.is_valid():
        with refusal_on_form(form):
            until = form.cleaned_data["until"]
            actions.end_placement(actor=request.actor, placement_id=placement_id, until=until)
            messages.success(request, "Записано. В истории осталось, когда размещали и когда сняли")
            return redirect("platform:centre", found.unit.slug)
    context = {"placement": found, "asked": PLACEMENTS[rules.Placement(found.kind)], "centre": found.unit, "form": form}
    return render(request, "platform/ending.html", context, status=status_of(form) if sent else 200)
