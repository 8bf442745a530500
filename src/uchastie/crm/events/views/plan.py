"""Staff: an event and its people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.consents import actions as consent_actions
from uchastie.crm.consents import queries as consents
from uchastie.crm.events import access, actions, queries
from uchastie.crm.events.forms import CancelForm, EventForm, StaffGuestForm
from uchastie.crm.events.models import Event
from uchastie.crm.events.queries import Listed
from uchastie.crm.events.rules import KIND_NAMES, Kind, Standing
from uchastie.kernel import panels
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


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
    event = queries.get_event(request.actor, event_id)
    return _card(request, event, StaffGuestForm(min_age=event.min_age), CancelForm())


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
    return _card(request, event, StaffGuestForm(min_age=event.min_age), form, status=status_of(form))


@require_POST
@page(*access.READERS)
def registrations(request: Request, event_id: UUID) -> HttpResponseBase:
    """Somebody has called: staff write him down with a consent in words."""
    event = queries.get_event(request.actor, event_id)
    form = StaffGuestForm(request.POST, min_age=event.min_age)
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


@require_POST
@page(*access.READERS)
def call(request: Request, registration_id: UUID) -> HttpResponseBase:
    found = actions.note_call(actor=request.actor, registration_id=registration_id)
    messages.success(request, "Отмечено: позвонили")
    return redirect(f"{reverse('events:card', args=[found.event_id])}?list=calls")


@require_POST
@page(*access.READERS)
def guest_consent_withdrawal(request: Request, registration_id: UUID) -> HttpResponseBase:
    """The person has said so by phone or at the counter."""
    found = queries.get_registration(request.actor, registration_id)
    access.require_worker(request.actor, found.event.unit.path)
    given = consents.consent_about(found.pk)
    if given is None:
        raise NotSeen
    consent_actions.withdraw(request.actor, consent_id=given.pk)
    messages.success(request, "Согласие отозвано, запись отменена")
    return redirect("events:card", found.event_id)


LISTS = ("going", "waiting", "calls")


def _listed(request: Request, event: Event, shown: str) -> Listed:
    after = request.GET.get("after") or None
    if shown == "calls":
        return queries.list_to_call(request.actor, event, after=after)
    return queries.list_registrations(request.actor, event, Standing(shown), after=after)


def _card(
    request: Request, event: Event, form: StaffGuestForm, cancel: CancelForm, *, status: int = 200
) -> HttpResponse:
    actor = request.actor
    shown = request.GET.get("list", "")
    shown = shown if shown in LISTS else LISTS[0]
    listed = _listed(request, event, shown)
    cancel.auto_id = "cancel_%s"
    context = {
        "event": event,
        "told": queries.tell(event),
        "door_open": queries.is_door_open(event),
        "reach": queries.count_reach(event),
        "calls": queries.count_to_call(event),
        "listed": listed,
        "standing": shown,
        "after_url": f"?list={shown}&after={listed.after}" if listed.after else "",
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
