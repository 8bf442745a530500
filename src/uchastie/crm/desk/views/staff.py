"""Pages of those who work on requests."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.desk import actions, queries, rules
from uchastie.crm.desk.access import JUDGES, READERS, WORKERS
from uchastie.crm.desk.forms import staff as forms
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.queries import Filter
from uchastie.crm.desk.rules import Status
from uchastie.crm.desk.views import present
from uchastie.crm.people.rules import WAY_NAMES
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

TABS = {
    Filter.ALL: ("Все в работе", ""),
    Filter.LATE: ("Просрочено", "triangle-alert"),
    Filter.TODAY: ("Сегодня", "clock"),
    Filter.UNOWNED: ("Без ответственного", "user-round-x"),
    Filter.WAITING: ("Ждём человека", "hourglass"),
    Filter.MINE: ("Мои", ""),
}

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
def queue(request: Request) -> HttpResponse:
    """«Заявки на сервисы» (A36, A65): the day's queue; the tab and the place in the list are in the address."""
    tab = request.GET.get("tab", "")
    chosen = Filter(tab) if tab in set(Filter) else Filter.ALL
    return _queue(request, chosen, after=request.GET.get("after") or None)


@require_POST
@page(*READERS)
def found(request: Request) -> HttpResponse:
    """Search by POST: names and phones do not belong in addresses."""
    return _queue(request, Filter.ALL, text=request.POST.get("q", "")[:200])


def _queue(request: Request, chosen: Filter, *, text: str = "", after: str | None = None) -> HttpResponse:
    unit, actor = request.unit, request.actor
    result = queries.get_queue(actor, unit, chosen=chosen, text=text, after=after)
    calendar = deadlines.get_calendar(unit.region_id)
    groups = present.lines(result.rows, unit, actor.id, clock.now(), calendar)
    context = {
        "groups": groups,
        "group_names": present.GROUPS,
        "tabs": [(tab, *TABS[tab], result.counts[tab]) for tab in Filter],
        "counts": result.counts,
        "chosen": chosen,
        "text": text,
        "after": result.after,
        "paged": after is not None,
        "punctual": queries.get_punctuality(actor, unit) if chosen is Filter.LATE and not text else None,
        "can_add": actor.covers(unit.path, *WORKERS),
    }
    return render(request, "desk/queue.html", context)


@require_safe
@page(*READERS)
def preview(request: Request, request_id: UUID) -> HttpResponseBase:
    """The pane of the queue; without scripts the whole card opens."""
    if not request.htmx:
        return redirect("desk:request", request_id)
    found = actions.open_request(actor=request.actor, request_id=request_id, glance=True)
    return render(request, "desk/preview.html", _card_context(request, found))


@require_safe
@page(*READERS)
def card(request: Request, request_id: UUID) -> HttpResponse:
    found = actions.open_request(actor=request.actor, request_id=request_id)
    return render(request, "desk/request.html", _card_context(request, found))


def _card(request: Request, request_id: UUID, *, status: int, **bound: Any) -> HttpResponse:
    """The card again, with the form that was refused (`bound`) as it was typed."""
    refused = next(iter(bound.values()))
    context = _card_context(request, queries.get_request(request.actor, request_id)) | bound | {"refused_form": refused}
    late = getattr(refused, "refused", None)
    if late and late.field is None and "note_form" not in bound:
        context["note_form"] = forms.NoteForm(initial={"text": _typed(refused)})
    return render(request, "desk/request.html", context, status=status)


def _typed(form: Form) -> str:
    """The words of a form that came too late; they wait in the note, since their own form may be gone."""
    words = ("outcome", "exemption", "note")
    return "\n".join(form.data[name] for name in words if form.data.get(name))


def _card_context(request: Request, found: ServiceRequest) -> dict[str, Any]:
    data = queries.get_card(request.actor, found)
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
        "agree_form": SimpleLazyObject(lambda: forms.AgreeForm(initial=version | _agreed(found))),
        "delivery_form": SimpleLazyObject(
            lambda: forms.DeliveryForm(topics=data.topics, initial=version | _planned(found))
        ),
        "cancel_form": SimpleLazyObject(lambda: forms.CancelForm(initial=version)),
        "note_form": SimpleLazyObject(forms.NoteForm),
        "volunteer_form": SimpleLazyObject(forms.VolunteerForm),
        "rate_url": request.build_absolute_uri(_status_path(found)) if found.status == Status.DELIVERED else "",
    }


