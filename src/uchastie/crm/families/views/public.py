"""For families: what the programme is, the application, the consent on its own page, «приняли».

Nobody signs in here, so the actor of these pages is nobody even when a session is open."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.families import actions, queries, rules
from uchastie.crm.families.forms.intake import ApplyForm
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY
from uchastie.kernel.web import Request, page
from uchastie.ui.agree import AgreeForm
from uchastie.ui.application import Application

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
GUARDIAN_URL = "/opeka/guardian/apply/"  # of capabilities above
STORIES_URL = "/opeka/stories/"


@page.public
@require_safe
def about(request: Request) -> HttpResponse:
    """B32, B53, B55: for families and for guardians."""
    context = {
        "categories": queries.list_categories(),
        "stage_steps": [(name, STAGE_NOTES[number], "") for number, name in rules.STAGE_NAMES],
        "guardian_url": GUARDIAN_URL,
        "stories_url": STORIES_URL,
    }
    return render(request, "families/public/about.html", context | FACTS)


class FamilyApplication(Application[ApplyForm]):
    limit = "opeka-apply"
    too_many = "С вашего адреса пришло слишком много заявок. Подождите час или позвоните."

    def start(self) -> str:
        return reverse("families:apply")

    def form(self, **kwargs: Any) -> ApplyForm:
        headquarters = list(network.list_region_headquarters())
        return ApplyForm(headquarters=headquarters, categories=list(queries.list_categories()), **kwargs)

    def show_form(self, form: ApplyForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "families/public/apply.html", {"form": form} | FACTS, status=status)

    def show_consent(self, form: ApplyForm, agree: AgreeForm, *, status: int = 200) -> HttpResponse:
        unit = form.unit()
        document = consents.document_of(consents.current_text(Purpose.FAMILY), unit, clock.today(unit.zone))
        context = {"form": form, "headquarters": unit, "agree": agree, "document": document}
        return render(self.request, "families/public/consent.html", context | FACTS, status=status)

    def keep(self, form: ApplyForm, **sender: Any) -> HttpResponseBase:
        actions.apply_family(actor=NOBODY, unit=form.unit(), family=form.family(), **sender)
        return redirect("families:accepted")

    def sent_already(self, form: ApplyForm) -> HttpResponseBase:
        return redirect("families:accepted")


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request) -> HttpResponse:
    """The empty form; by POST, the form as it was left («Вернуться»)."""
    initial = request.POST.dict() | {"categories": request.POST.getlist("categories")} if request.POST else {}
    application = FamilyApplication(request)
    return application.show_form(application.form(initial=initial))


@page.public
@cache_control(private=True, max_age=600)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request) -> HttpResponseBase:
    return FamilyApplication(request).ask_consent()


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request) -> HttpResponseBase:
    return FamilyApplication(request).submit()


@page.public
@require_safe
def accepted(request: Request) -> HttpResponse:
    """The same words for everybody: who reads them learns nothing about who is here."""
    return render(request, "families/public/accepted.html", FACTS)
