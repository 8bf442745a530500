"""For those who want to help: the application, the consent on its own page, «приняли» (B3, B4).

Nobody signs in here, so the actor of these pages is nobody even when a session is open."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.families import queries as families
from uchastie.crm.families.rules import EMAIL, NOT_CUSTODY, TAG
from uchastie.crm.guardians import actions
from uchastie.crm.guardians.forms import ApplyForm
from uchastie.crm.network import queries as network
from uchastie.kernel import clock, limits
from uchastie.kernel.actor import NOBODY
from uchastie.kernel.errors import Conflict
from uchastie.kernel.web import Request, client_address, page, refusal_on_form, status_of
from uchastie.ui.agree import AgreeForm

HOUR = 3600
AN_HOUR = 20  # from one address
FACTS = {"TAG": TAG, "EMAIL": EMAIL, "NOT_CUSTODY": NOT_CUSTODY}
SEVERAL = ("categories", "formats")


def _form(**kwargs: Any) -> ApplyForm:
    headquarters = list(network.list_region_headquarters())
    return ApplyForm(headquarters=headquarters, categories=list(families.list_categories()), **kwargs)


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request) -> HttpResponse:
    """The empty form (`?from=` names the campaign, B3); by POST, the form as it was left («Вернуться»)."""
    initial: dict[str, Any] = {"campaign": request.GET.get("from", "")[:60], "formats": ["in_person"]}
    if request.method == "POST":
        initial = request.POST.dict() | {name: request.POST.getlist(name) for name in SEVERAL}
    return _form_page(request, _form(initial=initial))


@page.public
@cache_control(private=True, max_age=600)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request) -> HttpResponseBase:
    """Nothing is kept yet: what was typed goes on in hidden fields and is checked again at the end."""
    if request.method != "POST":
        return redirect("guardians:apply")
    form = _form(data=request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    return _consent_page(request, form, AgreeForm())


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request) -> HttpResponseBase:
    """The same form twice is one guardian and the same answer."""
    if request.method != "POST":
        return redirect("guardians:apply")
    form = _form(data=request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    agree = AgreeForm(request.POST)
    if not agree.is_valid():
        return _consent_page(request, form, agree, status=422)
    if not limits.allow("opeka-guardian", client_address(request), times=AN_HOUR, seconds=HOUR):
        agree.add_error(None, "С вашего адреса пришло слишком много заявок. Подождите час.")
        return _consent_page(request, form, agree, status=429)
    return _submit(request, form, agree)


def _submit(request: Request, form: ApplyForm, agree: AgreeForm) -> HttpResponseBase:
    with refusal_on_form(agree):
        actions.apply_guardian(
            actor=NOBODY,
            unit=form.unit(),
            given=form.given(),
            key=form.cleaned_data["key"],
            consent_text_id=agree.text_id(),
            address=client_address(request) or None,
        )
        return redirect("guardians:accepted")
    if isinstance(agree.refused, Conflict):  # sent once already, and changed since
        return redirect("guardians:accepted")
    return _consent_page(request, form, AgreeForm.unticked(agree), status=status_of(agree))


@page.public
@require_safe
def accepted(request: Request) -> HttpResponse:
    return render(request, "guardians/public/accepted.html", FACTS)


def _form_page(request: Request, form: ApplyForm, *, status: int = 200) -> HttpResponse:
    return render(request, "guardians/public/apply.html", {"form": form} | FACTS, status=status)


def _consent_page(request: Request, form: ApplyForm, agree: AgreeForm, *, status: int = 200) -> HttpResponse:
    unit = form.unit()
    document = consents.document_of(consents.current_text(Purpose.GUARDIAN), unit, clock.today(unit.zone))
    context = {"form": form, "headquarters": unit, "agree": agree, "document": document}
    return render(request, "guardians/public/consent.html", context | FACTS, status=status)
