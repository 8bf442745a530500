"""Useful actions of people whom the centre knows."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.crm.people.rules import Kind
from uchastie.crm.platform import access, actions, queries
from uchastie.crm.platform.forms import UsefulForm
from uchastie.crm.platform.rules import ACTION_NAMES, Action, Source
from uchastie.crm.platform.views.present import centre_of
from uchastie.kernel import clock
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

SAID = {Source.SELF: "сказал сам", Source.STAFF: "отметил сотрудник", Source.TABLE: "из таблицы"}


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: Request, slug: str) -> HttpResponseBase:
    unit = centre_of(request, slug)
    access.require_worker(request.actor, unit)
    if request.method != "POST":
        return _page(request, unit, UsefulForm(initial={"day": clock.today(unit.zone)}))
    form = UsefulForm(request.POST)
    hits: list[people.Hit] = []
    if form.is_valid():
        with refusal_on_form(form):
            person_id = form.cleaned_data["person"]
            if person_id is None:
                hits = _known(request, unit, form.cleaned_data["text"])
                person_id = hits[0].id if len(hits) == 1 else None
            if person_id:
                data = {"kind": Action(form.cleaned_data["kind"]), "day": form.cleaned_data["day"]}
                actions.note_useful(actor=request.actor, unit=unit, person_id=person_id, **data)
                messages.success(request, f"Отмечено: {ACTION_NAMES[data['kind']]}")
                return redirect("platform:useful", slug)
    return _page(request, unit, form, hits=hits, status=200 if hits else status_of(form))


def _known(request: Request, unit: Unit, text: str) -> list[people.Hit]:
    """People of the centre; somebody else's are not to be marked from here."""
    found = people.search_people(request.actor, unit, text)
    known = [hit for hit in found if hit.known and hit.kind == Kind.PERSON]
    if not known:
        message = "Такого человека центр не знает. Проверьте имя, телефон или ID."
        raise Refusal("person", message, field="text")
    return known


def _page(
    request: Request, unit: Unit, form: UsefulForm, *, hits: list[people.Hit] | None = None, status: int = 200
) -> HttpResponse:
    shown = queries.list_marks(request.actor, unit, after=request.GET.get("after") or None)
    context: dict[str, Any] = {
        "centre": unit,
        "form": form,
        "hits": hits or [],
        "rows": [(row, ACTION_NAMES[Action(row.kind)], SAID[Source(row.source)]) for row in shown.items],
        "after_url": f"?after={shown.after}" if shown.after else "",
    }
    return render(request, "platform/useful.html", context, status=status)


@page(*access.WORKERS)
@require_POST
def cancellation(request: Request, mark_id: UUID) -> HttpResponseBase:
    found = queries.get_mark(request.actor, mark_id)
    actions.take_back_useful(actor=request.actor, mark_id=mark_id)
    messages.success(request, "Отметка снята")
    return redirect("platform:useful", found.unit.slug)
