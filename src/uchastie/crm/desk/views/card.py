"""One request: the preview, the card, the card again with a form that was refused."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.desk import access, actions, queries, rules
from uchastie.crm.desk.access import READERS
from uchastie.crm.desk.forms import passing
from uchastie.crm.desk.forms import staff as forms
from uchastie.crm.desk.forms.meetings import MeetingForm
from uchastie.crm.desk.models import Reopening, ServiceRequest, Transfer
from uchastie.crm.desk.rules import Status, Step
from uchastie.crm.desk.views import present
from uchastie.crm.people.rules import WAY_NAMES
from uchastie.kernel import clock, panels
from uchastie.kernel.actor import Actor
from uchastie.kernel.web import Request, page

NAMES: dict[str, Any] = {
    "STATUSES": rules.STATUS_NAMES,
    "CHANNELS": rules.CHANNEL_NAMES,
    "RESULTS": rules.RESULT_NAMES,
    "FORMATS": rules.FORMAT_NAMES,
    "REASONS": rules.CANCEL_REASON_NAMES,
    "WAYS": WAY_NAMES,
}


@require_safe
@page(*READERS)
def preview(request: Request, request_id: UUID) -> HttpResponseBase:
    """The pane of the queue; without scripts the whole card opens."""
    if not request.htmx:
        return redirect("desk:request", request_id)
    found = actions.open_request(actor=request.actor, request_id=request_id, glance=True)
    return render(request, "desk/preview.html", card_context(request, found))


@require_safe
@page(*READERS)
def card(request: Request, request_id: UUID) -> HttpResponse:
    found = actions.open_request(actor=request.actor, request_id=request_id)
    return render(request, "desk/request.html", _page_context(request, found))


def show_card(request: Request, request_id: UUID, *, status: int, **bound: Any) -> HttpResponse:
    """The card again, with the form that was refused (`bound`) as it was typed."""
    refused = next(iter(bound.values()))
    context = _page_context(request, queries.get_request(request.actor, request_id)) | bound
    context["refused_form"] = refused
    late = getattr(refused, "refused", None)
    if late and late.field is None and "note_form" not in bound:
        context["note_form"] = forms.NoteForm(initial={"text": _typed(refused)})
    return render(request, "desk/request.html", context, status=status)


def _typed(form: Form) -> str:
    """The words of a form that came too late; they wait in the note, since their own form may be gone."""
    words = ("outcome", "exemption", "note")
    return "\n".join(form.data[name] for name in words if form.data.get(name))


def _page_context(request: Request, found: ServiceRequest) -> dict[str, Any]:
    """The whole card asks for the way here a dozen times."""
    context = card_context(request, found)
    return context | {"way_here": _way_here(request.actor, context["card"])}


def card_context(request: Request, found: ServiceRequest) -> dict[str, Any]:
    data = _within_rights(request.actor, queries.get_card(request.actor, found))
    zone, now = found.unit.zone, clock.now()
    calendar = deadlines.get_calendar(found.unit.region_id)
    names = _names(request.actor, data)
    version = {"version": found.version}
    return NAMES | {
        "refused_form": None,
        "card": data,
        "found": found,
        "promise": present.promise_of(found, now, calendar),
        "steps": present.steps(data, zone, now),
        "here": present.current_step(data),
        "history": present.history(data.history, names, zone, now),
        "names": names,
        "zone": zone,
        # Made when the page asks for them: a card shows two or three of the six.
        "contact_form": SimpleLazyObject(lambda: forms.ContactForm(initial=version | {"way": found.preferred_way})),
        "agree_form": SimpleLazyObject(lambda: meeting_form(request, found, version | agreed(found))),
        "delivery_form": SimpleLazyObject(
            lambda: forms.DeliveryForm(topics=data.topics, initial=version | _planned(found))
        ),
        "cancel_form": SimpleLazyObject(lambda: forms.CancelForm(initial=version)),
        "note_form": SimpleLazyObject(forms.NoteForm),
        "return_form": SimpleLazyObject(lambda: passing.ReturnForm(initial=version)),
        "reopen_form": SimpleLazyObject(lambda: passing.ReopenForm(initial=version)),
        "way_here": SimpleLazyObject(lambda: _way_here(request.actor, data)),
        "volunteer_form": SimpleLazyObject(forms.VolunteerForm),
        "panels": SimpleLazyObject(lambda: panels.collect("desk.request", request.actor, found)),
        "rate_url": request.build_absolute_uri(_status_path(found)) if found.status == Status.DELIVERED else "",
    }


@dataclass(frozen=True, slots=True)
class WayHere:
    """How the request came to be where it is: what the card says of other centres, owners and former closings."""

    arrival: Transfer | None
    refusal: Transfer | None
    reopening: Reopening | None
    owner_away: bool
    barred: bool
    can_pass: bool
    is_head: bool
    undo: str  # what the reader may still take back


def _way_here(actor: Actor, card: queries.Card) -> WayHere:
    found = card.request
    last = queries.find_last_transfer(found)
    undoable = queries.find_undoable(actor, found) if _has_just_worked(actor, card) else None
    led_by_other = found.assignee_id is not None and found.assignee_id != actor.id and found.attention_at is not None
    return WayHere(
        arrival=last if last and last.is_arrival(found) else None,
        refusal=last if last and last.is_refusal(found) else None,
        reopening=queries.find_reopening(found) if found.reopened_at else None,
        owner_away=led_by_other and found.assignee_id in queries.list_away(found.unit),
        barred=not card.can_work and access.can_work(actor, found.unit.path),
        can_pass=access.can_pass(actor, found.unit.path),
        is_head=access.is_head(actor, found.unit.path) and actor.has_role(*access.HEADS),
        undo=present.UNDO_NAMES[Step(undoable.step)] if undoable else "",
    )


def _has_just_worked(actor: Actor, card: queries.Card) -> bool:
    since = clock.now() - rules.UNDO_WITHIN
    return any(entry.actor_id == actor.id and entry.verb != "viewed" and entry.at >= since for entry in card.history)


def _within_rights(actor: Actor, card: queries.Card) -> queries.Card:
    """Who was taken off the request because of a conflict of interest reads it and nothing else (A13)."""
    if card.can_work and queries.is_barred(card.request.pk, actor.user_id):
        return replace(card, can_work=False)
    return card


def _names(actor: Actor, card: queries.Card) -> dict[UUID, str]:
    """Who did what; the reader's own name is known."""
    own = {actor.id: actor.label} if actor.id else {}
    return own | accounts.names_of({entry.actor_id for entry in card.history if entry.actor_id} - own.keys())


def _status_path(found: ServiceRequest) -> str:
    return reverse("desk:status", args=[queries.status_token(found.pk)])


def meeting_form(request: Request, found: ServiceRequest, initial: dict[str, Any]) -> MeetingForm:
    return MeetingForm(options=queries.MeetingOptions(found.unit, found, request.actor), initial=initial)


def _planned(found: ServiceRequest) -> dict[str, Any]:
    return {"format": found.agreed_format, "minutes": found.service.minutes}


def agreed(found: ServiceRequest) -> dict[str, Any]:
    """What has been agreed, under the names of the form's fields."""
    if found.agreed_at is None:
        return {}
    local = found.agreed_at.astimezone(found.unit.zone)
    return {"day": local.date(), "time": f"{local:%H:%M}", "format": found.agreed_format, "note": found.agreed_note}
