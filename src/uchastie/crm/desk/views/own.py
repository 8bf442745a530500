"""Pages behind the signed link: whoever holds it sees one request, rates it, withdraws, switches reminders."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.consents import actions as consent_actions
from uchastie.crm.consents import queries as consents
from uchastie.crm.desk import access, actions, queries
from uchastie.crm.desk.forms.public import ReviewForm
from uchastie.crm.desk.models import Review, ServiceRequest
from uchastie.crm.desk.queries import own as own_queries
from uchastie.crm.desk.rules import UNCONTACTED, Status
from uchastie.crm.desk.views import story
from uchastie.crm.notifications import queries as messaging
from uchastie.crm.people import actions as people
from uchastie.kernel import panels
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.links import LinkView, by_link
from uchastie.kernel.web import Request, refusal_on_form, status_of

type OwnView = LinkView[ServiceRequest]

own_page = by_link(queries.request_of_token, bad="desk/public/bad_link.html")


@own_page
@require_safe
def accepted(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """The acknowledgement (A35): number and promised day; later the link leads to what has become of it."""
    if Status(found.status) not in UNCONTACTED:
        return redirect("desk:status", token)
    own = own_queries.get_own_page(holder)
    context = {"token": token, "own": own, "next": story.next_of(own), "steps": story.steps_of(own)}
    context["push"] = messaging.push_ask(found.beneficiary_id)
    context["draft_done"] = " ".join(story.drafts(found.unit, found.service_id))
    return render(request, "desk/public/accepted.html", context | story.naming(own))


@own_page
@require_safe
def status(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    own = own_queries.get_own_page(holder)
    context = {
        "token": token,
        "own": own,
        "next": story.next_of(own),
        "steps": story.steps_of(own),
        "form": ReviewForm() if story.may_rate(own) else None,
        "can_stop": story.may_stop(own),
        "choices_url": messaging.choices_path(found.beneficiary_id),
        "meeting": story.has_meeting(own),
        "panels": panels.collect("desk.own", holder, own.request),
        "record_panels": panels.collect("desk.own_record", holder, own.request),
    }
    return render(request, "desk/public/status.html", context | story.naming(own))


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """A60, A61. The same page says thanks and lets the rating be changed for 30 days."""
    given = Review.objects.filter(request=found).first()
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=_given(given))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.rate(holder=holder, visitor=request.actor, **form.cleaned_data)
            messages.success(request, "Спасибо. Оценка записана")
            return redirect("desk:review", token)
    context = {
        "token": token,
        "request_": found,
        "form": form,
        "given": given,
        "open": story.rating_is_open(found, given),
        "push": messaging.push_ask(found.beneficiary_id) if given else None,
    }
    return render(request, "desk/public/review.html", context, status=status_of(form) if form.errors else 200)


def by_the_person(view: OwnView) -> OwnView:
    """What only the person decides: staff may hold the link too, since the card shows it to be photographed."""

    @wraps(view)
    def alone(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
        access.require_person(request.actor)
        return view(request, token, holder, found)

    return alone


@own_page
@require_POST
@by_the_person
def reminders(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """A7: on and off by the person alone."""
    off = request.POST.get("reminders") == "off"
    people.set_reminders(holder, beneficiary_id=found.beneficiary_id, off=off)
    messages.success(request, "Напоминания выключены" if off else "Напоминания включены")
    return redirect("desk:status", token)


@own_page
@require_safe
def consent_receipt(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """«Ваше согласие»: the text that was agreed to, when and how; can be printed and withdrawn."""
    return _receipt(request, token, found)


@own_page
@require_POST
@by_the_person
def withdraw_consent(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    given = consents.consent_about(found.pk)
    if given is None:
        raise NotSeen
    consent_actions.withdraw(holder, consent_id=given.pk)
    messages.success(request, "Согласие отозвано")
    return redirect("desk:status", token)


@own_page
@require_POST
@by_the_person
def stop(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """«Больше не нужно»: no reason is asked. What is done already stays done."""
    closed = actions.cancel_by_holder(holder=holder, request_id=found.pk)
    messages.success(request, "Заявка закрыта" if closed else "Сервис уже оказан, закрывать нечего")
    return redirect("desk:status", token)


def _receipt(request: Request, token: str, found: ServiceRequest) -> HttpResponse:
    given = consents.consent_about(found.pk)
    if given is None:
        raise NotSeen
    day = given.given_at.astimezone(found.unit.zone).date()
    context = {
        "token": token,
        "request_": found,
        "given": given,
        "document": consents.document_of(given.text, found.unit, day),
        "method": story.method_of(given),
        "open": story.is_open(found),
    }
    return render(request, "desk/public/receipt.html", context)


def _given(given: Review | None) -> dict[str, Any]:
    return {"stars": given.stars, "comment": given.comment} if given else {}
