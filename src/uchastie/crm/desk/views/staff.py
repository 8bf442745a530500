"""Steps of those who work on requests: contact, agreement, regulation, delivery, closing, notes."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.access import JUDGES, READERS
from uchastie.crm.desk.forms import staff as forms
from uchastie.crm.desk.forms.meetings import OWN_TIME, MeetingForm
from uchastie.crm.desk.views.calendar import agree
from uchastie.crm.desk.views.card import agreed, card_context, show_card
from uchastie.crm.desk.views.conflict import is_stale, settled, show_conflict
from uchastie.crm.desk.views.present import tell
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


def _again(request: Request, request_id: UUID, **bound: Form) -> HttpResponse:
    """The card with the refused form; both values side by side when somebody was faster."""
    form = next(iter(bound.values()))
    if not is_stale(form):
        return show_card(request, request_id, status=status_of(form), **bound)
    found = queries.get_request(request.actor, request_id)
    theirs = agreed(found) if "agree_form" in bound else {}
    if theirs and form.data.get("slot") not in {None, "", OWN_TIME}:  # I pressed a time: theirs stands beside it
        theirs |= {"slot": f"{theirs['day']}T{theirs['time']}"}
    return show_conflict(request, found, form, theirs)


@require_POST
@page(*READERS)
def contacts(request: Request, request_id: UUID) -> HttpResponseBase:
    form = forms.ContactForm(request.POST)
    found = queries.get_request(request.actor, request_id)
    if form.is_valid():
        with refusal_on_form(form):
            done = form.cleaned(found.preferred_way)
            tell(
                request, actions.record_contact(actor=request.actor, request_id=request_id, **done), "разговор записан"
            )
            return redirect("desk:request", request_id)
    return _again(request, request_id, contact_form=form)


@require_POST
@page(*READERS)
def agreement(request: Request, request_id: UUID) -> HttpResponseBase:
    found = queries.get_request(request.actor, request_id)
    options = queries.MeetingOptions(found.unit, found, request.actor)
    form = MeetingForm(settled(request.POST), options=options)
    if form.is_valid():
        with refusal_on_form(form):
            tell(request, agree(request, request_id, form), "встреча записана")
            return redirect("desk:request", request_id)
    return _again(request, request_id, agree_form=form)


@require_POST
@page(*READERS)
def delivery(request: Request, request_id: UUID) -> HttpResponseBase:
    found = queries.get_request(request.actor, request_id)
    form = forms.DeliveryForm(request.POST, topics=catalogue.list_topics(found.service))
    if form.is_valid():
        with refusal_on_form(form):
            tell(
                request, actions.deliver(actor=request.actor, request_id=request_id, **form.cleaned()), "сервис оказан"
            )
            return redirect("desk:request", request_id)
    return _again(request, request_id, delivery_form=form)


@require_POST
@page(*READERS)
def step(request: Request, request_id: UUID, step_id: UUID) -> HttpResponseBase:
    done = request.POST.get("done") == "1"
    actions.check_step(actor=request.actor, request_id=request_id, step_id=step_id, done=done)
    if request.htmx:
        return render(
            request, "desk/regulation.html", card_context(request, queries.get_request(request.actor, request_id))
        )
    return redirect(reverse("desk:request", args=[request_id]) + "#regulation")


@require_POST
@page(*READERS)
def assignee(request: Request, request_id: UUID) -> HttpResponseBase:
    """«Беру себе»."""
    form = forms.VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    tell(request, actions.assign(actor=request.actor, request_id=request_id, version=version), "теперь ваша")
    return redirect("desk:request", request_id)


@require_POST
@page(*READERS)
def cancellation(request: Request, request_id: UUID) -> HttpResponseBase:
    form = forms.CancelForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            done = actions.cancel_request(actor=request.actor, request_id=request_id, **form.cleaned())
            tell(request, done, "закрыта")
            return redirect("desk:request", request_id)
    return _again(request, request_id, cancel_form=form)


@require_POST
@page(*READERS)
def notes(request: Request, request_id: UUID) -> HttpResponseBase:
    form = forms.NoteForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.add_note(actor=request.actor, request_id=request_id, text=form.cleaned_data["text"])
            return redirect("desk:request", request_id)
    return show_card(request, request_id, note_form=form, status=status_of(form))


@require_POST
@page(*READERS)
def volunteer(request: Request, request_id: UUID) -> HttpResponseBase:
    """«Привязать ID» (A66)."""
    form = forms.VolunteerForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.link_volunteer_id(actor=request.actor, request_id=request_id, **form.cleaned_data)
            return redirect("desk:request", request_id)
    return show_card(request, request_id, volunteer_form=form, status=status_of(form))


@require_POST
@page(*JUDGES)
def quality(request: Request, request_id: UUID) -> HttpResponseBase:
    """The head's check by the eight principles (A6)."""
    answers = {number: request.POST.get(f"principle-{number}") for number in range(1, 9)}
    kept = {number: answer == "yes" for number, answer in answers.items() if answer in {"yes", "no"}}
    actions.check_quality(actor=request.actor, request_id=request_id, kept=kept)
    return redirect(reverse("desk:request", args=[request_id]) + "#quality")