def _names(actor: Actor, card: queries.Card) -> dict[UUID, str]:
    """Who did what; the reader's own name is known."""
    own = {actor.id: actor.label} if actor.id else {}
    return own | accounts.names_of({entry.actor_id for entry in card.history if entry.actor_id} - own.keys())


def _status_path(found: ServiceRequest) -> str:
    return reverse("desk:status", args=[queries.status_token(found.pk)])


def _planned(found: ServiceRequest) -> dict[str, Any]:
    return {"format": found.agreed_format, "minutes": found.service.minutes}


def _agreed(found: ServiceRequest) -> dict[str, Any]:
    if found.agreed_at is None:
        return {}
    local = found.agreed_at.astimezone(found.unit.zone)
    return {"day": local.date(), "time": f"{local:%H:%M}", "format": found.agreed_format, "note": found.agreed_note}


@require_POST
@page(*READERS)
def contacts(request: Request, request_id: UUID) -> HttpResponseBase:
    form = forms.ContactForm(request.POST)
    found = queries.get_request(request.actor, request_id)
    if form.is_valid():
        with refusal_on_form(form):
            actions.record_contact(actor=request.actor, request_id=request_id, **form.cleaned(found.preferred_way))
            return redirect("desk:request", request_id)
    return _card(request, request_id, contact_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def agreement(request: Request, request_id: UUID) -> HttpResponseBase:
    form = forms.AgreeForm(request.POST)
    found = queries.get_request(request.actor, request_id)
    if form.is_valid():
        with refusal_on_form(form):
            actions.agree(actor=request.actor, request_id=request_id, **form.cleaned(found.unit))
            return redirect("desk:request", request_id)
    return _card(request, request_id, agree_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def delivery(request: Request, request_id: UUID) -> HttpResponseBase:
    found = queries.get_request(request.actor, request_id)
    form = forms.DeliveryForm(request.POST, topics=catalogue.list_topics(found.service))
    if form.is_valid():
        with refusal_on_form(form):
            actions.deliver(actor=request.actor, request_id=request_id, **form.cleaned())
            return redirect("desk:request", request_id)
    return _card(request, request_id, delivery_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def step(request: Request, request_id: UUID, step_id: UUID) -> HttpResponseBase:
    done = request.POST.get("done") == "1"
    actions.check_step(actor=request.actor, request_id=request_id, step_id=step_id, done=done)
    if request.htmx:
        return render(
            request, "desk/regulation.html", _card_context(request, queries.get_request(request.actor, request_id))
        )
    return redirect(reverse("desk:request", args=[request_id]) + "#regulation")


@require_POST
@page(*READERS)
def assignee(request: Request, request_id: UUID) -> HttpResponseBase:
    """«Беру себе»."""
    form = forms.VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    actions.assign(actor=request.actor, request_id=request_id, version=version)
    return redirect("desk:request", request_id)


@require_POST
@page(*READERS)
def cancellation(request: Request, request_id: UUID) -> HttpResponseBase:
    form = forms.CancelForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.cancel_request(actor=request.actor, request_id=request_id, **form.cleaned())
            return redirect("desk:request", request_id)
    return _card(request, request_id, cancel_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def notes(request: Request, request_id: UUID) -> HttpResponseBase:
    form = forms.NoteForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.add_note(actor=request.actor, request_id=request_id, text=form.cleaned_data["text"])
            return redirect("desk:request", request_id)
    return _card(request, request_id, note_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def volunteer(request: Request, request_id: UUID) -> HttpResponseBase:
    """«Привязать ID» (A66)."""
    form = forms.VolunteerForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.link_volunteer_id(actor=request.actor, request_id=request_id, **form.cleaned_data)
            return redirect("desk:request", request_id)
    return _card(request, request_id, volunteer_form=form, status=status_of(form))


@require_POST
@page(*JUDGES)
def quality(request: Request, request_id: UUID) -> HttpResponseBase:
    """The head's check by the eight principles (A6)."""
    answers = {number: request.POST.get(f"principle-{number}") for number in range(1, 9)}
    kept = {number: answer == "yes" for number, answer in answers.items() if answer in {"yes", "no"}}
    actions.check_quality(actor=request.actor, request_id=request_id, kept=kept)
    return redirect(reverse("desk:request", args=[request_id]) + "#quality")
