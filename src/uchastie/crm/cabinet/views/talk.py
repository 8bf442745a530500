"""Behind the signed link: ask, change, take back into work, wish for another employee, say what opens the cabinet.

No session is needed here, so nothing that was typed is lost when one ends."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.cabinet import actions, queries
from uchastie.crm.cabinet.forms import AnotherForm, AskForm, ChangeForm, DoorForm, ReturnForm
from uchastie.crm.desk import queries as desk
from uchastie.crm.desk import rules
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Status
from uchastie.kernel import clock, limits
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Conflict
from uchastie.kernel.links import by_link
from uchastie.kernel.web import Request, refusal_on_form, status_of

HOUR = 3600
REMARKS_AN_HOUR = 20  # about one request

opened_by_link = by_link(desk.request_of_token, bad="desk/public/bad_link.html")


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """Questions and answers, with the one who leads the request and the phone of the centre always in sight."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _not_too_often(form, found):
        with refusal_on_form(form):
            actions.ask(holder=holder, visitor=request.actor, request_id=found.pk, **form.cleaned_data)
            messages.success(request, "Отправлено. Ответ придёт сюда")
            return redirect("cabinet:talk", token)
    context = _context(token, found) | {"form": form, "talk": queries.get_talk(found)}
    return render(request, "cabinet/talk.html", context, status=_status(form))


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    wish = rules.wish_of(found.need, found.preferred_way, found.preferred_time)
    initial = {"need": wish.need, "way": wish.way, "time": wish.time, "seen": wish.digest}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _not_too_often(form, found):
        with refusal_on_form(form):
            made = actions.change_request(holder=holder, visitor=request.actor, request_id=found.pk, **form.changes())
            messages.success(
                request, "Изменили. Центр увидит, что было и что стало" if made else "Ничего не изменилось"
            )
            return redirect("desk:status", token)
    newer = wish if isinstance(getattr(form, "refused", None), Conflict) else None
    # Sent once more, the text of this window wins: its author has now seen the other one.
    seen = wish.digest if newer else form["seen"].value() or ""
    context = _context(token, found) | {"form": form, "newer": newer, "seen": seen}
    context["closed"] = found.status not in rules.OPEN
    return render(request, "cabinet/change.html", context, status=_status(form))


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def comeback(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """«Вернуть в работу»: the same request, a new clock."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on_form(form):
            actions.return_request(holder=holder, visitor=request.actor, request_id=found.pk, **form.cleaned_data)
            messages.success(request, "Заявка снова в работе")
            return redirect("desk:status", token)
    ended = found.closed_at or found.delivered_at
    can = rules.is_returnable(Status(found.status), ended, found.cancel_reason, clock.now())
    context = _context(token, found) | {"form": form, "can": can, "working": found.status in rules.OPEN}
    return render(request, "cabinet/return.html", context, status=_status(form))


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def another(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """A13: another employee, without having to say why."""
    form = AnotherForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _not_too_often(form, found):
        with refusal_on_form(form):
            actions.ask_another(holder=holder, visitor=request.actor, request_id=found.pk, **form.cleaned_data)
            messages.success(request, "Передали руководителю центра")
            return redirect("cabinet:talk", token)
    context = _context(token, found) | {"form": form, "closed": found.status not in rules.OPEN}
    return render(request, "cabinet/another.html", context, status=_status(form))


@opened_by_link
@require_POST
def door(request: Request, token: str, holder: Actor, found: ServiceRequest) -> HttpResponseBase:
    """Which of the own contacts open «Мои сервисы»."""
    form = DoorForm(request.POST)
    ways = {way.mark: way for way in queries.contacts_and_doors([found.beneficiary_id])}
    way = ways.get(form.cleaned_data["contact"]) if form.is_valid() else None
    if way is None:
        messages.error(request, "Этого контакта в карточке больше нет")
        return redirect("desk:status", token)
    actions.set_door(
        holder=holder,
        visitor=request.actor,
        request_id=found.pk,
        kind=way.kind,
        value=way.value,
        is_open=form.cleaned_data["open"],
    )
    messages.success(request, "Вход открыт" if form.cleaned_data["open"] else "Вход закрыт")
    return redirect(reverse("desk:status", args=[token]) + "#doors")


def _context(token: str, found: ServiceRequest) -> dict[str, Any]:
    return {"token": token, "request_": found, "centre": found.unit, "zone": found.unit.zone}


def _not_too_often(form: Any, found: ServiceRequest) -> bool:
    if limits.allow("remark", str(found.pk), times=REMARKS_AN_HOUR, seconds=HOUR):
        return True
    form.add_error(None, "Слишком много сообщений подряд. Позвоните в центр: так быстрее.")
    return False


def _status(form: Any) -> int:
    return status_of(form) if form.errors else 200
