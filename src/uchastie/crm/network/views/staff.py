"""Units and their staff, for those who manage them."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.accounts.rules import ROLE_NAMES, STAFF, Role
from uchastie.crm.network import access, actions, queries
from uchastie.crm.network.forms import staff as forms
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UNIT_KIND_NAMES, UNIT_STATUS_NAMES, UnitStatus, summarise_hours
from uchastie.kernel import panels
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.paging import keyset
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

PAGE_SIZE = 50
WORDS = {"KINDS": UNIT_KIND_NAMES, "STATUSES": UNIT_STATUS_NAMES, "ROLES": ROLE_NAMES}


@page(*STAFF)
@require_safe
def index(request: Request) -> HttpResponse:
    form = forms.SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"text": "", "region": "", "after": ""}
    actor = request.actor
    regions = list(queries.list_regions_with_counts(actor))
    show_regions = len(regions) > 1 and not asked["text"] and not asked["region"]
    found = queries.search_units(actor, asked["text"], asked["region"])
    centres = (
        None if show_regions else keyset(found, order=("town", "name", "id"), size=PAGE_SIZE, after=asked["after"])
    )
    context = {
        "form": form,
        "asked": asked,
        "regions": regions,
        "show_regions": show_regions,
        "region": next((region for region in regions if region.pk == asked["region"]), None),
        "centres": centres,
        "headquarters": queries.list_headquarters(
            actor, asked["region"] or (regions[0].pk if len(regions) == 1 else "")
        ),
        "may_open": actor.has_role(*access.OPENERS),
        **WORDS,
    }
    return render(request, "network/index.html", context)


@page(*access.OPENERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_centre(request: Request) -> HttpResponse:
    """The form keeps what was typed; the centre opens in a region of the actor."""
    actor = request.actor
    regions = [(region.pk, region.name) for region in queries.list_regions_to_open_in(actor)]
    if len(regions) > 1:
        regions.insert(0, ("", "Выберите регион"))
    initial = {"region": request.GET.get("region", regions[0][0])}
    form = forms.CentreForm(request.POST or None, regions=regions, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            code = form.cleaned_data["region"] or regions[0][0]
            details = form.details(queries.get_oktmo_prefix(code))
            unit = actions.create_centre(actor, region_code=code, details=details)
            messages.success(request, "Центр открыт. Теперь пригласите руководителя.")
            return redirect("network:unit", unit.slug)
    status = status_of(form) if form.errors else 200
    return render(request, "network/edit.html", {"form": form, "centre": None}, status=status)


@page(*STAFF)
@require_safe
def unit(request: Request, slug: str) -> HttpResponse:
    found = queries.get_unit_by_slug(request.actor, slug)
    return _unit_page(request, found)


def _unit_page(
    request: Request, found: Unit, *, form: forms.InviteForm | None = None, link: str = "", status: int = 200
) -> HttpResponse:
    actor = request.actor
    roles = access.roles_to_give(actor, found)
    hours = found.week()
    context = {
        "centre": found,
        "hours": summarise_hours(hours) if hours else [],
        "staff": queries.list_staff(actor, found),
        "invitations": queries.list_invitations(actor, found) if roles else [],
        "roles": roles,
        "form": form or forms.InviteForm(roles=roles, initial={"role": roles[0] if len(roles) == 1 else None}),
        "link": link,
        "may_edit": access.may_edit(actor, found),
        "may_edit_headquarters": access.may_edit_headquarters(actor, found),
        "may_change_status": access.may_change_status(actor, found),
        "panels": panels.collect("network.unit", actor, found),
        **WORDS,
    }
    return render(request, "network/unit.html", context, status=status)


@page(*access.EDITORS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, slug: str) -> HttpResponse:
    actor = request.actor
    found = queries.get_unit_by_slug(actor, slug)
    access.require_edit(actor, found)
    form = _edit_form(request, found)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            prefix = found.region.oktmo_prefix if found.region else ""
            version = form.cleaned_data["version"]
            actions.update_centre(actor, unit_id=found.pk, version=version, details=form.details(prefix))
            messages.success(request, "Сохранено. Жители уже видят новое.")
            return redirect("network:unit", found.slug)
    status = status_of(form) if form.errors else 200
    return render(request, "network/edit.html", {"form": form, "centre": found}, status=status)


def _edit_form(request: Request, found: Unit) -> forms.CentreForm:
    regions = [(found.region_id or "", found.region.name if found.region else "")]
    rooms = found.premises.count()
    if request.method == "POST":
        rooms = max(rooms, sum(1 for name in request.POST if name.startswith("room_") and name.endswith("_name")))
    return forms.CentreForm(request.POST or None, regions=regions, rooms=rooms, initial=forms.initial_of(found))


@page(*access.OPENERS)
@require_POST
def status(request: Request, slug: str) -> HttpResponse:
    found = queries.get_unit_by_slug(request.actor, slug)
    form = forms.StatusForm(request.POST)
    if not form.is_valid():
        raise NotSeen
    chosen = UnitStatus(form.cleaned_data["status"])
    actions.change_status(request.actor, unit_id=found.pk, version=form.cleaned_data["version"], status=chosen)
    messages.success(request, f"Центр {UNIT_STATUS_NAMES[chosen]}.")
    return redirect("network:unit", found.slug)


@page(*access.EDITORS)
@require_POST
def invitation(request: Request, slug: str) -> HttpResponse:
    """The link goes by letter and is shown once, for those whose letters do not arrive."""
    actor = request.actor
    found = queries.get_unit_by_slug(actor, slug)
    form = forms.InviteForm(request.POST, roles=access.roles_to_give(actor, found))
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
            invited = actions.invite(actor, unit=found, **data)
            return _unit_page(request, found, link=settings.SITE_URL + invited.path, status=201)
    return _unit_page(request, found, form=form, status=status_of(form))


@page(*access.EDITORS)
@require_POST
def invitation_cancelled(request: Request, invitation_id: UUID) -> HttpResponse:
    cancelled = actions.cancel_invitation(request.actor, invitation_id=invitation_id)
    messages.success(request, "Приглашение отозвано, ссылка больше не работает.")
    return redirect("network:unit", cancelled.unit.slug)


@page(*access.EDITORS)
@require_POST
def second_factor_reset(request: Request, assignment_id: UUID) -> HttpResponse:
    reset = actions.reset_second_factor(request.actor, assignment_id=assignment_id)
    messages.success(request, "Второй шаг входа сброшен. При следующем входе человек подключит новый телефон.")
    return redirect("network:unit", reset.unit.slug)
