"""Needs of a family: add, change, withdraw, look back; and their split into ordinary requests."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.families import access, actions, queries, rules
from uchastie.crm.families.forms.card import NeedForm, SplitForm
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.views import present
from uchastie.crm.families.views.card import seen
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui.text import plural


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, case_id: UUID) -> HttpResponse:
    found = seen(request, case_id)
    form = NeedForm(request.POST if request.method == "POST" else None, categories=list(queries.list_categories()))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.add_need(actor=request.actor, case_id=case_id, values=form.values())
            return redirect("families:case", case_id)
    return _page(request, found, form, None)


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def need(request: Request, case_id: UUID, need_id: UUID) -> HttpResponse:
    found = seen(request, case_id)
    one = _need(found, need_id)
    form = NeedForm(
        request.POST if request.method == "POST" else None, categories=list(queries.list_categories()), need=one
    )
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"]
            actions.change_need(
                actor=request.actor, case_id=case_id, need_id=need_id, version=version, values=form.values()
            )
            return redirect("families:case", case_id)
    return _page(request, found, form, one)


def _need(found: FamilyCase, need_id: UUID) -> Need:
    one = found.needs.select_related("category").filter(pk=need_id).first()
    if one is None:
        raise NotSeen
    return one


def _page(request: Request, found: FamilyCase, form: NeedForm, one: Need | None) -> HttpResponse:
    context = {"case": found, "form": form, "need": one, "closed": one and one.state in rules.CLOSED_NEEDS}
    status = status_of(form) if form.is_bound else 200
    return render(request, "families/need.html", context | present.words(), status=status)


@page(*access.COORDINATORS)
@require_POST
def withdrawal(request: Request, case_id: UUID, need_id: UUID) -> HttpResponse:
    try:
        actions.withdraw_need(actor=request.actor, case_id=case_id, need_id=need_id, version=None)
    except Refusal as refusal:
        if isinstance(refusal, NotSeen):
            raise
        messages.error(request, refusal.message)
    return redirect("families:case", case_id)


@page(*access.COORDINATORS)
@require_safe
def history(request: Request, case_id: UUID) -> HttpResponse:
    found = seen(request, case_id)
    names = {category.pk: category.name for category in queries.list_categories(archived=True)}
    context = {"case": found, "changes": queries.list_changes(found), "categories": names, "zone": found.unit.zone}
    return render(request, "families/history.html", context | present.words())


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: Request, case_id: UUID) -> HttpResponse:
    """B43. Needs whose request is open are shown and cannot be chosen."""
    found = seen(request, case_id)
    sent = queries.list_requests(found)
    free = [one for one in queries.list_open_needs(found) if not _held(sent.get(one.pk))]
    form = SplitForm(
        request.POST if request.method == "POST" else None,
        needs=free,
        centres=queries.list_centres_near(found),
        initial={"version": found.version},
    )
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            count = _split(request, found, free, form)
            words = plural(count, "заявку", "заявки", "заявок")
            messages.success(request, f"Передали {words}. Ответ центра появится в карточке семьи.")
            return redirect("families:case", case_id)
    held = [(one, sent[one.pk]) for one in queries.list_open_needs(found) if _held(sent.get(one.pk))]
    context = {"case": found, "form": form, "free": free, "held": held} | present.words()
    return render(request, "families/split.html", context, status=status_of(form) if form.is_bound else 200)


def _held(link: object) -> bool:
    return link is not None and getattr(link, "closed_at", None) is None and not _over(link)


def _over(link: object) -> bool:
    return getattr(getattr(link, "request", None), "status", "") in actions.OVER


def _split(request: Request, found: FamilyCase, free: list[Need], form: SplitForm) -> int:
    centre, by_id = form.unit(), {one.pk: one for one in free}
    parts = [actions.Part(key, actions.service_for(by_id[key], centre)) for key in form.chosen() if key in by_id]
    data = form.cleaned_data
    made = actions.split_needs(
        actor=request.actor,
        case_id=found.pk,
        version=data["version"],
        centre=centre,
        parts=parts,
        agreed=data["agreed"],
    )
    return len(made)
