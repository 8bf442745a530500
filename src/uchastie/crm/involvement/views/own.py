"""«Моё участие»: the person's roles, offers, opportunities, the way out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.consents import queries as consents
from uchastie.crm.consents.models import ConsentText
from uchastie.crm.consents.queries import Document
from uchastie.crm.consents.rules import Purpose
from uchastie.crm.involvement import actions, queries, rules
from uchastie.crm.involvement.forms import AnswerForm, ApplyForm
from uchastie.crm.involvement.models import BeneficiaryRole
from uchastie.crm.involvement.rules import State
from uchastie.crm.involvement.views.present import show
from uchastie.crm.network.models import Unit
from uchastie.crm.people import queries as people
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor, ActorKind
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.web import Request, client_address, refusal_on_form


def _document(unit: Unit) -> Document:
    text: ConsentText = consents.current_text(Purpose.ROLE)
    return consents.document_of(text, unit, clock.today(unit.zone))


@require_safe
@entered
def own(request: Request, who: Entrant) -> HttpResponse:
    roles = queries.list_own(who.ids)
    taken = {one.opportunity_id for one in roles if one.state in rules.LIVING}
    opened = [one for one in queries.list_open(people.units_of(who.ids)) if one.pk not in taken]
    context = {"roles": roles, "opened": opened, "path": queries.path_of(who.ids), "here": "home"}
    return show(request, "own/home", **context, deeds=queries.list_of_person([one.pk for one in roles]))


@require_safe
@entered
def own_role(request: Request, who: Entrant, role_id: UUID) -> HttpResponse:
    return _role(request, queries.get_own(who.ids, role_id), AnswerForm())


def _role(request: Request, one: BeneficiaryRole, form: AnswerForm) -> HttpResponse:
    offered = one.state == State.OFFERED
    context = {
        "role": one,
        "here": "home",
        "listed": list(one.steps.all()),
        "deeds": queries.list_of_role(one),
        "document": _document(one.unit) if offered else None,
        "living": one.state in rules.LIVING,
    }
    return show(request, "own/offer" if offered else "own/role", form, **context)


@require_POST
@entered
def acceptance(request: Request, who: Entrant, role_id: UUID) -> HttpResponseBase:
    one, form = queries.get_own(who.ids, role_id), AnswerForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.accept_role(
                actor=Actor(ActorKind.HOLDER, one.pk),
                role=one,
                adult=form.is_adult(),
                text_id=form.text_id(),
                address=client_address(request) or None,
            )
            messages.success(request, "Спасибо! Теперь вам позвонят и всё расскажут")
            return redirect("involvement:own_role", role_id)
    return _role(request, one, form)


@require_POST
@entered
def leaving(request: Request, who: Entrant, role_id: UUID) -> HttpResponseBase:
    """One press, also of an offer and of an own answer."""
    one = queries.get_own(who.ids, role_id)
    left = actions.leave_role(actor=Actor(ActorKind.HOLDER, one.pk), role=one)
    done = left.state == State.FINISHED
    messages.success(request, "Вы вышли. Спасибо за участие" if done else "Хорошо. Причину не спрашиваем")
    return redirect("involvement:own")


@require_http_methods(["GET", "HEAD", "POST"])
@entered
def own_opportunity(request: Request, who: Entrant, opportunity_id: UUID) -> HttpResponseBase:
    one, taken = queries.get_open(opportunity_id), queries.find_answer(who.ids, opportunity_id)
    if taken is not None:
        return redirect("involvement:own_role", taken.pk)
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            made = actions.answer_opportunity(
                actor=Actor(ActorKind.HOLDER, who.key),
                opportunity_id=opportunity_id,
                person_id=who.key,
                adult=form.is_adult(),
                text_id=form.text_id(),
                group=form.cleaned_data["group"],
                words=form.cleaned_data["words"],
                address=client_address(request) or None,
            )
            messages.success(request, "Отклик отправлен. Центр ответит вам")
            return redirect("involvement:own_role", made.pk)
    return show(request, "own/apply", form, one=one, document=_document(one.unit), who=who, here="home")
