"""«Оценки и ответы»: the list, one mark and what is done with it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.deadlines.rules import WorkCalendar
from uchastie.crm.feedback import access, actions, forms, queries, rules
from uchastie.crm.feedback.access import READERS
from uchastie.crm.feedback.models import Mark
from uchastie.crm.feedback.queries import Filter
from uchastie.crm.feedback.views import present
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

TABS = {
    Filter.WAITING: ("Ждут ответа", "clock"),
    Filter.LATE: ("Просрочено", "triangle-alert"),
    Filter.ANSWERED: ("С ответом", "check-check"),
    Filter.CLOSED: ("Закрыты без ответа", ""),
    Filter.APART: ("По QR без заявки", "qr-code"),
    Filter.ALL: ("Все отзывы", ""),
}


@require_safe
@page(*READERS)
def index(request: Request) -> HttpResponse:
    unit, actor = request.unit, request.actor
    tab = request.GET.get("tab", "")
    chosen = Filter(tab) if tab in set(Filter) else Filter.WAITING
    stars = present.stars_of(request.GET.get("stars", ""))
    after = request.GET.get("after") or None
    found = queries.list_marks(actor, unit, chosen, stars=stars, after=after)
    month = queries.month_of(unit, clock.today(unit.zone))
    kept = {"tab": str(chosen)} | ({"stars": str(stars)} if stars else {})
    context = {
        "lines": present.lines(found.items, unit, clock.now(), _calendar(unit)),
        "tabs": [(tab, *TABS[tab]) for tab in Filter],
        "counts": queries.count_tabs(actor, unit),
        "chosen": chosen,
        "only": stars,
        "after_url": f"?{urlencode(kept | {'after': found.after})}" if found.after else "",
        "paged": after is not None,
        "month": queries.count_stars(actor, unit, *month),
        "apart": queries.count_stars(actor, unit, *month, counted=False),
        "may_answer": access.may_answer(actor, unit.path),
        "shows_unit": unit.kind != "centre",
    }
    return render(request, "feedback/index.html", context)


@require_safe
@page(*READERS)
def summary(request: Request) -> HttpResponse:
    """A month in numbers: stars, by service and employee, «посоветуют», «откуда узнали» (A42, A68)."""
    unit, actor = request.unit, request.actor
    day = present.month_of_text(request.GET.get("month", ""), clock.today(unit.zone))
    start, end = queries.month_of(unit, day)
    context = {
        "day": day,
        "before": present.month_text(day, -1),
        "next": present.month_text(day, 1) if end <= clock.now() else "",
        "counted": queries.count_stars(actor, unit, start, end),
        "apart": queries.count_stars(actor, unit, start, end, counted=False),
        "services": present.named(queries.count_stars_by(actor, unit, start, end, queries.By.SERVICE), "service"),
        "employees": present.named(queries.count_stars_by(actor, unit, start, end, queries.By.EMPLOYEE), "employee"),
        "recommend": queries.get_recommendation(actor, unit, start, end),
        "heard": present.heard(queries.count_heard(actor, unit, start, end)),
        "norm": rules.SHARE_NORM,
    }
    return render(request, "feedback/summary.html", context)


@require_safe
@page(*READERS)
def mark(request: Request, mark_id: UUID) -> HttpResponse:
    return _mark(request, queries.get_mark(request.actor, mark_id))


@require_POST
@page(*READERS)
def answers(request: Request, mark_id: UUID) -> HttpResponseBase:
    form = forms.AnswerForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.answer_mark(actor=request.actor, mark_id=mark_id, **form.cleaned_data)
            messages.success(request, "Ответ сохранён")
            return redirect("feedback:mark", mark_id)
    return _mark(request, queries.get_mark(request.actor, mark_id), status=status_of(form), answer_form=form)


@require_POST
@page(*READERS)
def closing(request: Request, mark_id: UUID) -> HttpResponseBase:
    form = forms.CloseForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.close_mark(actor=request.actor, mark_id=mark_id, **form.cleaned())
            messages.success(request, "Отзыв закрыт без ответа")
            return redirect("feedback:mark", mark_id)
    return _mark(request, queries.get_mark(request.actor, mark_id), status=status_of(form), close_form=form)


@require_POST
@page(*READERS)
def link(request: Request, mark_id: UUID) -> HttpResponseBase:
    form = forms.LinkForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            actions.link_mark(actor=request.actor, mark_id=mark_id, version=data["version"], request_id=data["request"])
            messages.success(request, "Отзыв связан с заявкой и учтён как её оценка")
            return redirect("feedback:mark", mark_id)
    return _mark(request, queries.get_mark(request.actor, mark_id), status=status_of(form), link_form=form)


@require_POST
@page(*READERS)
def forgetting(request: Request, mark_id: UUID) -> HttpResponseBase:
    """The author has changed his mind: the contact is erased at once."""
    actions.erase_contact(actor=request.actor, mark_id=mark_id)
    messages.success(request, "Контакт стёрт")
    return redirect("feedback:mark", mark_id)


@require_POST
@page(*READERS)
def invitation(request: Request, request_id: UUID) -> HttpResponseBase:
    """«Пригласить ещё раз» from the card of a request (A40)."""
    actions.invite_again(actor=request.actor, request_id=request_id)
    messages.success(request, "Приглашение оценить отправлено")
    return redirect("desk:request", request_id)


def _mark(request: Request, found: Mark, *, status: int = 200, **bound: Any) -> HttpResponse:
    actor, zone = request.actor, found.unit.zone
    version = {"version": found.version}
    editions = queries.list_answers(found)
    head = access.may_answer(actor, found.unit.path)
    context = {
        "mark": found,
        "zone": zone,
        "term": present.term_of(found, clock.now(), _calendar(found.unit)),
        "editions": editions,
        "may_answer": head,
        "linkable": queries.list_linkable(actor, found) if head else [],
        "answer_form": forms.AnswerForm(initial=version | ({"text": editions[0].text} if editions else {})),
        "close_form": forms.CloseForm(initial=version),
        "link_form": forms.LinkForm(initial=version),
        "refused": next(iter(bound.values()), None),
    } | present.NAMES
    return render(request, "feedback/mark.html", context | bound, status=status)


def _calendar(unit: Any) -> WorkCalendar:
    return deadlines.get_calendar(unit.region_id)
