"""The federal queue, the regional base, the card of a guardian."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.families import queries as families
from uchastie.crm.families.rules import FORMAT_NAMES, NOT_CUSTODY, PERIODICITY_NAMES
from uchastie.crm.guardians import access, actions, queries, rules
from uchastie.crm.guardians.forms import (
    BriefingForm,
    CapabilitiesForm,
    DecisionForm,
    InterviewForm,
    LeaveForm,
    PauseForm,
    TrainingForm,
)
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardians.queries import TAB_NAMES, Tab
from uchastie.crm.people.queries import contacts_of
from uchastie.kernel import clock, panels
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

WORDS: dict[str, Any] = {
    "KINDS": rules.KIND_NAMES,
    "STATES": rules.STATE_NAMES,
    "TONES": rules.STATE_TONES,
    "FORMATS": FORMAT_NAMES,
    "PERIODICITIES": PERIODICITY_NAMES,
    "NOT_CUSTODY": NOT_CUSTODY,
}
NOTES: dict[str, tuple[type[forms.Form], Any]] = {
    "interview": (InterviewForm, actions.note_interview),
    "briefing": (BriefingForm, actions.note_briefing),
    "training": (TrainingForm, actions.note_training),
}


@page(*access.VERIFIERS)
@require_safe
def applications(request: Request) -> HttpResponse:
    """B4, B5: the longest waiting first."""
    found = queries.list_applications(request.actor, after=request.GET.get("after"))
    after_url = f"{reverse('guardians:applications')}?{urlencode({'after': found.after})}" if found.after else ""
    return render(request, "guardians/applications.html", {"rows": found.items, "after_url": after_url} | WORDS)


@page(*access.COORDINATORS)
@require_safe
def index(request: Request) -> HttpResponse:
    """B36: the region's own base and nobody else's (B6)."""
    asked, text = request.GET.get("tab", ""), request.GET.get("q", "").strip()[:100]
    tab = Tab(asked) if asked in set(TAB_NAMES) else Tab.READY
    category = request.GET.get("category", "")[:30]
    unit = access.require_unit(request.actor, request.unit)
    found = queries.list_guardians(
        request.actor, unit, tab, text=text, category=category, after=request.GET.get("after")
    )
    query = {"tab": str(tab), "q": text, "category": category}
    kept = {name: value for name, value in query.items() if value}
    context = {
        "rows": found.items,
        "tab": tab,
        "tabs": TAB_NAMES,
        "text": text,
        "category": category,
        "categories": families.list_categories(),
        "after_url": f"?{urlencode(kept | {'after': found.after})}" if found.after else "",
    }
    return render(request, "guardians/index.html", context | WORDS)


@page(*access.READERS)
@require_safe
def guardian(request: Request, guardian_id: UUID) -> HttpResponse:
    found = queries.get_guardian(request.actor, guardian_id)
    return render(request, "guardians/guardian.html", _card(request, found))


@page(*access.VERIFIERS)
@require_POST
def decision(request: Request, guardian_id: UUID) -> HttpResponse:
    """B5, B6."""
    form = DecisionForm(request.POST, auto_id="decision_%s")
    if form.is_valid():
        data = form.cleaned_data
        with refusal_on_form(form):
            actions.verify(
                actor=request.actor,
                guardian_id=guardian_id,
                approve=data["decision"] == "approve",
                reason=data["reason"],
                version=data["version"],
            )
            return redirect("guardians:guardian", guardian_id)
    return _again(request, guardian_id, decision=form)


@page(*access.COORDINATORS)
@require_POST
def note(request: Request, guardian_id: UUID, kind: str) -> HttpResponse:
    """B37, B38: an interview, a briefing, a training."""
    form_class, act = NOTES[kind]
    form = form_class(request.POST, auto_id=f"{kind}_%s")
    if form.is_valid():
        with refusal_on_form(form):
            act(actor=request.actor, guardian_id=guardian_id, **form.cleaned_data)
            return redirect("guardians:guardian", guardian_id)
    return _again(request, guardian_id, **{kind: form})


@page(*access.COORDINATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def capabilities(request: Request, guardian_id: UUID) -> HttpResponse:
    """B36: what it can do, for how many, where."""
    found, categories = queries.get_guardian(request.actor, guardian_id), list(families.list_categories())
    form = CapabilitiesForm(guardian=found, categories=categories)
    if request.method == "POST":
        form = CapabilitiesForm(request.POST, guardian=found, categories=categories)
        if form.is_valid():
            data = form.cleaned_data
            with refusal_on_form(form):
                actions.change_capabilities(
                    actor=request.actor,
                    guardian_id=guardian_id,
                    capacity=data["capacity"],
                    capabilities=form.capabilities(),
                    whole_region=data["whole_region"],
                    radius_km=data["radius_km"],
                    territory=tuple(data["territory"].splitlines()),
                    version=data["version"],
                )
                return redirect("guardians:guardian", guardian_id)
    context = {"guardian": found, "form": form} | WORDS
    return render(request, "guardians/capabilities.html", context, status=status_of(form) if form.is_bound else 200)


@page(*access.COORDINATORS)
@require_POST
def pausing(request: Request, guardian_id: UUID) -> HttpResponse:
    form = PauseForm(request.POST, auto_id="pause_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.pause(actor=request.actor, guardian_id=guardian_id, **form.cleaned_data)
            return redirect("guardians:guardian", guardian_id)
    return _again(request, guardian_id, pause=form)


@page(*access.COORDINATORS)
@require_POST
def resuming(request: Request, guardian_id: UUID) -> HttpResponse:
    actions.resume(actor=request.actor, guardian_id=guardian_id)
    return redirect("guardians:guardian", guardian_id)


@page(*access.COORDINATORS)
@require_POST
def leaving(request: Request, guardian_id: UUID) -> HttpResponse:
    form = LeaveForm(request.POST, auto_id="leave_%s")
    if form.is_valid():
        with refusal_on_form(form):
            actions.leave(actor=request.actor, guardian_id=guardian_id, **form.cleaned_data)
            return redirect("guardians:guardian", guardian_id)
    return _again(request, guardian_id, leave=form)


def _again(request: Request, guardian_id: UUID, **wrong: Any) -> HttpResponse:
    """The card with the form that was refused."""
    found = queries.get_guardian(request.actor, guardian_id)
    form = next(iter(wrong.values()))
    return render(request, "guardians/guardian.html", _card(request, found) | wrong, status=status_of(form))


def _card(request: Request, found: Guardian) -> dict[str, Any]:
    today = clock.today(queries.zone_of(found))
    first = {"on": today, "version": found.version}
    person = found.representative.name
    return WORDS | {
        "guardian": found,
        "gates": queries.gates(found) if found.unit else (),
        "capabilities": found.capabilities.select_related("category").order_by("category__place"),
        "territory": list(found.territory.values_list("name", flat=True)),
        "interviews": list(found.interviews.order_by("-on")),
        "contacts": contacts_of([found.representative_id])[found.representative_id],
        "coordinates": access.is_coordinator(request.actor, found),
        "verifies": access.is_verifier(request.actor),
        "zone": queries.zone_of(found),
        "panels": panels.collect("guardians.guardian", request.actor, found),
        "decision": DecisionForm(auto_id="decision_%s", initial={"version": found.version}),
        "interview": InterviewForm(auto_id="interview_%s", initial=first),
        "briefing": BriefingForm(auto_id="briefing_%s", initial=first | {"participants": person}),
        "training": TrainingForm(auto_id="training_%s", initial={"completed_on": today, "person": person}),
        "pause": PauseForm(auto_id="pause_%s", initial={"version": found.version}),
        "leave": LeaveForm(auto_id="leave_%s", initial={"version": found.version}),
    }
