"""Campaigns with their links, and which channel brought which requests."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.outreach import access, actions, queries
from uchastie.crm.outreach.forms import CampaignForm, ProofForm, ReasonForm
from uchastie.crm.outreach.models import Campaign
from uchastie.crm.outreach.rules import WAY_NAMES, Way, told_audience
from uchastie.crm.outreach.views import present
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui import marks


@require_safe
@page(*access.READERS)
def index(request: Request) -> HttpResponse:
    listed = queries.list_campaigns(request.actor, request.unit, after=request.GET.get("after"))
    context = present.frame(request.actor, request.unit, "campaigns") | {
        "campaigns": [(one, *_told(one)) for one in listed.items],
        "after_url": f"?after={listed.after}" if listed.after else "",
    }
    return render(request, "outreach/campaigns.html", context)


def _told(campaign: Campaign) -> tuple[str, str]:
    """Whom it is for, and how far it is."""
    today = clock.today(campaign.unit.zone)
    if campaign.taken_back_at:
        state = "снята с учёта"
    elif campaign.starts_on > today:
        state = "впереди"
    else:
        state = "идёт" if campaign.ends_on >= today else "прошла"
    return told_audience(campaign.ages, campaign.groups), state


@require_safe
@page(*access.READERS)
def sources(request: Request) -> HttpResponse:
    """«Какой канал привёл какие заявки»."""
    unit = request.unit
    if unit.kind != "centre":
        raise NotSeen
    channels = queries.count_by_channel(request.actor, unit)
    context = present.frame(request.actor, unit, "sources") | {
        "channels": channels,
        "most": max((count for _, count in channels), default=0) or 1,
        "total": sum(count for _, count in channels),
        "heard": present.heard(request.actor, unit),
    }
    return render(request, "outreach/sources.html", context)


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    sent = request.method == "POST"
    form = CampaignForm(request.POST if sent else None)
    if sent and form.is_valid():
        with refusal_on_form(form):
            made = actions.create_campaign(
                actor=request.actor,
                unit=request.unit,
                values=form.values(),
                channels=form.chosen(),
                key=form.cleaned_data["key"],
            )
            messages.success(request, "Кампания записана, ссылки готовы")
            return redirect("outreach:campaign", made.pk)
    context = present.frame(request.actor, request.unit, "campaigns") | {"form": form, "campaign": None}
    return render(request, "outreach/campaign_form.html", context, status=status_of(form) if sent else 200)


@page(*access.WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, campaign_id: UUID) -> HttpResponseBase:
    found = queries.get_campaign(request.actor, campaign_id)
    access.require_worker(request.actor, found.unit.path)
    sent = request.method == "POST"
    form = CampaignForm(request.POST) if sent else CampaignForm.of(found)
    if sent and form.is_valid():
        with refusal_on_form(form):
            actions.change_campaign(
                actor=request.actor,
                campaign_id=campaign_id,
                values=form.values(),
                channels=form.chosen(),
                version=form.cleaned_data["version"] or 0,
            )
            messages.success(request, "Сохранено")
            return redirect("outreach:campaign", campaign_id)
    context = present.frame(request.actor, found.unit, "campaigns") | {"form": form, "campaign": found}
    return render(request, "outreach/campaign_form.html", context, status=status_of(form) if sent else 200)


@require_safe
@page(*access.READERS)
def campaign(request: Request, campaign_id: UUID) -> HttpResponse:
    return _campaign(request, queries.get_campaign(request.actor, campaign_id), ReasonForm(auto_id="taking_%s"))


@require_POST
@page(*access.READERS)
def taking_back(request: Request, campaign_id: UUID) -> HttpResponseBase:
    found = queries.get_campaign(request.actor, campaign_id)
    form = ReasonForm(request.POST, auto_id="taking_%s")
    if form.is_valid():
        with refusal_on_form(form):
            reason = form.cleaned_data["reason"]
            actions.take_campaign_back(actor=request.actor, campaign_id=campaign_id, reason=reason)
            messages.success(request, "Снято с учёта")
            return redirect("outreach:campaign", campaign_id)
    return _campaign(request, found, form, status=status_of(form))


def _campaign(request: Request, found: Campaign, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    audience, state = _told(found)
    counted = queries.list_counted(found)
    context: dict[str, Any] = present.frame(request.actor, found.unit, "campaigns") | {
        "campaign": found,
        "audience": audience,
        "state": state,
        "way": WAY_NAMES[Way(found.way)],
        "counted": counted,
        "total": sum(one.requests for one in counted),
        "works": access.may_work(request.actor, found.unit.path),
        "reason": form,
        "files": queries.list_proofs(found.pk) if found.pictures else [],
        "proof_form": ProofForm(auto_id="proof_%s"),
        "proof_kind": "campaign",
        "proof_key": found.pk,
    }
    return render(request, "outreach/campaign.html", context, status=status)


@require_safe
@page(*access.READERS)
def code(request: Request, link_id: UUID) -> HttpResponse:
    """The QR code of a link as a drawing for print: it stays sharp at any size."""
    link = queries.get_link(request.actor, link_id)
    address = queries.apply_url(link, link.campaign.unit)
    answer = HttpResponse(marks.qr_file(address), content_type="image/svg+xml")
    answer["Content-Disposition"] = f'attachment; filename="qr-{link.code}.svg"'
    return answer
