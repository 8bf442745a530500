"""The page of a parent: read, agree, take back. Whoever has the code has it from the child."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.consents import actions as consent_actions
from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.surveys import actions, queries
from uchastie.crm.surveys.forms import ParentForm
from uchastie.crm.surveys.models import Permit
from uchastie.crm.surveys.rules import plain_code
from uchastie.kernel import clock, limits
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, client_address, page, refusal_on_form, status_of


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def permit(request: Request, code: str) -> HttpResponseBase:
    found, form = _find(request, code), ParentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            name, address = form.cleaned_data["name"], client_address(request) or None
            actions.give_permit(permit=found, name=name, text_id=form.text_id(), address=address)
            return redirect("surveys:permit", code)
    return _permit(request, found, form)


def _find(request: Request, code: str) -> Permit:
    """Wrong tries are counted: a code is short enough to be written on paper."""
    try:
        return queries.get_permit(plain_code(code))
    except NotSeen:
        if not limits.allow("survey-parent", client_address(request), times=120, seconds=3600):
            raise Refusal("too_many", "Слишком много попыток. Подождите час или позвоните в центр.") from None
        raise


def _permit(request: Request, found: Permit, form: ParentForm) -> HttpResponse:
    survey = found.survey
    text = consents.current_text(Purpose.CHILD_SURVEY)
    document = consents.document_of(text, survey.unit, clock.today(survey.zone), survey=survey.title)
    given = found.consent is not None and found.consent.withdrawn_at is None
    context = {
        "permit": found,
        "survey": survey,
        "document": document,
        "form": form,
        "given": given,
        "questions": queries.questions_of(survey),
    }
    status = status_of(form) if form.is_bound else 200
    answer = render(request, "surveys/public/permit.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@page.public
@never_cache
@require_POST
def permit_withdrawal(request: Request, code: str) -> HttpResponseBase:
    found = _find(request, code)
    if found.consent is not None:
        consent_actions.withdraw(Actor(ActorKind.HOLDER, found.pk), consent_id=found.consent.pk)
    messages.success(request, "Согласие отозвано")
    return redirect("surveys:permit", code)
