"""Staff: an evaluation by a panel."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.councils import access, actions, queries, rules
from uchastie.crm.councils.forms import EvaluationForm, WordsForm
from uchastie.crm.councils.models import Evaluation
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, council_id: UUID) -> HttpResponseBase:
    council = queries.get_council(request.actor, council_id)
    access.require_lead(request.actor, council.unit)
    form = EvaluationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            subject, titles = form.cleaned_data["subject"], form.titles()
            made = actions.begin_evaluation(
                actor=request.actor, council_id=council_id, subject=subject, criteria=titles
            )
            messages.success(request, "Оценка начата: участники ставят отметки на своих страницах")
            return redirect("councils:evaluation", made.pk)
    status = status_of(form) if form.is_bound else 200
    return render(request, "councils/evaluation_new.html", {"form": form, "council": council}, status=status)


@require_safe
@page(*access.READERS)
def evaluation(request: Request, evaluation_id: UUID) -> HttpResponse:
    found = queries.get_evaluation(request.actor, evaluation_id)
    return _evaluation(request, found, _form(found))


@page(*access.READERS)
@require_POST
def conclusion(request: Request, evaluation_id: UUID) -> HttpResponseBase:
    found = queries.get_evaluation(request.actor, evaluation_id)
    access.require_lead(request.actor, found.council.unit)
    form = _form(found, request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            actions.conclude(
                actor=request.actor, evaluation_id=evaluation_id, version=data["version"], conclusion=data["words"]
            )
            return redirect("councils:evaluation", evaluation_id)
    return _evaluation(request, found, form)


@page(*access.READERS)
@require_POST
def answer(request: Request, evaluation_id: UUID) -> HttpResponseBase:
    found = queries.get_evaluation(request.actor, evaluation_id)
    access.require_lead(request.actor, found.council.unit)
    form = _form(found, request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            data = form.cleaned_data
            actions.answer_evaluation(
                actor=request.actor, evaluation_id=evaluation_id, version=data["version"], answer=data["words"]
            )
            return redirect("councils:evaluation", evaluation_id)
    return _evaluation(request, found, form)


def _form(found: Evaluation, data: object = None) -> WordsForm:
    label = "Ответ: что изменим, а что нет и почему" if found.concluded_on else "Вывод группы"
    return WordsForm(data, label=label, limit=rules.TEXT, rows=5, initial={"version": found.version})


def _evaluation(request: Request, found: Evaluation, form: WordsForm) -> HttpResponse:
    context = {
        "evaluation": found,
        "council": found.council,
        "judged": queries.judged(found),
        "makeup": queries.makeup_of(found.council),
        "leads": access.leads(request.actor, found.council.unit),
        "form": form,
    }
    return render(request, "councils/evaluation.html", context, status=status_of(form) if form.is_bound else 200)
