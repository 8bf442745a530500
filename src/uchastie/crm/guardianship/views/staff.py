"""«Соединение»: the list with clocks, one pair and the steps of the coordinator."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.guardianship import actions, forms, queries
from uchastie.crm.guardianship.access import COORDINATORS
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.queries import Tab
from uchastie.crm.guardianship.views import present
from uchastie.kernel import clock, panels
from uchastie.kernel.actor import Actor
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

TABS = {
    Tab.CLOCKS: ("Познакомить", "clock"),
    Tab.PROPOSED: ("Ждём опекуна", "hourglass"),
    Tab.PAPERS: ("Подписать и начать", "file-check"),
    Tab.ACTIVE: ("Помощь идёт", "heart-handshake"),
    Tab.ENDING: ("Прекращение", "triangle-alert"),
    Tab.OVER: ("Завершены", ""),
}


@require_safe
@page(*COORDINATORS)
def index(request: Request) -> HttpResponse:
    actor, unit, now = request.actor, request.unit, clock.now()
    tab = request.GET.get("tab", "")
    chosen = Tab(tab) if tab in set(Tab) else Tab.CLOCKS
    after = request.GET.get("after") or None
    if chosen is Tab.CLOCKS:
        pairs, following = queries.list_clocks(actor, unit), None
    else:
        found = queries.list_pairs(actor, unit, chosen, after=after)
        pairs, following = found.items, found.after
    context = {
        "lines": [queries.line(pair, now) for pair in pairs],
        "tabs": [(tab, *TABS[tab]) for tab in Tab],
        "counts": queries.count_tabs(actor, unit),
        "overdue": queries.count_overdue(unit, now),
        "chosen": chosen,
        "after_url": f"?{urlencode({'tab': str(chosen), 'after': following})}" if following else "",
    }
    return render(request, "guardianship/index.html", present.NAMES | context)


@require_safe
@page(*COORDINATORS)
def pair(request: Request, pair_id: UUID) -> HttpResponse:
    return _page(request, queries.get_guardianship(request.actor, pair_id))


def _page(request: Request, found: Guardianship, **changed: django_forms.Form) -> HttpResponse:
    refused = next(iter(changed.values()), None)
    now = clock.now()
    given = forms.forms_of(found, now.astimezone(found.unit.zone).date()) | changed
    shown = panels.collect("guardianship.pair", request.actor, found)
    context = present.context(request.actor, found, now) | {"forms": given, "refused": refused, "panels": shown}
    return render(request, "guardianship/pair.html", context, status=status_of(refused) if refused else 200)


def _step(
    request: Request, pair_id: UUID, name: str, form: django_forms.Form, action: Callable[..., object], said: str
) -> HttpResponseBase:
    """The step when the form is right, else the page with the form as it was typed."""
    if form.is_valid():
        with refusal_on_form(form):
            action(actor=request.actor, guardianship_id=pair_id, **form.cleaned_data)
            messages.success(request, said)
            return redirect("guardianship:pair", pair_id)
    return _page(request, queries.get_guardianship(request.actor, pair_id), **{name: form})


@require_POST
@page(*COORDINATORS)
def acceptance(request: Request, pair_id: UUID) -> HttpResponseBase:
    return _step(
        request,
        pair_id,
        "step",
        forms.StepForm(request.POST),
        actions.accept,
        "Опекун согласен: познакомьте за 72 часа.",
    )


@require_POST
@page(*COORDINATORS)
def refusal(request: Request, pair_id: UUID) -> HttpResponseBase:
    return _step(
        request, pair_id, "refusal", forms.DeclineForm(request.POST), actions.decline, "Отказ записан, место свободно."
    )


@require_POST
@page(*COORDINATORS)
def introduction(request: Request, pair_id: UUID) -> HttpResponseBase:
    found = queries.get_guardianship(request.actor, pair_id)
    form = forms.IntroductionForm(request.POST)

    def introduce(*, actor: Actor, guardianship_id: UUID, version: int | None, **_: Any) -> object:
        meeting = form.meeting(found.unit.zone)
        return actions.introduce(actor=actor, guardianship_id=guardianship_id, meeting=meeting, version=version)

    return _step(request, pair_id, "introduction", form, introduce, "Знакомство записано.")


@require_POST
@page(*COORDINATORS)
def assessments(request: Request, pair_id: UUID) -> HttpResponseBase:
    return _step(request, pair_id, "assessment", forms.AssessmentForm(request.POST), actions.assess, "Оценка записана.")


@require_POST
@page(*COORDINATORS)
def activation(request: Request, pair_id: UUID) -> HttpResponseBase:
    return _step(request, pair_id, "start", forms.StartForm(request.POST), actions.activate, "Помощь началась.")


@require_POST
@page(*COORDINATORS)
def start(request: Request, pair_id: UUID) -> HttpResponseBase:
    return _step(request, pair_id, "start", forms.StartForm(request.POST), actions.set_start, "День начала изменён.")


@require_POST
@page(*COORDINATORS)
def ending(request: Request, pair_id: UUID) -> HttpResponseBase:
    return _step(
        request,
        pair_id,
        "ending",
        forms.EndForm(request.POST),
        actions.report_end,
        "Записано. Подтвердите прекращение.",
    )


@require_POST
@page(*COORDINATORS)
def confirmation(request: Request, pair_id: UUID) -> HttpResponseBase:
    said = "Опека прекращена, семье ушла ссылка на вопросы."
    return _step(request, pair_id, "confirmation", forms.ConfirmForm(request.POST), actions.confirm_end, said)


@require_POST
@page(*COORDINATORS)
def withdrawal(request: Request, pair_id: UUID) -> HttpResponseBase:
    return _step(request, pair_id, "step", forms.StepForm(request.POST), actions.keep, "Продолжаем: сообщение снято.")
