"""Communities: written down, corrected, closed; one look at all their numbers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.platform import access, actions, queries, rules
from uchastie.crm.platform.forms import ClosingForm, CommunityChangeForm, CommunityForm, ReadingsForm
from uchastie.crm.platform.models import Community
from uchastie.crm.platform.rules import COMMUNITY_NAMES
from uchastie.crm.platform.views.present import centre_of, centre_page
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui.text import plural


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponseBase:
    unit = centre_of(request, slug)
    access.require_worker(request.actor, unit)
    kind = "centre" if request.GET.get("kind") == "centre" else "local"
    initial = {"kind": kind, "opened_on": clock.today(unit.zone)}
    form = CommunityForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            values = {name: form.cleaned_data[name] for name in ("name", "url", "opened_on")}
            kept = rules.Community(form.cleaned_data["kind"])
            actions.open_community(actor=request.actor, unit=unit, kind=kept, **values)
            messages.success(request, "Сообщество записано")
            return redirect("platform:centre", slug)
    status = status_of(form) if form.is_bound else 200
    return render(request, "platform/community_new.html", {"centre": unit, "form": form}, status=status)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def community(request: Request, community_id: UUID) -> HttpResponseBase:
    found = queries.get_community(request.actor, community_id)
    sent = request.method == "POST"
    if sent:
        access.require_worker(request.actor, found.unit)
    form = CommunityChangeForm(request.POST) if sent else CommunityChangeForm.of(found)
    if sent and form.is_valid():
        with refusal_on_form(form):
            values = {name: form.cleaned_data[name] for name in ("name", "url", "opened_on")}
            version = form.cleaned_data["version"] or 0
            actions.change_community(actor=request.actor, community_id=community_id, version=version, **values)
            messages.success(request, "Сохранено")
            return redirect("platform:centre", found.unit.slug)
    return _community(request, found, form, ClosingForm(auto_id="close_%s"), status_of(form) if sent else 200)


@page(*access.READERS)
@require_POST
def closing(request: Request, community_id: UUID) -> HttpResponseBase:
    found = queries.get_community(request.actor, community_id)
    access.require_worker(request.actor, found.unit)
    form = ClosingForm(request.POST, auto_id="close_%s")
    if form.is_valid():
        with refusal_on_form(form):
            closed_on = form.cleaned_data["closed_on"]
            actions.close_community(actor=request.actor, community_id=community_id, closed_on=closed_on)
            messages.success(request, "Сообщество закрыто. Его числа остались в истории")
            return redirect("platform:centre", found.unit.slug)
    return _community(request, found, CommunityChangeForm.of(found), form, status_of(form))


def _community(
    request: Request, found: Community, form: CommunityChangeForm, close: ClosingForm, status: int
) -> HttpResponse:
    context = {
        "community": found,
        "centre": found.unit,
        "kind": COMMUNITY_NAMES[rules.Community(found.kind)],
        "form": form,
        "close": close,
        "works": access.may_work(request.actor, found.unit),
    }
    return render(request, "platform/community.html", context, status=status)


@page(*access.READERS)
@require_POST
def readings(request: Request, slug: str) -> HttpResponseBase:
    unit = centre_of(request, slug)
    access.require_worker(request.actor, unit)
    form = ReadingsForm(request.POST, communities=queries.list_open(unit))
    if form.is_valid():
        with refusal_on_form(form):
            day = form.cleaned_data["day"]
            made = actions.take_readings(actor=request.actor, unit=unit, day=day, counts=form.counts())
            messages.success(request, _told(queries.get_standing(request.actor, unit), len(made)))
            return redirect("platform:centre", slug)
    return centre_page(request, unit, readings=form, status=status_of(form))


def _told(standing: queries.Standing, written: int) -> str:
    """What was written, and plainly when there are fewer than before."""
    if not written:
        return "Такие числа уже записаны"
    known = [one for one in (standing.own, *standing.local) if one and (one.change or 0) < 0]
    falls = [f"«{one.community.name}» — меньше на {-(one.change or 0)}" for one in known]
    said = f"Записано: {plural(written, 'замер', 'замера', 'замеров')}"
    return f"{said}. Чисел стало меньше, так бывает: {', '.join(falls)}" if falls else said
