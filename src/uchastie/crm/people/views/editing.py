"""Changing a card. Two people at once: what each changed stays, and where both did, the later one chooses."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.journal import queries as journal
from uchastie.crm.network import queries as network
from uchastie.crm.people import actions, queries
from uchastie.crm.people.access import KNOWS_PEOPLE
from uchastie.crm.people.forms.card import LABELS, CardForm, initial_of, plain_of, values_of
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Reconciled, reconcile
from uchastie.crm.people.views.present import NAMES
from uchastie.kernel.errors import Conflict, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui.text import uncapital


@require_http_methods(["GET", "HEAD", "POST"])
@page(*KNOWS_PEOPLE)
def edit(request: Request, person_id: UUID) -> HttpResponseBase:
    person = queries.get_kept(request.actor, person_id)
    territory = network.list_territory(request.unit)
    if request.method != "POST":
        initial = initial_of(person, queries.marks_of([person.pk])[person.pk])
        return _page(request, person, CardForm(initial=initial, kind=person.kind, territory=territory))
    form = CardForm(request.POST, kind=person.kind, territory=territory)
    if form.is_valid():
        try:
            with refusal_on_form(form):
                return _saved(request, person_id, form)
        except _Clash as clash:
            return _clash_page(request, clash)
    return _page(request, person, form)


class _Clash(Exception):
    """Both changed the same fields: the page of the choice."""

    def __init__(self, person: Beneficiary, now: dict[str, Any], found: Reconciled) -> None:
        super().__init__()
        self.person, self.now, self.found = person, now, found


def _saved(request: Request, person_id: UUID, form: CardForm) -> HttpResponseBase:
    sent = form.plain()
    try:
        _save(request, person_id, form.cleaned_data["version"], sent)
        messages.success(request, "Карточка сохранена")
    except Conflict:
        found = _reconciled(request, person_id, form, sent)
        theirs = ", ".join(uncapital(LABELS[name]) if name != "inn" else "ИНН" for name in found.theirs)
        messages.success(request, f"Сохранили и ваши изменения, и то, что поменял коллега: {theirs or 'контакты'}")
    return redirect("people:person", person_id)


def _reconciled(request: Request, person_id: UUID, form: CardForm, sent: dict[str, Any]) -> Reconciled:
    person = queries.get_kept(request.actor, person_id)
    now = plain_of(person, queries.marks_of([person.pk])[person.pk])
    found = reconcile(form.seen(), sent, now)
    if found.clashes:
        raise _Clash(person, now, found)
    _save(request, person_id, person.version, now | found.values)
    return found


def _save(request: Request, person_id: UUID, version: int, plain: dict[str, Any]) -> None:
    actions.edit_card(request.actor, person_id=person_id, unit=request.unit, version=version, values=values_of(plain))


def _page(request: Request, person: Beneficiary, form: CardForm) -> HttpResponse:
    context = NAMES | {"person": person, "form": form, "territory": form.territory}
    taken = getattr(form, "refused", None)
    if isinstance(taken, Refusal) and taken.code == "id_taken":
        context["holder"] = queries.find_known_by_id(request.actor, form.data.get("volunteer_id", ""))
    return render(request, "people/edit.html", {"holder": None} | context, status=_status(form))


def _status(form: CardForm) -> int:
    return status_of(form) if form.is_bound and form.errors else 200


def _clash_page(request: Request, clash: _Clash) -> HttpResponse:
    """Everything that is settled goes along hidden; what is not is chosen: the other's value or mine."""
    edits = [entry for entry in journal.list_entries(clash.person.pk, limit=10) if entry.verb == "edited"]
    names = accounts.names_of({entry.actor_id for entry in edits if entry.actor_id})
    settled = {name: value for name, value in clash.found.values.items() if name not in clash.found.clashes}
    context = NAMES | {
        "person": clash.person,
        "who": names.get(edits[0].actor_id, "") if edits and edits[0].actor_id else "",
        "at": edits[0].at if edits else None,
        "was": json.dumps(clash.now, ensure_ascii=False),
        "settled": [(name, one) for name, value in settled.items() for one in _each(value)],
        "choices": [(name, LABELS[name], clash.now[name], clash.found.values[name]) for name in clash.found.clashes],
    }
    return render(request, "people/conflict.html", context, status=409)


def _each(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
