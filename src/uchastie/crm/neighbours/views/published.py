"""A need that nobody could meet is shown to the neighbours, in the name of the headquarters or the centre."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from uchastie.crm.consents.rules import Method
from uchastie.crm.desk import queries as desk
from uchastie.crm.families import queries as families
from uchastie.crm.neighbours import access, actions, queries
from uchastie.crm.neighbours.forms import NeedForm
from uchastie.crm.neighbours.models import Notice
from uchastie.crm.neighbours.rules import Kind
from uchastie.crm.neighbours.views.visit import show
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: Request, case_id: UUID, need_id: UUID) -> HttpResponseBase:
    case = families.get_case(request.actor, case_id)
    one = next((row for row in families.list_needs(case) if row.pk == need_id), None)
    if one is None:
        raise NotSeen

    def step(**values: Any) -> Notice:
        return actions.publish_need(actor=request.actor, case_id=case_id, need_id=need_id, **values)

    about = {"number": case.number, "description": one.description, "family": True, "shown": []}
    return _page(request, step, about, {"title": one.description[:80], "times": one.times})


@page(*access.CENTRE)
@require_http_methods(["GET", "HEAD", "POST"])
def request_(request: Request, request_id: UUID) -> HttpResponseBase:
    found = desk.get_request(request.actor, request_id)

    def step(**values: Any) -> Notice:
        return actions.publish_request(actor=request.actor, request_id=request_id, **values)

    shown = queries.notices_of_request(found)
    about = {"number": found.number, "description": found.need, "family": False, "shown": shown}
    return _page(request, step, about, {})


def _page(
    request: Request, step: Any, about: dict[str, Any], initial: dict[str, Any]
) -> HttpResponse | HttpResponseBase:
    form = NeedForm(request.POST if request.method == "POST" else None, initial={"kind": Kind.ASK} | initial)
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            made = step(draft=form.draft(), method=Method(data["method"]), agreed=data["agreed"])
            messages.success(request, "Соседи уже видят, без имени.")
            return redirect("neighbours:card", made.pk)
    return show(request, "publish", about | {"form": form}, status_of(form) if form.is_bound else 200)
