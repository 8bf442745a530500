"""The same talk from the other side: an employee answers on the card, the queue of those who wait for a word."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.cabinet import actions, queries
from uchastie.crm.cabinet.access import JUDGES, LISTENERS
from uchastie.crm.cabinet.forms import AnswerForm
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk.models import ServiceRequest
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@require_safe
@page(*LISTENERS)
def waiting(request: Request) -> HttpResponse:
    """«Ждут ответа»: the longest wait first; wishes for another employee on top, for the head."""
    items, after = queries.list_waiting(request.actor, request.unit, after=request.GET.get("after"))
    wishes = queries.list_wishes(request.actor, request.unit)
    return render(request, "cabinet/waiting.html", {"items": items, "after": after, "wishes": wishes})


@require_POST
@page(*LISTENERS)
def answers(request: Request, request_id: UUID) -> HttpResponseBase:
    found = desk.get_request(request.actor, request_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.answer(actor=request.actor, request_id=request_id, **form.cleaned_data)
            messages.success(request, "Ответ отправлен")
            return _back(request_id)
    return _talk_page(request, found, form)


@require_POST
@page(*LISTENERS)
def reading(request: Request, request_id: UUID) -> HttpResponseBase:
    """«Прочитано»: nothing has to be answered."""
    actions.settle(actor=request.actor, request_id=request_id)
    return _back(request_id)


@require_POST
@page(*JUDGES)
def wish(request: Request, request_id: UUID) -> HttpResponseBase:
    """The head has decided about another employee."""
    actions.settle_wish(actor=request.actor, request_id=request_id)
    messages.success(request, "Просьба разобрана")
    return _back(request_id)


def _talk_page(request: Request, found: ServiceRequest, form: AnswerForm) -> HttpResponse:
    """An answer that was refused, as it was typed."""
    context = {"found": found, "form": form, "talk": queries.staff_talk(request.actor, found)}
    return render(request, "cabinet/answer.html", context, status=status_of(form))


def _back(request_id: UUID) -> HttpResponseBase:
    return redirect(reverse("desk:request", args=[request_id]) + "#talk")
