"""The card of a family and the deeds on it: each a POST to a noun."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.consents.rules import Method
from uchastie.crm.families import access, actions, queries, rules
from uchastie.crm.families.forms.card import ClosingForm, DecisionForm, HandoverForm, MembersForm, OpeningForm
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import CloseReason, MemberValues
from uchastie.crm.families.views import present
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


def seen(request: Request, case_id: UUID) -> FamilyCase:
    """Who is not let in is written down for the family to read."""
    try:
        return queries.get_case(request.actor, case_id)
    except NotSeen:
        actions.note_refusal(actor=request.actor, case_id=case_id)
        raise


@page(*access.COORDINATORS)
@never_cache
@require_safe
def case(request: Request, case_id: UUID) -> HttpResponse:
    found = seen(request, case_id)
    return render(request, "families/case.html", present.card(request.actor, found) | present.forms_of(found))


def again(request: Request, case_id: UUID, **wrong: Any) -> HttpResponse:
    """The card with the form that was refused."""
    found = queries.get_case(request.actor, case_id)
    context = present.card(request.actor, found) | present.forms_of(found) | wrong
    form = next(iter(wrong.values()))
    return render(request, "families/case.html", context, status=status_of(form))


@page(*access.COORDINATORS)
@require_POST
def opening(request: Request, case_id: UUID) -> HttpResponse:
    """B39: names, phones and the address for half an hour, with a reason."""
    form = OpeningForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.open_veil(actor=request.actor, case_id=case_id, reason=form.chosen())
            return redirect("families:case", case_id)
    return again(request, case_id, opening=form)


@page(*access.COORDINATORS)
@require_POST
def decision(request: Request, case_id: UUID) -> HttpResponse:
    form = DecisionForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        with refusal_on_form(form):
            needed = data["needed"] == "yes"
            actions.screen_family(
                actor=request.actor, case_id=case_id, version=data["version"], needed=needed, reason=data["reason"]
            )
            return redirect("families:case", case_id)
    return again(request, case_id, decision=form)


def _do(request: Request, case_id: UUID, act: Any, **values: Any) -> HttpResponse:
    """A button without fields: what is refused is told above the card."""
    try:
        act(actor=request.actor, case_id=case_id, **values)
    except Refusal as refusal:
        if isinstance(refusal, NotSeen):
            raise
        messages.error(request, refusal.message)
    return redirect("families:case", case_id)


def _version(request: Request) -> int | None:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


@page(*access.COORDINATORS)
@require_POST
def marker(request: Request, case_id: UUID) -> HttpResponse:
    return _do(request, case_id, actions.set_marker, version=_version(request))


@page(*access.COORDINATORS)
@require_POST
def clarity(request: Request, case_id: UUID) -> HttpResponse:
    return _do(request, case_id, actions.clarify_needs, version=_version(request))


@page(*access.COORDINATORS)
@require_POST
def search_again(request: Request, case_id: UUID) -> HttpResponse:
    return _do(request, case_id, actions.seek_again, version=_version(request))


@page(*access.COORDINATORS)
@require_POST
def reopening(request: Request, case_id: UUID) -> HttpResponse:
    return _do(request, case_id, actions.reopen_case, version=_version(request))


@page(*access.COORDINATORS)
@require_POST
def consent(request: Request, case_id: UUID) -> HttpResponse:
    method = Method.PAPER if request.POST.get("method") == Method.PAPER else Method.ORAL
    return _do(request, case_id, actions.note_consent, method=method)


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: Request, case_id: UUID) -> HttpResponse:
    """B33: never without a decision."""
    found = seen(request, case_id)
    form = ClosingForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            reason = CloseReason(data["reason"])
            actions.close_case(actor=request.actor, case_id=case_id, version=data["version"], reason=reason)
            return redirect("families:case", case_id)
    context = {"case": found, "form": form} | present.words()
    return render(request, "families/closing.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: Request, case_id: UUID) -> HttpResponse:
    found = seen(request, case_id)
    colleagues = [user for user in queries.list_colleagues(found) if user.pk != found.assignee_id]
    form = HandoverForm(
        request.POST if request.method == "POST" else None, colleagues=colleagues, initial={"version": found.version}
    )
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            to = UUID(data["colleague"])
            actions.hand_over(actor=request.actor, case_id=case_id, version=data["version"], colleague_id=to)
            messages.success(request, f"Семью {found.number} ведёт теперь коллега.")
            return redirect("families:case", case_id)
    context = {"case": found, "form": form, "colleagues": colleagues} | present.words()
    return render(request, "families/handover.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.COORDINATORS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: Request, case_id: UUID) -> HttpResponse:
    """Names are under the veil, so the list is changed only while it is open."""
    found = seen(request, case_id)
    if not queries.is_open(request.actor, found):
        return redirect("families:case", case_id)
    form = MembersForm(request.POST if request.method == "POST" else None, initial=_members(found))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            speaker = MemberValues(found.applicant.name, data["relation"], data["birth_year"])
            listed = rules.parse_members(data["members"])
            version = data["version"]
            actions.set_members(actor=request.actor, case_id=case_id, version=version, speaker=speaker, members=listed)
            return redirect("families:case", case_id)
    context = {"case": found, "form": form} | present.words()
    return render(request, "families/members.html", context, status=status_of(form) if form.is_bound else 200)


def _members(found: FamilyCase) -> dict[str, Any]:
    listed = queries.list_members(found)
    speaker = next((one for one in listed if one.speaks), None)
    lines = [
        ", ".join(str(part) for part in (one.name, one.relation, one.birth_year) if part)
        for one in listed
        if not one.speaks
    ]
    return {
        "version": found.version,
        "relation": speaker.relation if speaker else "",
        "birth_year": speaker.birth_year if speaker else None,
        "members": "\n".join(lines),
    }
