"""Staff: the calendar of the year, an event, its people."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.events import access, actions, queries
from uchastie.crm.events.forms import CancelForm, EventForm, StaffGuestForm
from uchastie.crm.events.models import Event
from uchastie.crm.events.rules import KIND_NAMES, Kind, Standing, State
from uchastie.crm.events.views import present
from uchastie.kernel import clock, panels
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*access.READERS)
def year(request: Request) -> HttpResponse:
    """«Календарь года» of the unit one works in."""
    unit, actor = request.unit, request.actor
    today = clock.today(unit.zone)
    shown = present.year_of(request.GET.get("year", ""), today.year)
    events = queries.list_year(actor, unit, shown)
    came = queries.count_came([event.pk for event in events if event.state in {State.PUBLISHED, State.HELD}])
    counts = queries.count_years(actor, unit)
    context = {
        "year": shown,
        "years": [(one, counts.get(one, 0)) for one in sorted({*counts, shown, today.year, today.year + 1})],
        "months": present.months(events, today, shown, came),
        "planned": sum(event.state != State.CANCELLED for event in events),
        "held": sum(event.state == State.HELD for event in events),
        "people": sum(came.values()),
        "works": access.may_work(actor, unit.path) and unit.kind == "centre",
        "centre": unit,
        "feed": request.build_absolute_uri(reverse("events:feed", args=[unit.slug])),
    }
    return render(request, "events/year.html", context)


@require_safe
@page(*access.READERS)
def paper(request: Request) -> HttpResponse:
    """The year as a sheet for the wall; drafts stay at home."""
    unit = request.unit
    shown = present.year_of(request.GET.get("year", ""), clock.today(unit.zone).year)
    access.require_reader(request.actor, unit.path)
    return documents.paper_response(documents.render_pdf("events/year", _sheet(unit, shown)), f"События {shown}")


def _sheet(unit: Any, shown: int) -> dict[str, Any]:
    months = present.months(queries.list_published(unit, shown), clock.today(unit.zone), shown)
    told = [
        (
            month.name,
            [
                (str(one.event.day.day), one.event.title, one.when, one.event.where)
                for one in month.events
                if one.event.state != State.CANCELLED
            ],
        )
        for month in months
    ]
    return {"title": f"События на {shown} год", "centre": unit.name, "place": unit.place, "months": told}


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    unit = request.unit
    form = EventForm(request.POST if request.method == "POST" else None, zone=unit.zone)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            publish = "publish" in request.POST
            event = actions.create_event(actor=request.actor, unit=unit, values=form.values(), publish=publish)
            messages.success(request, "Событие опубликовано" if publish else "Черновик сохранён")
            return redirect("events:card", event.pk)
    return render(request, "events/form.html", {"form": form, "event": None}, status=_status(form))


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, event_id: UUID) -> HttpResponseBase:
    event = queries.get_event(request.actor, event_id)
    access.require_worker(request.actor, event.unit.path)
    form = EventForm(request.POST, zone=event.zone) if request.method == "POST" else EventForm.of(event)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"] or 0
            actions.change_event(actor=request.actor, event_id=event_id, values=form.values(), version=version)
            messages.success(request, "Сохранено")
            return redirect("events:card", event_id)
    return render(request, "events/form.html", {"form": form, "event": event}, status=_status(form))


@require_safe
@page(*access.READERS)
def card(request: Request, event_id: UUID) -> HttpResponse:
    return _card(request, queries.get_event(request.actor, event_id), StaffGuestForm(), CancelForm())


@require_POST
@page(*access.READERS)
def publication(request: Request, event_id: UUID) -> HttpResponseBase:
    actions.publish_event(actor=request.actor, event_id=event_id)
    messages.success(request, "Событие опубликовано")
    return redirect("events:card", event_id)


@require_POST
@page(*access.READERS)
def cancellation(request: Request, event_id: UUID) -> HttpResponseBase:
    event = queries.get_event(request.actor, event_id)
    form = CancelForm(request.POST, auto_id="cancel_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.cancel_event(actor=request.actor, event_id=event_id, reason=form.cleaned_data["reason"])
            messages.success(request, "Событие отменено, записавшимся сообщим")
            return redirect("events:card", event_id)
    return _card(request, event, StaffGuestForm(), form, status=status_of(form))


@require_POST
@page(*access.READERS)
def registrations(request: Request, event_id: UUID) -> HttpResponseBase:
    """Somebody has called: staff write him down with a consent in words."""
    event = queries.get_event(request.actor, event_id)
    form = StaffGuestForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            made = actions.add_guest(
                actor=request.actor, event_id=event_id, guest=form.guest(), key=form.cleaned_data["key"]
            )
            waits = made.standing == Standing.WAITING
            messages.success(request, f"Записан в очередь, номер {made.number}" if waits else f"Номер {made.number}")
            return redirect("events:card", event_id)
    return _card(request, event, form, CancelForm(), status=status_of(form))


@require_POST
@page(*access.READERS)
def registration_cancellation(request: Request, registration_id: UUID) -> HttpResponseBase:
    found = queries.get_registration(request.actor, registration_id)
    actions.give_up(actor=request.actor, registration_id=registration_id)
    messages.success(request, "Запись отменена")
    return redirect("events:card", found.event_id)


def _card(
    request: Request, event: Event, form: StaffGuestForm, cancel: CancelForm, *, status: int = 200
) -> HttpResponse:
    actor = request.actor
    after = request.GET.get("after") or None
    standing = Standing.WAITING if request.GET.get("list") == "waiting" else Standing.GOING
    listed = queries.list_registrations(actor, event, standing, after=after)
    query = f"list={standing}&" if standing is Standing.WAITING else ""
    cancel.auto_id = "cancel_%s"
    context = {
        "event": event,
        "told": queries.tell(event),
        "reach": queries.count_reach(event),
        "listed": listed,
        "standing": str(standing),
        "after_url": f"?{query}after={listed.after}" if listed.after else "",
        "works": access.may_work(actor, event.unit.path),
        "form": form,
        "cancel": cancel,
        "kind": KIND_NAMES[Kind(event.kind)],
        "address": request.build_absolute_uri(reverse("events:event", args=[event.code])),
        "panels": panels.collect("events.event", actor, event),
    }
    return render(request, "events/card.html", context, status=status)


def _status(form: EventForm) -> int:
    return status_of(form) if form.is_bound else 200
