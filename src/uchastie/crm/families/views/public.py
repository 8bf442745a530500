"""For families: what the programme is, the application, the consent on its own page, «приняли».

Nobody signs in here, so the actor of these pages is nobody even when a session is open."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.families import actions, queries, rules
from uchastie.crm.families.forms.intake import ApplyForm
from uchastie.crm.network import queries as network
from uchastie.kernel import clock, limits
from uchastie.kernel.actor import NOBODY
from uchastie.kernel.errors import Conflict
from uchastie.kernel.web import Request, client_address, page, refusal_on_form, status_of
from uchastie.ui.agree import AgreeForm

HOUR = 3600
AN_HOUR = 20  # from one address: a library may have one for all
FACTS = {
    "TAG": rules.TAG,
    "EMAIL": rules.EMAIL,
    "ADDRESS": rules.ADDRESS,
    "HOTLINE": rules.HOTLINE,
    "PARTIES": rules.PARTIES,
    "NOT_CUSTODY": rules.NOT_CUSTODY,
}
STAGE_NOTES = {
    1: "штаб слушает семью и решает, нужна ли долгая помощь",
    2: "идёт постоянно: проверка, инструктаж, обучение, соглашение",
    3: "знакомство не позже трёх суток после совпадения",
    4: "созвоны с обеими сторонами через две недели, через месяц и дальше каждый месяц",
    5: "что сделано, видят и семья, и штаб",
    6: "по слову любой стороны, с причиной; семья остаётся на контроле",
}
GUARDIAN_URL = "/opeka/guardian/apply/"  # of the capability above


@page.public
@require_safe
def about(request: Request) -> HttpResponse:
    """B32, B53, B55: for families and for guardians."""
    context = {
        "categories": queries.list_categories(),
        "stage_steps": [(name, STAGE_NOTES[number], "") for number, name in rules.STAGE_NAMES],
        "guardian_url": GUARDIAN_URL,
    }
    return render(request, "families/public/about.html", context | FACTS)


def _form(**kwargs: Any) -> ApplyForm:
    headquarters = list(network.list_region_headquarters())
    return ApplyForm(headquarters=headquarters, categories=list(queries.list_categories()), **kwargs)


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request) -> HttpResponse:
    """The empty form; by POST, the form as it was left («Вернуться»)."""
    initial = request.POST.dict() | {"categories": request.POST.getlist("categories")} if request.POST else {}
    return _form_page(request, _form(initial=initial))


@page.public
@cache_control(private=True, max_age=600)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request) -> HttpResponseBase:
    """Nothing is kept yet: what was typed goes on in hidden fields and is checked again at the end."""
    if request.method != "POST":
        return redirect("families:apply")
    form = _form(data=request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    return _consent_page(request, form, AgreeForm())


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request) -> HttpResponseBase:
    """The same form twice is one family and the same answer."""
    if request.method != "POST":
        return redirect("families:apply")
    form = _form(data=request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    agree = AgreeForm(request.POST)
    if not agree.is_valid():
        return _consent_page(request, form, agree, status=422)
    if not limits.allow("opeka-apply", client_address(request), times=AN_HOUR, seconds=HOUR):
        agree.add_error(None, "С вашего адреса пришло слишком много заявок. Подождите час или позвоните.")
        return _consent_page(request, form, agree, status=429)
    return _submit(request, form, agree)


def _submit(request: Request, form: ApplyForm, agree: AgreeForm) -> HttpResponseBase:
    with refusal_on_form(agree):
        actions.apply_family(
            actor=NOBODY,
            unit=form.unit(),
            family=form.family(),
            key=form.cleaned_data["key"],
            consent_text_id=agree.text_id(),
            address=client_address(request) or None,
        )
        return redirect("families:accepted")
    if isinstance(agree.refused, Conflict):  # sent once already, and changed since
        return redirect("families:accepted")
    return _consent_page(request, form, AgreeForm.unticked(agree), status=status_of(agree))


@page.public
@require_safe
def accepted(request: Request) -> HttpResponse:
    """The same words for everybody: who reads them learns nothing about who is here."""
    return render(request, "families/public/accepted.html", FACTS)


def _form_page(request: Request, form: ApplyForm, *, status: int = 200) -> HttpResponse:
    return render(request, "families/public/apply.html", {"form": form} | FACTS, status=status)


def _consent_page(request: Request, form: ApplyForm, agree: AgreeForm, *, status: int = 200) -> HttpResponse:
    unit = form.unit()
    text = consents.current_text(Purpose.FAMILY)
    context = {
        "form": form,
        "headquarters": unit,
        "agree": agree,
        "document": consents.document_of(text, unit, clock.today(unit.zone)),
    }
    return render(request, "families/public/consent.html", context | FACTS, status=status)
