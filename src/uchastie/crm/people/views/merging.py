"""«Это один человек?»: both cards side by side, one becomes the other, and for thirty days back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.accounts import queries as accounts
from uchastie.crm.people import actions, queries, rules
from uchastie.crm.people.access import KNOWS_PEOPLE
from uchastie.crm.people.forms.people import MergeForm
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.views.present import NAMES, needs_of
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import text

UNITED = ("Телефоны", "Почта", "Группы", "Что поможет")


@require_http_methods(["GET", "HEAD", "POST"])
@page(*KNOWS_PEOPLE)
def merging(request: Request, person_id: UUID, other_id: UUID) -> HttpResponseBase:
    """`person_id` stays, `other_id` goes into it."""
    found = queries.compare_cards(request.actor, person_id, other_id)
    if request.method != "POST":
        versions = {"kept_version": found.kept.version, "merged_version": found.merged.version}
        return _page(request, found, MergeForm(initial=versions, choices=found.choices))
    form = MergeForm(request.POST, choices=found.choices)
    if form.is_valid():
        with refusal_on_form(form):
            _merge(request, person_id, other_id, form)
            messages.success(request, "Карточки объединены. Вернуть всё как было можно 30 дней")
            return redirect("people:person", person_id)
    return _page(request, found, form)


def _merge(request: Request, kept_id: UUID, merged_id: UUID, form: MergeForm) -> None:
    data = form.cleaned_data
    actions.merge_cards(
        request.actor,
        kept_id=kept_id,
        merged_id=merged_id,
        unit=request.unit,
        versions=(data["kept_version"], data["merged_version"]),
        choices=form.choices(),
        reason=data["reason"],
    )


@require_POST
@page(*KNOWS_PEOPLE)
def undoing(request: Request, merging_id: UUID) -> HttpResponseBase:
    merging = actions.undo_merging(request.actor, merging_id=merging_id, unit=request.unit)
    messages.success(request, "Вернули: снова две карточки. Новые записи остались у первой")
    return redirect("people:person", merging.kept_id)


def _page(request: Request, found: queries.Comparison, form: MergeForm) -> HttpResponse:
    cards = (found.kept, found.merged)
    pair = queries.find_pair(request.unit, found.kept, found.merged)
    context: dict[str, Any] = NAMES | {
        "found": found,
        "form": form,
        "rows": [(choice, form[f"take_{choice.key}"]) for choice in found.choices],
        "pair": pair,
        "lists": _lists(found.kept, found.merged),
        "authors": accounts.names_of({card.created_by_id for card in cards if card.created_by_id}),
        "family": queries.list_same_phone(request.unit, found.kept, found.merged),
        "undo_until": rules.undo_until(clock.now()).astimezone(request.unit.zone).date(),
    }
    return render(
        request, "people/merging.html", context, status=status_of(form) if form.is_bound and form.errors else 200
    )


def _lists(kept: Beneficiary, merged: Beneficiary) -> list[tuple[str, list[str], list[str]]]:
    """What both have several of: it is united and not asked about."""
    ids = [kept.pk, merged.pk]
    contacts, marks = queries.contacts_of(ids), queries.marks_of(ids)
    shown = [
        (
            [text.phone(phone) for phone in contacts[card.pk].phones],
            list(contacts[card.pk].emails),
            [rules.AUDIENCE_NAMES[code] for code in rules.audiences_of(card.kind, marks[card.pk])],
            needs_of(card, note=False),
        )
        for card in (kept, merged)
    ]
    return [(label, *both) for label, *both in zip(UNITED, *shown, strict=True) if any(both)]  # type: ignore[misc]
