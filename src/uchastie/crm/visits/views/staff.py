"""«Посещения»: the mark, the day's list, corrections, tablets."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.people import queries as people
from uchastie.crm.visits import access, actions, forms, queries
from uchastie.crm.visits.access import GIVERS, READERS, WORKERS
from uchastie.crm.visits.models import Visit
from uchastie.crm.visits.rules import CANCEL_REASON_NAMES, PURPOSE_NAMES, CancelReason
from uchastie.crm.visits.views import present
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*READERS)
def index(request: Request) -> HttpResponse:
    return _page(request, forms.MarkForm(audiences=catalogue.list_audiences()))


@require_POST
@page(*WORKERS)
def marks(request: Request) -> HttpResponseBase:
    """A scan, a phone, a name chosen from the list, or nothing: a visit without a name."""
    form = forms.MarkForm(request.POST, audiences=catalogue.list_audiences())
    if form.is_valid():
        with refusal_on_form(form):
            visit = _mark(request, form)
            messages.success(request, present.said(visit, form.cleaned_data["key"], clock.now()))
            return redirect("visits:index")
    return _page(request, form, status=status_of(form))


def _mark(request: Request, form: forms.MarkForm) -> Visit:
    """What a device without connection has kept comes without its person when the words are not understood: nobody is
    at the counter any more to be asked."""
    data = form.cleaned_data
    text, person_id = data["who"], data["person"]
    if "anonymous" in request.POST:
        text, person_id = "", None
    if data["offline"] and not queries.find_here(request.unit, text).only:
        text = ""
    return actions.mark_visit(actor=request.actor, unit=request.unit, mark=form.mark(), text=text, person_id=person_id)


@require_POST
@page(*READERS)
def cancellation(request: Request, visit_id: UUID) -> HttpResponseBase:
    form = forms.CancelForm(request.POST)
    reason = CancelReason(form.cleaned_data["reason"]) if form.is_valid() else CancelReason.MISTAKE
    visit = actions.cancel_visit(actor=request.actor, visit_id=visit_id, reason=reason)
    messages.success(request, "Отметка отменена")
    return redirect(_day_url(visit, clock.today(visit.unit.zone)))


@require_POST
@page(*READERS)
def joining(request: Request, visit_id: UUID) -> HttpResponseBase:
    """The visit was about this request."""
    form = forms.JoinForm(request.POST)
    visit = actions.join_request(actor=request.actor, visit_id=visit_id, request_id=form.request_id())
    messages.success(request, "Посещение связано с заявкой")
    return redirect(_day_url(visit, clock.today(visit.unit.zone)))


@require_safe
@page(*GIVERS)
def tablets(request: Request) -> HttpResponse:
    return _tablets(request, forms.TabletForm())


@require_POST
@page(*GIVERS)
def tablet_new(request: Request) -> HttpResponseBase:
    """The link is shown once: only its digest is kept."""
    form = forms.TabletForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            token = actions.give_tablet(actor=request.actor, unit=request.unit, name=form.cleaned_data["name"])
            link = request.build_absolute_uri(reverse("visits:here", args=[token]))
            return _tablets(request, forms.TabletForm(), link=link)
    return _tablets(request, form, status=status_of(form))


@require_POST
@page(*GIVERS)
def tablet_end(request: Request, tablet_id: UUID) -> HttpResponseBase:
    actions.revoke_tablet(actor=request.actor, tablet_id=tablet_id)
    messages.success(request, "Планшет отключён")
    return redirect("visits:tablets")


def _page(request: Request, form: forms.MarkForm, *, status: int = 200) -> HttpResponse:
    unit, actor = request.unit, request.actor
    today = clock.today(unit.zone)
    day = present.day_of(request.GET.get("day", ""), today)
    after = request.GET.get("after") or None
    text = (form["who"].value() or "").strip() if form.is_bound else ""
    works = access.may_mark(actor, unit.path) and unit.kind == "centre"
    hits = people.search_people(actor, unit, text) if text and works else []
    listed = queries.list_day(actor, unit, day, after=after)
    context: dict[str, Any] = {
        "form": form,
        "hits": hits,
        "works": works,
        "may_give": access.may_give(actor, unit.path) and unit.kind == "centre",
        "day": day,
        "is_today": day == today,
        "before": day - dt.timedelta(days=1),
        "next": day + dt.timedelta(days=1) if day < today else None,
        "count": queries.count_visits(actor, unit, day, day),
        "purposes": queries.count_by_purpose(actor, unit, day, day),
        "listed": listed,
        "after_url": f"?day={day.isoformat()}&after={listed.after}" if listed.after else "",
        "undo": present.undo(listed.visits, actor.id, clock.now()) if works else None,
        "PURPOSES": PURPOSE_NAMES,
        "REASONS": CANCEL_REASON_NAMES,
    }
    return render(request, "visits/index.html", context, status=status)


def _tablets(request: Request, form: forms.TabletForm, *, link: str = "", status: int = 200) -> HttpResponse:
    found = queries.list_tablets(request.actor, request.unit)
    context = {"tablets": found, "form": form, "link": link, "centre": request.unit}
    answer = render(request, "visits/tablets.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _day_url(visit: Visit, today: dt.date) -> str:
    day = "" if visit.day == today else f"?day={visit.day.isoformat()}"
    return reverse("visits:index") + day
