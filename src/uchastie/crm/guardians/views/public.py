"""For those who want to help: the application, the consent on its own page, «приняли» (B3, B4).

Nobody signs in here, so the actor of these pages is nobody even when a session is open."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.families import queries as families
from uchastie.crm.families.rules import EMAIL, NOT_CUSTODY, TAG
from uchastie.crm.guardians import actions
from uchastie.crm.guardians.forms import ApplyForm
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY
from uchastie.kernel.web import Request, page
from uchastie.ui.agree import AgreeForm
from uchastie.ui.application import Application

FACTS = {"TAG": TAG, "EMAIL": EMAIL, "NOT_CUSTODY": NOT_CUSTODY}
SEVERAL = ("categories", "formats")


class GuardianApplication(Application[ApplyForm]):
    limit = "opeka-guardian"
    too_many = "С вашего адреса пришло слишком много заявок. Подождите час."

    def start(self) -> str:
        return reverse("guardians:apply")

    def form(self, **kwargs: Any) -> ApplyForm:
        headquarters = list(network.list_region_headquarters())
        return ApplyForm(headquarters=headquarters, categories=list(families.list_categories()), **kwargs)

    def show_form(self, form: ApplyForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "guardians/public/apply.html", {"form": form} | FACTS, status=status)

    def show_consent(self, form: ApplyForm, agree: AgreeForm, *, status: int = 200) -> HttpResponse:
        unit = form.unit()
        document = consents.document_of(consents.current_text(Purpose.GUARDIAN), unit, clock.today(unit.zone))
        context = {"form": form, "headquarters": unit, "agree": agree, "document": document}
        return render(self.request, "guardians/public/consent.html", context | FACTS, status=status)

    def keep(self, form: ApplyForm, **sender: Any) -> HttpResponseBase:
        actions.apply_guardian(actor=NOBODY, unit=form.unit(), given=form.given(), **sender)
        return redirect("guardians:accepted")

    def sent_already(self, form: ApplyForm) -> HttpResponseBase:
        return redirect("guardians:accepted")


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request) -> HttpResponse:
    """The empty form (`?from=` names the campaign, B3); by POST, the form as it was left («Вернуться»)."""
    initial: dict[str, Any] = {"campaign": request.GET.get("from", "")[:60], "formats": ["in_person"]}
    if request.method == "POST":
        initial = request.POST.dict() | {name: request.POST.getlist(name) for name in SEVERAL}
    application = GuardianApplication(request)
    return application.show_form(application.form(initial=initial))


@page.public
@cache_control(private=True, max_age=600)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request) -> HttpResponseBase:
    return GuardianApplication(request).ask_consent()


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request) -> HttpResponseBase:
    return GuardianApplication(request).submit()


@page.public
@require_safe
def accepted(request: Request) -> HttpResponse:
    return render(request, "guardians/public/accepted.html", FACTS)
