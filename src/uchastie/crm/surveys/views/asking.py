"""Staff: surveys, a survey with its questions, its end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.people import queries as people
from uchastie.crm.surveys import access, actions, queries
from uchastie.crm.surveys.forms import NameForm, QuestionForm, ResultForm, SurveyForm
from uchastie.crm.surveys.forms.asking import person_of
from uchastie.crm.surveys.models import Survey
from uchastie.crm.surveys.rules import AUDIENCE_NAMES, FORM_NAMES, KIND_NAMES, STATE_NAMES, Audience, State
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

NAMES = {"FORMS": FORM_NAMES, "STATES": STATE_NAMES, "AUDIENCES": AUDIENCE_NAMES, "KINDS": KIND_NAMES}


@require_safe
@page(*access.READERS)
def index(request: Request) -> HttpResponse:
    shown, after = queries.list_surveys(request.actor, request.unit, after=request.GET.get("after") or None)
    context = {
        "surveys": shown,
        "after_url": f"?after={after}" if after else "",
        "asks": access.asks(request.actor, request.unit),
    }
    return render(request, "surveys/index.html", context | NAMES)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponseBase:
    access.require_asker(request.actor, request.unit)
    form = SurveyForm(request.POST if request.method == "POST" else None, unit=request.unit)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            made = actions.create_survey(actor=request.actor, unit=request.unit, values=form.values())
            return redirect("surveys:card", made.pk)
    status = status_of(form) if form.is_bound else 200
    return render(request, "surveys/form.html", {"form": form, "survey": None}, status=status)


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, survey_id: UUID) -> HttpResponseBase:
    survey = queries.get_survey(request.actor, survey_id)
    access.require_asker(request.actor, survey.unit)
    form = SurveyForm(request.POST, unit=survey.unit) if request.method == "POST" else SurveyForm.of(survey)
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"]
            actions.change_survey(actor=request.actor, survey_id=survey_id, version=version, values=form.values())
            return redirect("surveys:card", survey_id)
    status = status_of(form) if form.is_bound else 200
    return render(request, "surveys/form.html", {"form": form, "survey": survey}, status=status)


@require_safe
@page(*access.READERS)
def card(request: Request, survey_id: UUID) -> HttpResponse:
    return _card(request, queries.get_survey(request.actor, survey_id))


def _card(
    request: Request,
    survey: Survey,
    *,
    question: QuestionForm | None = None,
    result: ResultForm | None = None,
    paper: NameForm | None = None,
    code: str = "",
) -> HttpResponse:
    asks = access.asks(request.actor, survey.unit)
    wrong = next((one for one in (question, result, paper) if one is not None), None)
    answers, asked = queries.numbers_of([survey])[survey.pk]
    typed = request.GET.get("q", "")[:100] if asks and survey.audience == Audience.INVITED else ""
    told = {"version": survey.version, "words": survey.result, "outcome": f"{survey.outcome_kind}:{survey.outcome_id}"}
    context = {
        "survey": survey,
        "asks": asks,
        "answers": answers,
        "asked": asked,
        "questions": queries.questions_of(survey),
        "results": queries.results_of(survey, words=asks) if survey.state == State.CLOSED else None,
        "floods": queries.floods_of(survey) if survey.state == State.OPEN else (),
        "invited": queries.list_invited(survey) if asks and survey.audience != Audience.LINK else [],
        "q": typed,
        "found": [hit for hit in people.search_people(request.actor, survey.unit, typed) if hit.known] if typed else [],
        "question": question or QuestionForm(survey=survey),
        "result": result or ResultForm(unit=survey.unit, initial=told),
        "paper": paper or NameForm(),
        "paper_code": code,
        "address": request.build_absolute_uri(reverse("surveys:start", args=[survey.code])),
        "zone": survey.zone,
    }
    status = status_of(wrong) if wrong is not None and wrong.errors else 200
    return render(request, "surveys/card.html", context | NAMES, status=status)


@page(*access.READERS)
@require_POST
def questions(request: Request, survey_id: UUID) -> HttpResponseBase:
    survey = queries.get_survey(request.actor, survey_id)
    access.require_asker(request.actor, survey.unit)
    form = QuestionForm(request.POST, survey=survey)
    if form.is_valid():
        with refusal_on_form(form):
            actions.add_question(actor=request.actor, survey_id=survey_id, values=form.values())
            return redirect("surveys:card", survey_id)
    return _card(request, survey, question=form)


@page(*access.READERS)
@require_POST
def question_removal(request: Request, survey_id: UUID, place: int) -> HttpResponseBase:
    actions.remove_question(actor=request.actor, survey_id=survey_id, place=place)
    messages.success(request, "Вопрос убран")
    return redirect("surveys:card", survey_id)


@page(*access.READERS)
@require_POST
def opening(request: Request, survey_id: UUID) -> HttpResponseBase:
    actions.open_survey(actor=request.actor, survey_id=survey_id)
    messages.success(request, "Опрос открыт")
    return redirect("surveys:card", survey_id)


@page(*access.READERS)
@require_POST
def closing(request: Request, survey_id: UUID) -> HttpResponseBase:
    actions.close_survey(actor=request.actor, survey_id=survey_id)
    messages.success(request, "Опрос завершён. Расскажите, что из этого вышло")
    return redirect("surveys:card", survey_id)


@page(*access.READERS)
@require_POST
def outcome(request: Request, survey_id: UUID) -> HttpResponseBase:
    survey = queries.get_survey(request.actor, survey_id)
    access.require_asker(request.actor, survey.unit)
    form = ResultForm(request.POST, unit=survey.unit)
    if form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"]
            actions.tell_result(actor=request.actor, survey_id=survey_id, version=version, result=form.result())
            messages.success(request, "Рассказали: это видно всем, кто отвечал")
            return redirect("surveys:card", survey_id)
    return _card(request, survey, result=form)


@page(*access.READERS)
@require_POST
def invitations(request: Request, survey_id: UUID) -> HttpResponseBase:
    survey = queries.get_survey(request.actor, survey_id)
    access.require_asker(request.actor, survey.unit)
    person = person_of(request.POST.get("person", ""))
    if person is None:
        messages.error(request, "Выберите, кого зовём.")
    else:
        actions.invite(actor=request.actor, survey_id=survey_id, person_id=person)
        messages.success(request, "Человек позван")
    return redirect("surveys:card", survey_id)


@page(*access.READERS)
@require_POST
def paper(request: Request, survey_id: UUID) -> HttpResponseBase:
    """The code is shown once, on this very page: the centre keeps no list of whose it is."""
    survey = queries.get_survey(request.actor, survey_id)
    access.require_asker(request.actor, survey.unit)
    form = NameForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            made = actions.note_permit(actor=request.actor, survey_id=survey_id, name=form.cleaned_data["name"])
            return _card(request, survey, code=made.code)
    return _card(request, survey, paper=form)
