"""Contacts, the household, the contact person of an organisation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.consents.rules import Method
from uchastie.crm.people import actions, queries
from uchastie.crm.people.access import KNOWS_PEOPLE
from uchastie.crm.people.forms.people import (
    AddContactForm,
    ChangeContactForm,
    FindForm,
    LinkForm,
    RelativeForm,
    SpeakerForm,
)
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Kind
from uchastie.crm.people.views.present import NAMES
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@page(*KNOWS_PEOPLE)
def contacts(request: Request, person_id: UUID) -> HttpResponseBase:
    person = queries.get_kept(request.actor, person_id)
    form = AddContactForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on_form(form):
            actions.add_contact(request.actor, person_id=person_id, unit=request.unit, **form.cleaned_data)
            messages.success(request, "Контакт добавлен")
            return redirect("people:contacts", person_id)
    return _contacts_page(request, person, form)


@require_POST
@page(*KNOWS_PEOPLE)
def contact(request: Request, person_id: UUID, contact_id: UUID) -> HttpResponseBase:
    person = queries.get_kept(request.actor, person_id)
    form = ChangeContactForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            values = {"person_id": person_id, "unit": request.unit, "contact_id": contact_id, **form.cleaned_data}
            actions.change_contact(request.actor, **values)
            messages.success(request, "Сохранено")
            return redirect("people:contacts", person_id)
    return _contacts_page(request, person, AddContactForm(), refused=form)


@require_POST
@page(*KNOWS_PEOPLE)
def contact_removal(request: Request, person_id: UUID, contact_id: UUID) -> HttpResponseBase:
    person = queries.get_kept(request.actor, person_id)
    form = ChangeContactForm(request.POST)
    form.full_clean()
    with refusal_on_form(form):
        actions.remove_contact(request.actor, person_id=person_id, unit=request.unit, contact_id=contact_id)
        messages.success(request, "Контакт удалён")
        return redirect("people:contacts", person_id)
    return _contacts_page(request, person, AddContactForm(), refused=form)


def _contacts_page(request: Request, person: Beneficiary, form: Any, refused: Any = None) -> HttpResponse:
    wrong = refused or form
    context = NAMES | {
        "person": person,
        "form": form,
        "refused": wrong if wrong.is_bound and wrong.errors else None,
        "points": queries.list_contacts(person.pk),
    }
    return render(request, "people/contacts.html", context, status=_status(wrong))


@require_http_methods(BOTH)
@page(*KNOWS_PEOPLE)
def household(request: Request, person_id: UUID) -> HttpResponseBase:
    """GET shows who is at home; POST makes a card of somebody who has none."""
    person = _of_kind(request, person_id, Kind.PERSON)
    form = RelativeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on_form(form):
            data = dict(form.cleaned_data)
            data["consent_method"] = Method(data.pop("method"))
            actions.add_relative(request.actor, person_id=person_id, unit=request.unit, **data)
            messages.success(request, "Карточка заведена и связана")
            return redirect("people:household", person_id)
    return _household_page(request, person, form)


@require_POST
@page(*KNOWS_PEOPLE)
def household_found(request: Request, person_id: UUID) -> HttpResponse:
    return _household_page(request, _of_kind(request, person_id, Kind.PERSON), RelativeForm(), find=True)


@require_POST
@page(*KNOWS_PEOPLE)
def household_link(request: Request, person_id: UUID) -> HttpResponseBase:
    person = _of_kind(request, person_id, Kind.PERSON)
    form = LinkForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            relation = form.cleaned_data["relation"]
            chosen = form.cleaned_data["relative"]
            actions.link_relative(
                request.actor, person_id=person_id, unit=request.unit, relative_id=chosen, relation=relation
            )
            messages.success(request, "Карточки связаны")
            return redirect("people:household", person_id)
    return _household_page(request, person, RelativeForm(), refused=form)


@require_POST
@page(*KNOWS_PEOPLE)
def household_removal(request: Request, person_id: UUID, member_id: int) -> HttpResponseBase:
    actions.unlink_relative(request.actor, person_id=person_id, unit=request.unit, member_id=member_id)
    messages.success(request, "Связь убрана, карточка осталась")
    return redirect("people:household", person_id)


def _household_page(
    request: Request, person: Beneficiary, form: Any, *, find: bool = False, refused: Any = None
) -> HttpResponse:
    wrong = refused or form
    context = (
        NAMES
        | _search(request, person, find=find)
        | {
            "person": person,
            "form": form,
            "refused": wrong if wrong.is_bound and wrong.errors else None,
            "relatives": queries.list_relatives(request.unit, person),
        }
    )
    return render(request, "people/household.html", context, status=_status(wrong))


@require_http_methods(BOTH)
@page(*KNOWS_PEOPLE)
def speaker(request: Request, person_id: UUID) -> HttpResponseBase:
    """Who speaks for an organisation; a POST without a person takes the present one off."""
    person = _of_kind(request, person_id, Kind.ORGANISATION)
    form = SpeakerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on_form(form):
            chosen, position = form.cleaned_data["speaker"], form.cleaned_data["position"]
            values = {"person_id": person_id, "unit": request.unit, "speaker_id": chosen, "position": position}
            actions.set_contact_person(request.actor, **values)
            messages.success(request, "Контактное лицо сохранено")
            return redirect("people:person", person_id)
    return _speaker_page(request, person, form)


@require_POST
@page(*KNOWS_PEOPLE)
def speaker_found(request: Request, person_id: UUID) -> HttpResponse:
    person = _of_kind(request, person_id, Kind.ORGANISATION)
    return _speaker_page(request, person, SpeakerForm(), find=True)


def _speaker_page(request: Request, person: Beneficiary, form: Any, *, find: bool = False) -> HttpResponse:
    refused = form if form.is_bound and form.errors else None
    context = NAMES | _search(request, person, find=find) | {"person": person, "refused": refused}
    return render(request, "people/speaker.html", context, status=_status(form))


def _search(request: Request, person: Beneficiary, *, find: bool) -> dict[str, Any]:
    """The found people of the unit, without the card itself and organisations."""
    form = FindForm(request.POST if find else None)
    hits = []
    if form.is_valid():
        hits = queries.search_people(request.actor, request.unit, form.cleaned_data["text"])
    chosen = [hit for hit in hits if hit.known and hit.id != person.pk and hit.kind == Kind.PERSON]
    return {"find": form, "hits": chosen, "searched": form.is_bound and form.is_valid()}


def _of_kind(request: Request, person_id: UUID, kind: Kind) -> Beneficiary:
    person = queries.get_kept(request.actor, person_id)
    if person.kind != kind:
        raise NotSeen
    return person


def _status(form: Any) -> int:
    return status_of(form) if form.is_bound and form.errors else 200
