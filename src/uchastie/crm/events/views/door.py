"""The door: a scan, a number, the list; marks of a device without connection come later by themselves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.events import access, actions, queries
from uchastie.crm.events.forms import MarkForm, StaffGuestForm
from uchastie.crm.events.models import Attendance, Event
from uchastie.crm.events.rules import Standing, seats_left
from uchastie.kernel import clock
from uchastie.kernel.errors import Denied, NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import text as words


@require_safe
@page(*access.READERS)
def door(request: Request, event_id: UUID) -> HttpResponse:
    return _door(request, queries.get_event(request.actor, event_id), MarkForm(), StaffGuestForm(auto_id="new_%s"))


@require_POST
@page(*access.READERS)
def marks(request: Request, event_id: UUID) -> HttpResponseBase:
    """What a device without connection has kept comes without its person when the words are not understood: nobody is
    at the door any more to be asked."""
    event = queries.get_event(request.actor, event_id)
    form = MarkForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            mark = actions.mark_came(
                actor=request.actor,
                event_id=event_id,
                came=form.came(),
                text=_text(request, event, form),
                registration_id=form.registration_id(),
            )
            messages.success(request, _said(mark, form.cleaned_data["key"]))
            return redirect("events:door", event_id)
    return _door(request, event, form, StaffGuestForm(auto_id="new_%s"), status=status_of(form))


def _text(request: Request, event: Event, form: MarkForm) -> str:
    text: str = "" if "unnamed" in request.POST else form.cleaned_data["who"]
    if form.cleaned_data["offline"] and text:
        found = queries.find_guest(request.actor, event, text)
        return text if found.only or found.person_id else ""
    return text


@require_POST
@page(*access.READERS)
def newcomers(request: Request, event_id: UUID) -> HttpResponseBase:
    """Who came without a registration and leaves a name."""
    event = queries.get_event(request.actor, event_id)
    form = StaffGuestForm(request.POST, auto_id="new_%s")
    if form.is_valid():
        with refusal_on_form(form):
            came = actions.Came(form.cleaned_data["key"])
            mark = actions.mark_guest(actor=request.actor, event_id=event_id, guest=form.guest(), came=came)
            messages.success(request, _said(mark, form.cleaned_data["key"]))
            return redirect("events:door", event_id)
    return _door(request, event, MarkForm(), form, status=status_of(form))


@require_POST
@page(*access.READERS)
def mark_cancellation(request: Request, mark_id: UUID) -> HttpResponseBase:
    mark = actions.take_back(actor=request.actor, mark_id=mark_id)
    messages.success(request, "Отметка отменена")
    return redirect("events:door", mark.event_id)


@page.public
@never_cache
@require_safe
def scan(request: Request, token: str) -> HttpResponseBase:
    """The address in a QR code. Staff of the centre see one button; everybody else is led to the event."""
    registration_id = queries.find_scanned(token)
    if registration_id is None:
        raise NotSeen
    try:
        found = queries.get_registration(request.actor, registration_id)
        access.require_worker(request.actor, found.event.unit.path)
    except (NotSeen, Denied):
        return redirect("events:event", queries.code_of(registration_id))
    context = {
        "event": found.event,
        "told": queries.tell(found.event),
        "registration": found,
        "waits": found.standing == Standing.WAITING,
        "gave_up": found.standing == Standing.CANCELLED,
        "mark": queries.find_mark(found.event, found.person_id),
        "form": MarkForm(),
    }
    return render(request, "events/scan.html", context)


def _said(mark: Attendance, key: str) -> str:
    """No name: the words stand on a screen that others see."""
    if mark.key != key:
        return f"Уже отмечен в {words.time(mark.at.astimezone(mark.event.zone))}"
    return f"Отмечено: {words.plural(mark.people, 'человек', 'человека', 'человек')}" if mark.people > 1 else "Отмечено"


def _door(
    request: Request, event: Event, form: MarkForm, newcomer: StaffGuestForm, *, status: int = 200
) -> HttpResponse:
    actor = request.actor
    after = request.GET.get("after") or None
    listed = queries.list_registrations(actor, event, Standing.GOING, after=after)
    text = (form["who"].value() or "").strip() if form.is_bound else ""
    found = queries.find_guest(actor, event, text).registrations if text else ()
    recent = queries.list_marks(actor, event)
    context = {
        "event": event,
        "told": queries.tell(event),
        "form": form,
        "newcomer": newcomer,
        "hits": found,
        "listed": listed,
        "after_url": f"?after={listed.after}" if listed.after else "",
        "reach": queries.count_reach(event),
        "recent": recent,
        "last": _last(recent, request),
        "opened": queries.is_door_open(event),
        "works": access.may_work(actor, event.unit.path),
        "left": seats_left(event.places, event.taken),
        "address": request.build_absolute_uri(reverse("events:event", args=[event.code])),
        "zone": event.zone,
    }
    return render(request, "events/door.html", context, status=status)


def _last(recent: list[Attendance], request: Request) -> Attendance | None:
    """One's own newest mark of the last minutes, to be taken back by one press."""
    own = next((mark for mark in recent if mark.by_id == request.actor.id and mark.cancelled_at is None), None)
    return own if own and (clock.now() - own.sent_at).total_seconds() < 600 else None
