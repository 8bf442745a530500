"""The citizen's way in: the form, the consent on its own page, the acknowledgement, a new link instead of a lost one.

Nobody signs in here, so the actor of these pages is nobody even when a session is open."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods

from uchastie.crm.catalogue.models import Service
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.forms.public import ApplyForm, FindRequestForm
from uchastie.crm.desk.queries import own as own_queries
from uchastie.crm.desk.rules import Channel
from uchastie.crm.desk.views import story
from uchastie.crm.desk.views.closed import keeps_what_was_typed
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import queries as messaging
from uchastie.kernel import clock, limits
from uchastie.kernel.actor import NOBODY
from uchastie.kernel.web import Request, client_address, page
from uchastie.ui.agree import AgreeForm
from uchastie.ui.application import Application

HOUR = 3600
LINKS_AN_HOUR = 10


class RequestApplication(Application[ApplyForm]):
    limit = "apply"
    too_many = "С вашего адреса пришло слишком много заявок. Подождите час или позвоните в центр."

    def __init__(self, request: Request, slug: str) -> None:
        super().__init__(request)
        self.slug = slug

    @cached_property
    def centre(self) -> Unit:
        return network.get_centre(self.slug)

    @cached_property
    def services(self) -> list[Service]:
        return list(licensing.list_offered(self.centre))

    def start(self) -> str:
        return reverse("desk:apply", args=[self.slug])

    def form(self, **kwargs: Any) -> ApplyForm:
        return ApplyForm(services=self.services, **kwargs)

    def show_form(
        self,
        form: ApplyForm,
        *,
        status: int = 200,
        missing: bool = False,
        repeated: bool = False,
        draft: str | None = None,
    ) -> HttpResponse:
        context = {
            "centre": self.centre,
            "form": form,
            "promise": story.promise_if_sent_now(self.centre),
            "missing": missing,
            "repeated": repeated,
            "draft": story.drafts(self.centre, "")[0] if draft is None else draft,
            "summaries": story.summaries(self.services),
        }
        return render(self.request, "desk/public/apply.html", context, status=status)

    def show_consent(self, form: ApplyForm, agree: AgreeForm, *, status: int = 200) -> HttpResponse:
        text = consents.current_text(Purpose.SERVICE)
        context = {
            "centre": self.centre,
            "form": form,
            "service": dict(form.fields["service"].choices)[form.cleaned_data["service"]],  # type: ignore[attr-defined]
            "agree": agree,
            "document": consents.document_of(text, self.centre, clock.today(self.centre.zone)),
        }
        return render(self.request, "desk/public/consent.html", context, status=status)

    def keep(self, form: ApplyForm, **sender: Any) -> HttpResponseBase:
        made = actions.submit_request(
            actor=NOBODY,
            unit=self.centre,
            service_code=form.cleaned_data["service"],
            applicant=form.applicant(),
            need=form.cleaned_data["need"],
            channel=Channel.WEB,
            heard_from=form.heard_from_code(),
            referral=form.cleaned_data["c"] or self.request.COOKIES.get("from", ""),
            **sender,
        )
        return redirect("desk:accepted", queries.status_token(made.pk))

    def sent_already(self, form: ApplyForm) -> HttpResponse:
        """Back, another text, sent again: the first request stands, this one is offered as a new one, nothing is lost."""
        typed = {name: value for name, value in form.typed() if name != "key"}
        return self.show_form(self.form(initial=typed), repeated=True, draft="", status=409)


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def apply(request: Request, slug: str) -> HttpResponseBase:
    """The empty form; by POST, the form as it was left («Вернуться к заявке»)."""
    application = RequestApplication(request, slug)
    asked = request.GET.get("service", "")
    initial = request.POST.dict() if request.method == "POST" else {"service": asked} if asked else {}
    initial |= {"c": request.GET["c"][:16]} if "c" in request.GET else {}
    offered = {service.code for service in application.services}
    # A form that came back holds newer words than the draft the browser keeps.
    draft = "" if request.method == "POST" else story.drafts(application.centre, asked)[asked in offered]
    form = application.form(initial=initial)
    return application.show_form(form, missing=bool(asked) and asked not in offered, draft=draft)


@page.public
@cache_control(private=True, max_age=600)
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def consent(request: Request, slug: str) -> HttpResponseBase:
    """The browser may keep the page for a few minutes: else the way back to it shows the browser's own error."""
    return RequestApplication(request, slug).ask_consent()


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def submit(request: Request, slug: str) -> HttpResponseBase:
    return RequestApplication(request, slug).submit()


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find_request(request: Request) -> HttpResponse:
    """A fresh link goes to the address on record; the answer never tells whether there is such a request."""
    form = FindRequestForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "sent": False, "has_sms": messaging.has_sms()}
    if not form.is_valid():
        return render(request, "desk/public/find.html", context, status=422 if form.is_bound else 200)
    if not limits.allow("find-request", client_address(request), times=LINKS_AN_HOUR, seconds=HOUR):
        form.add_error(None, "Слишком много попыток с вашего адреса. Подождите час или позвоните в центр.")
        return render(request, "desk/public/find.html", context, status=429)
    found = own_queries.find_asked_for(form.cleaned_data["number"], form.cleaned_data["contact"])
    if found:
        actions.send_fresh_link(request=found)
    return render(request, "desk/public/find.html", context | {"sent": True})
