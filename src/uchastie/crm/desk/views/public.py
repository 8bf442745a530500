"""The citizen's way in: the form, the consent on its own page, the acknowledgement, a new link instead of a lost one.

Nobody signs in here, so the actor of these pages is nobody even when a session is open."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.desk import actions, queries
from uchastie.crm.desk.forms.public import ApplyForm, FindRequestForm
from uchastie.crm.desk.queries import own as own_queries
from uchastie.crm.desk.rules import Channel
from uchastie.crm.desk.views import story
from uchastie.crm.licensing import queries as licensing
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import queries as messaging
from uchastie.kernel import clock, limits
from uchastie.kernel.actor import NOBODY
from uchastie.kernel.errors import Conflict
from uchastie.kernel.web import Request, client_address, page, refusal_on_form, status_of
from uchastie.ui.agree import AgreeForm

HOUR = 3600
REQUESTS_AN_HOUR = 20  # from one address: a library or a centre may have one for all
LINKS_AN_HOUR = 10


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request, slug: str) -> HttpResponse:
    """The empty form; by POST, the form as it was left («Вернуться к заявке»)."""
    centre = network.get_centre(slug)
    services = list(licensing.list_offered(centre))
    asked = request.GET.get("service", "")
    initial = request.POST.dict() if request.method == "POST" else {"service": asked} if asked else {}
    form = ApplyForm(initial=initial, services=services)
    offered = {service.code for service in services}
    # A form that came back holds newer words than the draft the browser keeps.
    draft = "" if request.method == "POST" else story.drafts(centre, asked)[asked in offered]
    return _form_page(request, centre, form, missing=bool(asked) and asked not in offered, draft=draft)


@page.public
@cache_control(private=True, max_age=600)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request, slug: str) -> HttpResponseBase:
    """Nothing is kept yet: what was typed goes on in hidden fields and is checked again at the end.

    The browser may keep the page for a few minutes: else the way back to it shows the browser's own error."""
    if request.method != "POST":
        return redirect("desk:apply", slug)
    centre = network.get_centre(slug)
    form = ApplyForm(request.POST, services=list(licensing.list_offered(centre)))
    if not form.is_valid():
        return _form_page(request, centre, form, status=422)
    return _consent_page(request, centre, form, AgreeForm())


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request, slug: str) -> HttpResponseBase:
    """A14, A35: the same form twice is one request and the same answer."""
    if request.method != "POST":
        return redirect("desk:apply", slug)
    centre = network.get_centre(slug)
    form = ApplyForm(request.POST, services=list(licensing.list_offered(centre)))
    if not form.is_valid():
        return _form_page(request, centre, form, status=422)
    agree = AgreeForm(request.POST)
    if not agree.is_valid():
        return _consent_page(request, centre, form, agree, status=422)
    if not limits.allow("apply", client_address(request), times=REQUESTS_AN_HOUR, seconds=HOUR):
        agree.add_error(None, "С вашего адреса пришло слишком много заявок. Подождите час или позвоните в центр.")
        return _consent_page(request, centre, form, agree, status=429)
    return _submit(request, centre, form, agree)


def _submit(request: Request, centre: Unit, form: ApplyForm, agree: AgreeForm) -> HttpResponseBase:
    with refusal_on_form(agree):
        made = actions.submit_request(
            actor=NOBODY,
            unit=centre,
            service_code=form.cleaned_data["service"],
            applicant=form.applicant(),
            need=form.cleaned_data["need"],
            channel=Channel.WEB,
            key=form.cleaned_data["key"],
            consent_text_id=agree.text_id(),
            address=client_address(request) or None,
            heard_from=form.heard_from_code(),
            referral=request.COOKIES.get("from", ""),
        )
        return redirect("desk:accepted", queries.status_token(made.pk))
    if isinstance(agree.refused, Conflict):
        return _already_sent(request, centre, form)
    # What was ticked was another text (or another time): the box is empty again.
    return _consent_page(request, centre, form, AgreeForm.unticked(agree), status=status_of(agree))


def _already_sent(request: Request, centre: Unit, form: ApplyForm) -> HttpResponse:
    """Back, another text, sent again: the first request stands, this one is offered as a new one, nothing is lost."""
    typed = {name: value for name, value in form.typed() if name != "key"}
    services = list(licensing.list_offered(centre))
    form = ApplyForm(initial=typed, services=services)
    return _form_page(request, centre, form, repeated=True, draft="", status=409)


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


def _form_page(
    request: Request,
    centre: Unit,
    form: ApplyForm,
    *,
    missing: bool = False,
    repeated: bool = False,
    draft: str | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "centre": centre,
        "form": form,
        "promise": story.promise_if_sent_now(centre),
        "missing": missing,
        "repeated": repeated,
        "draft": story.drafts(centre, "")[0] if draft is None else draft,
        "summaries": story.summaries(licensing.list_offered(centre)),
    }
    return render(request, "desk/public/apply.html", context, status=status)


def _consent_page(
    request: Request, centre: Unit, form: ApplyForm, agree: AgreeForm, *, status: int = 200
) -> HttpResponse:
    text = consents.current_text(Purpose.SERVICE)
    context = {
        "centre": centre,
        "form": form,
        "service": dict(form.fields["service"].choices)[form.cleaned_data["service"]],  # type: ignore[attr-defined]
        "agree": agree,
        "document": consents.document_of(text, centre, clock.today(centre.zone)),
    }
    return render(request, "desk/public/consent.html", context, status=status)
