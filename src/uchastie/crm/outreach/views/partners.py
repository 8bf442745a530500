"""Partners with joint events, and the checklist of the site."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.outreach import access, actions, queries
from uchastie.crm.outreach.forms import JoinForm, PartnerForm, ProofForm, SiteForm
from uchastie.crm.outreach.forms.facts import today_in
from uchastie.crm.outreach.models import Partner
from uchastie.crm.outreach.rules.site import HOLDS, ITEMS, missing_of
from uchastie.crm.outreach.views import present
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*access.READERS)
def index(request: Request) -> HttpResponse:
    listed = queries.list_partners(request.actor, request.unit, after=request.GET.get("after"))
    context = present.frame(request.actor, request.unit, "partners") | {
        "partners": listed.items,
        "after_url": f"?after={listed.after}" if listed.after else "",
    }
    return render(request, "outreach/partners.html", context)


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    sent = request.method == "POST"
    known = queries.list_organisations(request.actor, request.unit)
    initial = {"since": clock.today(request.unit.zone)}
    form = PartnerForm(request.POST if sent else None, organisations=known, initial=initial)
    if sent and form.is_valid():
        with refusal_on_form(form):
            made = actions.add_partner(
                actor=request.actor,
                unit=request.unit,
                values=form.values(),
                organisation_id=form.organisation_id(),
            )
            messages.success(request, "Партнёр записан")
            return redirect("outreach:partner", made.pk)
    context = present.frame(request.actor, request.unit, "partners") | {"form": form, "partner": None}
    return render(request, "outreach/partner_form.html", context, status=status_of(form) if sent else 200)


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, partner_id: UUID) -> HttpResponseBase:
    found = queries.get_partner(request.actor, partner_id)
    access.require_worker(request.actor, found.unit.path)
    sent = request.method == "POST"
    known = queries.list_organisations(request.actor, found.unit)
    form = PartnerForm(request.POST, organisations=known) if sent else PartnerForm.of(found, known)
    if sent and form.is_valid():
        with refusal_on_form(form):
            actions.change_partner(
                actor=request.actor,
                partner_id=partner_id,
                values=form.values(),
                version=form.cleaned_data["version"] or 0,
                organisation_id=form.organisation_id(),
            )
            messages.success(request, "Сохранено")
            return redirect("outreach:partner", partner_id)
    context = present.frame(request.actor, found.unit, "partners") | {"form": form, "partner": found}
    return render(request, "outreach/partner_form.html", context, status=status_of(form) if sent else 200)


@require_safe
@page(*access.READERS)
def partner(request: Request, partner_id: UUID) -> HttpResponse:
    return _partner(request, queries.get_partner(request.actor, partner_id))


@require_POST
@page(*access.READERS)
def joining(request: Request, partner_id: UUID) -> HttpResponseBase:
    found = queries.get_partner(request.actor, partner_id)
    access.require_worker(request.actor, found.unit.path)
    form = JoinForm(request.POST, events=queries.list_events_to_join(request.actor, found))
    if form.is_valid():
        with refusal_on_form(form):
            actions.join_event(actor=request.actor, partner_id=partner_id, event_id=UUID(form.cleaned_data["event"]))
            messages.success(request, "Событие отмечено как общее")
            return redirect("outreach:partner", partner_id)
    return _partner(request, found, form, status=status_of(form))


@require_POST
@page(*access.READERS)
def parting(request: Request, joint_id: UUID) -> HttpResponseBase:
    found = actions.part_event(actor=request.actor, joint_id=joint_id)
    messages.success(request, "Событие больше не общее")
    return redirect("outreach:partner", found.pk)


def _partner(request: Request, found: Partner, form: JoinForm | None = None, *, status: int = 200) -> HttpResponse:
    works = access.may_work(request.actor, found.unit.path)
    events = queries.list_events_to_join(request.actor, found) if works and form is None else []
    context: dict[str, Any] = present.frame(request.actor, found.unit, "partners") | {
        "partner": found,
        "works": works,
        "joint": queries.list_joint(found),
        "form": form or JoinForm(events=events),
        "files": queries.list_proofs(found.pk) if found.pictures else [],
        "proof_form": ProofForm(auto_id="proof_%s"),
        "proof_kind": "partner",
        "proof_key": found.pk,
    }
    return render(request, "outreach/partner.html", context, status=status)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: Request) -> HttpResponseBase:
    """A97: what the official site tells, and when somebody looked the last time."""
    unit = request.unit
    if unit.kind != "centre":
        raise NotSeen
    sent = request.method == "POST"
    checks = queries.list_site_checks(request.actor, unit)
    initial = {"link": checks[0].link, "present": checks[0].present} if checks else {}
    form = SiteForm(request.POST if sent else None, initial=initial | {"day": clock.today(unit.zone)})
    today_in(form, clock.today(unit.zone))
    if sent and form.is_valid():
        with refusal_on_form(form):
            actions.check_site(actor=request.actor, unit=unit, **form.cleaned_data)
            messages.success(request, "Проверка записана")
            return redirect("outreach:site")
    context = present.frame(request.actor, unit, "site") | {
        "form": form,
        "checks": [(one, [ITEMS[code] for code in missing_of(one.present)]) for one in checks],
        "until": checks[0].day + HOLDS if checks else None,
        "stands": bool(checks and checks[0].complete and checks[0].day + HOLDS >= clock.today(unit.zone)),
        "total": len(ITEMS),
    }
    return render(request, "outreach/site.html", context, status=status_of(form) if sent else 200)
