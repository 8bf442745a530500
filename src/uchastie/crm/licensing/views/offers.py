"""The public page of a service at a centre, and the page where the federal team chooses a centre's set."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.accounts.rules import STAFF
from uchastie.crm.catalogue.rules import PACKAGE_LEVEL_NAMES
from uchastie.crm.licensing import access, actions, queries, rules
from uchastie.crm.licensing.forms.offers import OffersForm
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import panels
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page.public
@require_safe
def service(request: Request, slug: str, code: str) -> HttpResponse:
    """«Подробнее»: what a person gets, how it goes, how long it takes (A59)."""
    centre = network.get_centre(slug)
    found = queries.get_offered(centre, code)
    audiences = found.audiences.all()
    context = {
        "centre": centre,
        "service": found,
        "people": [audience.plain for audience in audiences if not audience.for_organisations],
        "organisations": [audience.plain for audience in audiences if audience.for_organisations],
        "partners": [partner.name for partner in found.partners.all() if partner.confirmed],
    }
    context["panels"] = panels.collect("licensing.service", request.actor, (centre, found))
    return render(request, "licensing/service.html", context)


@page(*STAFF)
@require_safe
def offers(request: Request, slug: str) -> HttpResponse:
    unit = _unit(request, slug)
    services, present = queries.list_elective(), queries.list_chosen_codes(unit)
    return _page(request, unit, OffersForm(services=services, present=present), services)


@page(*access.EDITORS)
@require_POST
def offers_change(request: Request, slug: str) -> HttpResponse:
    unit, services = _unit(request, slug), queries.list_elective()
    form = OffersForm(request.POST, services=services)
    if form.is_valid():
        with refusal_on_form(form):
            actions.set_offers(request.actor, unit, **form.cleaned())
            messages.success(request, "Набор сервисов сохранён")
            return redirect("licensing:offers", slug)
    return _page(request, unit, form, services, status=status_of(form))


@page(*access.EDITORS)
@require_POST
def norms(request: Request, slug: str) -> HttpResponse:
    """The counters for the ticks of this moment, while they are being made."""
    services = queries.list_elective()
    form = OffersForm(request.POST, services=services)
    return render(request, "licensing/_norms.html", _norms(services, form.ticked()))


def _unit(request: Request, slug: str) -> Unit:
    unit = network.get_unit_by_slug(request.actor, slug)
    if unit.kind != UnitKind.CENTRE:
        raise NotSeen
    return unit


def _norms(services: Any, codes: Any) -> dict[str, Any]:
    tally = queries.tally_of(services, codes)
    return {"tally": tally, "standard_note": rules.standard_note(tally), "master_note": rules.master_note(tally)}


def _page(request: Request, unit: Unit, form: OffersForm, services: Any, *, status: int = 200) -> HttpResponse:
    if status == 409:
        form.renew(queries.list_chosen_codes(unit))
    context = _norms(services, form.ticked()) | {
        "centre": unit,
        "form": form,
        "editor": access.may_set_offers(request.actor, unit),
        "base": [found for found in queries.list_offered(unit) if not found.level],
        "groups": [(level, name, [s for s in services if s.level == level]) for level, name in _levels()],
        "ticked": form.ticked(),
    }
    return render(request, "licensing/offers.html", context, status=status)


def _levels() -> list[tuple[str, str]]:
    return [(level.value, name) for level, name in PACKAGE_LEVEL_NAMES.items()]
