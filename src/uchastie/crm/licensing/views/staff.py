"""The licences of a region and of the country, and all that is done with one."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import ACCEPT
from uchastie.crm.journal import queries as journal
from uchastie.crm.licensing import access, actions, queries
from uchastie.crm.licensing.forms.licences import (
    DecisionForm,
    PaperForm,
    ReasonForm,
    ScanForm,
    SuspensionForm,
    VersionForm,
)
from uchastie.crm.licensing.models import Licence
from uchastie.crm.licensing.rules import STATE_NAMES, STATE_TONES, State
from uchastie.crm.licensing.views.public import paper_name, way_of
from uchastie.crm.network import queries as network
from uchastie.kernel import paging
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

WORDS = {"STATES": STATE_NAMES, "TONES": STATE_TONES}
PAGE = 50


@page(*access.REVIEWERS)
@require_safe
def index(request: Request) -> HttpResponse:
    """What waits for the region or the federal team, then all licences by state."""
    return _list(request, PaperForm())


@page(*access.REVIEWERS)
@require_POST
def register(request: Request) -> HttpResponse:
    form = PaperForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            unit = network.get_unit(request.actor, data.pop("unit"))
            licence = actions.register_licence(actor=request.actor, unit=unit, **data)
            messages.success(request, "Договор внесён.")
            return redirect("licensing:licence", licence.pk)
    return _list(request, form, status=status_of(form))


def _list(request: Request, form: PaperForm, *, status: int = 200) -> HttpResponse:
    actor, state = request.actor, request.GET.get("state", "")
    rows = queries.list_licences(actor, state)
    found = paging.keyset(rows, order=("-applied_at", "-id"), size=PAGE, after=request.GET.get("after"))
    context = {
        "licences": found.items,
        "after_url": f"?{urlencode({'state': state, 'after': found.after})}" if found.after else "",
        "state": state if state in set(State) else "",
        "waiting": list(queries.list_waiting(actor)[:PAGE]),
        "sets": list(queries.list_submitted(actor)[:PAGE]),
        "unlicensed": list(queries.list_unlicensed(actor)[:PAGE]),
        "form": form,
    }
    return render(request, "licensing/index.html", context | WORDS, status=status)


@page(*access.REVIEWERS)
@require_safe
def licence(request: Request, licence_id: UUID) -> HttpResponse:
    return _page(request, _found(request, licence_id))


@page(*access.REVIEWERS)
@require_POST
def decision(request: Request, licence_id: UUID) -> HttpResponse:
    found, form = _found(request, licence_id), DecisionForm(request.POST, auto_id="decision_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.review_licence(actor=request.actor, licence_id=found.pk, **form.cleaned())
            messages.success(request, "Решение записано. Заявителю ушло письмо.")
            return redirect("licensing:licence", found.pk)
    return _page(request, found, decision=form, status=status_of(form))


@page(*access.REVIEWERS)
@require_POST
def scan(request: Request, licence_id: UUID) -> HttpResponse:
    found, form = _found(request, licence_id), ScanForm(request.POST, request.FILES, auto_id="scan_%s")
    if form.is_valid():
        data = form.cleaned_data
        with refusal_on_form(form):
            actions.attach_scan(
                actor=request.actor,
                licence_id=found.pk,
                upload=data["scan"],
                signed_on=data["signed_on"],
                version=data["version"],
            )
            messages.success(request, "Скан приложен. Сверит другой сотрудник.")
            return redirect("licensing:licence", found.pk)
    return _page(request, found, scan_form=form, status=status_of(form))


@page(*access.REVIEWERS)
@require_POST
def confirmation(request: Request, licence_id: UUID) -> HttpResponse:
    return _step(request, licence_id, "confirm", actions.confirm_scan, "Договор заключён, руководителю ушла ссылка.")


@page(*access.REVIEWERS)
@require_POST
def rejection(request: Request, licence_id: UUID) -> HttpResponse:
    return _step(request, licence_id, "reject", actions.reject_scan, "Скан снят, организации ушло письмо.")


@page(*access.REVIEWERS)
@require_POST
def suspension(request: Request, licence_id: UUID) -> HttpResponse:
    return _step(request, licence_id, "suspend", actions.suspend_licence, "Лицензия приостановлена, доступ закрыт.")


@page(*access.REVIEWERS)
@require_POST
def resumption(request: Request, licence_id: UUID) -> HttpResponse:
    return _step(request, licence_id, "resume", actions.resume_licence, "Лицензия снова действует.")


@page(*access.REVIEWERS)
@require_POST
def ending(request: Request, licence_id: UUID) -> HttpResponse:
    return _step(request, licence_id, "end", actions.end_licence, "Лицензия прекращена, доступ закрыт.")


@page(*access.REVIEWERS)
@require_POST
def invitation(request: Request, licence_id: UUID) -> HttpResponse:
    actions.invite_head(actor=request.actor, licence_id=_found(request, licence_id).pk)
    messages.success(request, "Новая ссылка отправлена. Прежняя больше не действует.")
    return redirect("licensing:licence", licence_id)


@page(*access.REVIEWERS)
@require_safe
def paper(request: Request, licence_id: UUID) -> HttpResponse:
    found = _found(request, licence_id)
    if not found.body:
        raise NotSeen
    return documents.paper_response(queries.render_agreement(found), paper_name(found))


def _found(request: Request, licence_id: UUID) -> Licence:
    found = queries.get_licence(request.actor, licence_id)
    access.require_review(request.actor, queries.headquarters_of(found).path)
    return found


_FORMS: dict[str, type[VersionForm]] = {"suspend": SuspensionForm, "reject": ReasonForm, "end": ReasonForm}


def _form_of(name: str, data: Any = None, *, initial: Any = None) -> Any:
    return _FORMS.get(name, VersionForm)(data, initial=initial, auto_id=f"{name}_%s")


def _step(request: Request, licence_id: UUID, name: str, action: Any, told: str) -> HttpResponse:
    found, form = _found(request, licence_id), _form_of(name, request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            action(actor=request.actor, licence_id=found.pk, **form.cleaned_data)
            messages.success(request, told)
            return redirect("licensing:licence", found.pk)
    return _page(request, found, **{f"{name}_form": form}, status=status_of(form))


def _page(request: Request, found: Licence, *, status: int = 200, **forms: Any) -> HttpResponse:
    initial = {"version": found.version}
    context = {
        "licence": found,
        "headquarters": queries.headquarters_of(found),
        "way": way_of(found),
        "decision": DecisionForm(initial=initial, auto_id="decision_%s"),
        "scan_form": ScanForm(initial=initial, auto_id="scan_%s"),
        "acceptances": list(queries.accepted_terms(found)),
        "set_now": queries.approved_set(found.unit) if found.unit else None,
        "entries": journal.list_entries(found.pk, limit=20),
        "own_scan": found.scan_by_id == request.actor.user_id and found.scan_id is not None,
        "ACCEPT": ACCEPT,
    }
    for name in ("confirm", "reject", "suspend", "resume", "end"):
        context[f"{name}_form"] = _form_of(name, initial=initial)
    return render(request, "licensing/licence.html", context | WORDS | forms, status=status)
