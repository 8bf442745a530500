"""For organisations that want a centre: the application, the consent on its own page, the page of the application.

Nobody signs in here, so the actor of these pages is nobody even when a session is open."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.documents import queries as documents
from uchastie.crm.licensing import actions, queries, rules
from uchastie.crm.licensing.forms.licences import HostForm
from uchastie.crm.licensing.models import Licence
from uchastie.crm.licensing.rules import State
from uchastie.crm.network import queries as network
from uchastie.kernel import clock
from uchastie.kernel.actor import NOBODY, Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.links import by_link
from uchastie.kernel.web import Request, page
from uchastie.ui.agree import AgreeForm
from uchastie.ui.application import Application

BAD_LINK = "licensing/public/bad_link.html"


class HostApplication(Application[HostForm]):
    limit = "licence"
    too_many = "С вашего адреса пришло слишком много заявок. Подождите час."

    def form(self, **kwargs: Any) -> HostForm:
        return HostForm(headquarters=list(network.list_region_headquarters()), **kwargs)

    def start(self) -> str:
        return "licensing:apply"

    def ask_consent(self) -> HttpResponseBase:
        """What the form cannot see (the check digit of an INN) is said before anybody agrees to anything."""
        form = self.form(data=self.request.POST)
        if self.request.method == "POST" and form.is_valid():
            try:
                rules.require_host(form.given())
            except Refusal as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
                return self.show_form(form, status=422)
        return super().ask_consent()

    def show_form(self, form: HostForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "licensing/public/apply.html", {"form": form}, status=status)

    def show_consent(self, form: HostForm, agree: AgreeForm, *, status: int = 200) -> HttpResponse:
        unit = form.unit()
        document = consents.document_of(consents.current_text(Purpose.HOST), unit, clock.today(unit.zone))
        context = {"form": form, "headquarters": unit, "agree": agree, "document": document}
        return render(self.request, "licensing/public/consent.html", context, status=status)

    def keep(self, form: HostForm, **sender: Any) -> HttpResponseBase:
        licence = actions.apply_licence(actor=NOBODY, unit=form.unit(), given=form.given(), **sender)
        return redirect(queries.status_path(licence.pk))

    def sent_already(self, form: HostForm) -> HttpResponseBase:
        return redirect("licensing:apply")


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request) -> HttpResponse:
    """The empty form; by POST, the form as it was left («Вернуться»)."""
    application = HostApplication(request)
    return application.show_form(application.form(initial=request.POST.dict() if request.method == "POST" else {}))


@page.public
@cache_control(private=True, max_age=600)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request) -> HttpResponseBase:
    return HostApplication(request).ask_consent()


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: Request) -> HttpResponseBase:
    return HostApplication(request).submit()


@by_link(queries.licence_of_token, bad=BAD_LINK)
@require_safe
def status(request: Request, token: str, holder: Actor, licence: Licence) -> HttpResponse:
    """Where the application stands, the paper to sign, what comes next."""
    context = {"licence": licence, "token": token, "headquarters": queries.headquarters_of(licence)}
    context["state"] = rules.STATE_NAMES[State(licence.state)]
    return render(request, "licensing/public/status.html", context | {"way": way_of(licence)})


@by_link(queries.licence_of_token, bad=BAD_LINK)
@require_safe
def paper(request: Request, token: str, holder: Actor, licence: Licence) -> HttpResponse:
    if not licence.body:
        raise NotSeen
    return documents.paper_response(queries.render_agreement(licence), paper_name(licence))


def paper_name(licence: Licence) -> str:
    return f"Договор {(licence.number or '').replace('/', '-')}"


def way_of(licence: Licence) -> list[tuple[str, str, str]]:
    """The five steps of a centre as far as this licence has come: (name, note, state)."""
    entered = licence.active_at is not None and licence.text_id is None  # from paper: the days before are not known
    set_now = queries.approved_set(licence.unit) if licence.unit else None
    done = [
        ("Заявка", None if entered else licence.applied_at, True),
        ("Договор", licence.agreed_at, licence.agreed_at is not None),
        ("Набор сервисов", set_now.decided_at if set_now else None, set_now is not None),
        ("Верификация", None if entered else licence.active_at, licence.active_at is not None),
        ("Доступ", None if entered else licence.active_at, licence.active_at is not None),
    ]
    zone = queries.headquarters_of(licence).zone
    steps: list[tuple[str, str, str]] = []
    for name, at, is_done in done:
        turn = not is_done and all(state == "done" for _, _, state in steps)
        note = rules.day_of(at, zone) if at else "сейчас" if turn else ""
        steps.append((name, note, "done" if is_done else "now" if turn else ""))
    return steps
