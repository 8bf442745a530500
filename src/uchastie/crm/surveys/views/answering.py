"""Answering, without scripts: one question a screen, skip and leave on every one of them."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.network import queries as network
from uchastie.crm.surveys import actions, guards, queries
from uchastie.crm.surveys.actions import Respondent
from uchastie.crm.surveys.actions.answering import find_sheet, has_answered, is_invited, read
from uchastie.crm.surveys.forms import CodeForm
from uchastie.crm.surveys.models import Answer, Question, Survey
from uchastie.crm.surveys.rules import FACES, Audience, Form, State
from uchastie.crm.surveys.views.visit import keep_permit, keep_ticket, respondent
from uchastie.kernel import clock, limits
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, client_address, page

AN_HOUR = 60  # from one address: a school has one for all
MANY = "С этого адреса отвечают слишком часто. Подождите час: ваши ответы подождут здесь же."
SINGLE = {Form.POLL, Form.RANKING}
HALF_MINUTE = 2  # questions in a minute


def _show(request: Request, survey: Survey, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    shared = {"survey": survey, "teen": survey.form == Form.TEEN, "zone": survey.zone}
    answer = render(request, f"surveys/public/{template}.html", shared | context, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@page.public
@never_cache
@require_safe
def start(request: Request, code: str) -> HttpResponseBase:
    survey = queries.get_public(code)
    if survey.state == State.CLOSED or survey.closes_on < clock.today(survey.zone):
        return redirect("surveys:results", code)
    return _start(request, survey)


def _start(
    request: Request, survey: Survey, *, error: Refusal | None = None, codes: CodeForm | None = None
) -> HttpResponse:
    who = respondent(request, survey)
    if has_answered(survey, who):
        return _show(request, survey, "done")
    asked = survey.audience == Audience.LINK or is_invited(survey, who)
    permit = queries.find_permit(survey, who.permit)
    agreed = permit is not None and permit.consent is not None and permit.consent.withdrawn_at is None
    questions = queries.questions_of(survey)
    context: dict[str, Any] = {
        "asked": asked,
        "entered": bool(who.ids),
        "permit": permit,
        "agreed": agreed,
        "count": len(questions),
        "error": error,
        "codes": codes or CodeForm(),
        "going": find_sheet(survey, who) is not None,
        "single": survey.form in SINGLE,
        "faces": FACES,
    }
    if context["single"] and asked:
        context |= {"question": questions[0], "chosen": [], "places": {}, "text": ""}
    status = error.status if error else 422 if codes else 200
    return _show(request, survey, "start", status=status, **context)


@page.public
@never_cache
@require_POST
def beginning(request: Request, code: str) -> HttpResponseBase:
    survey = queries.get_public(code)
    who = respondent(request, survey)
    try:
        actions.begin(survey=survey, who=who, agreed=request.POST.get("agree") == "on")
    except Refusal as refusal:
        return _start(request, survey, error=refusal)
    answer = redirect("surveys:question", code, 1)
    keep_ticket(answer, request, survey, who)
    return answer


@page.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, code: str, place: int) -> HttpResponseBase:
    survey = queries.get_public(code)
    who = respondent(request, survey)
    found = queries.get_question(survey, place)
    if request.method == "POST":
        return _take(request, survey, who, found)
    sheet = find_sheet(survey, who)
    if sheet is None:
        return redirect("surveys:start", code)
    before = Answer.objects.filter(sheet=sheet, question=found).first()
    return _ask(request, survey, found, *_filled(found, before))


def _filled(question: Question, before: Answer | None) -> tuple[list[str], dict[int, str], str]:
    if before is None:
        return [], {}, ""
    if question.kind == "rank":
        return [], {option: str(place) for place, option in enumerate(before.chosen, start=1)}, before.text
    return [str(one) for one in before.chosen], {}, before.text


def _ask(
    request: Request,
    survey: Survey,
    question: Question,
    chosen: list[str],
    places: dict[int, str],
    text: str,
    error: Refusal | None = None,
) -> HttpResponse:
    count = survey.questions.count()
    context: dict[str, Any] = {
        "question": question,
        "chosen": chosen,
        "places": places,
        "text": text,
        "error": error,
        "count": count,
        "minutes": max(1, round((count - question.place + 1) / HALF_MINUTE)),
        "faces": FACES,
        "single": survey.form in SINGLE,
    }
    return _show(request, survey, "question", status=error.status if error else 200, **context)


def _take(request: Request, survey: Survey, who: Respondent, found: Question) -> HttpResponseBase:
    """What was typed stays on the screen when it is refused."""
    chosen, text = request.POST.getlist("chosen")[:20], request.POST.get("text", "").replace("\0", "")
    places = {option: request.POST.get(f"place_{option}", "")[:5] for option in range(len(found.options))}
    move = request.POST.get("move", "next")
    try:
        if survey.form in SINGLE and find_sheet(survey, who) is None:
            actions.begin(survey=survey, who=who)
        given = read(found, [], {}, "") if move == "skip" else read(found, chosen, places, text)
        actions.answer(survey=survey, who=who, place=found.place, given=given)
        answer = _further(request, survey, who, found, move)
    except Refusal as refusal:
        if refusal.code in {"answered", "closed", "no_sheet", "permit", "not_invited"}:
            return _start(request, survey, error=refusal)
        return _ask(request, survey, found, chosen, places, text, refusal)
    keep_ticket(answer, request, survey, who)
    return answer


def _further(request: Request, survey: Survey, who: Respondent, found: Question, move: str) -> HttpResponseBase:
    if move == "back" and found.place > 1:
        return redirect("surveys:question", survey.code, found.place - 1)
    if found.place < survey.questions.count():
        return redirect("surveys:question", survey.code, found.place + 1)
    if not limits.allow("survey-answer", client_address(request), times=AN_HOUR, seconds=3600):
        raise Refusal("too_many", MANY)
    actions.finish(survey=survey, who=who)
    return redirect("surveys:done", survey.code)


@page.public
@never_cache
@require_POST
def leaving(request: Request, code: str) -> HttpResponseBase:
    """«Выйти»: from any screen, nothing stays."""
    survey = queries.get_public(code)
    actions.leave(survey=survey, who=respondent(request, survey))
    return redirect("surveys:left", code)


@page.public
@never_cache
@require_safe
def left(request: Request, code: str) -> HttpResponse:
    return _show(request, queries.get_public(code), "left")


@page.public
@never_cache
@require_safe
def done(request: Request, code: str) -> HttpResponse:
    return _show(request, queries.get_public(code), "done")


@page.public
@never_cache
@require_safe
def results(request: Request, code: str) -> HttpResponse:
    """Only when it is over: before, the numbers would tell people how to answer."""
    survey = queries.get_public(code)
    closed = survey.state == State.CLOSED
    context: dict[str, Any] = {
        "closed": closed,
        "results": queries.results_of(survey, words=False) if closed else None,
        "led_to": guards.tell_outcome(survey.outcome_kind, survey.outcome_id),
    }
    return _show(request, survey, "results", **context)


@page.public
@never_cache
@require_POST
def asking_permit(request: Request, code: str) -> HttpResponseBase:
    """A code to show to a parent; the same browser gets one."""
    survey = queries.get_public(code)
    if queries.find_permit(survey, respondent(request, survey).permit) is not None:
        return redirect("surveys:start", code)
    if not limits.allow("survey-permit", client_address(request), times=AN_HOUR, seconds=3600):
        return _start(request, survey, error=Refusal("too_many", "С этого адреса взяли много кодов. Подожди час."))
    try:
        permit = actions.ask_permit(survey=survey)
    except Refusal as refusal:
        return _start(request, survey, error=refusal)
    answer = redirect("surveys:start", code)
    keep_permit(answer, request, survey, permit.code)
    return answer


@page.public
@never_cache
@require_POST
def own_code(request: Request, code: str) -> HttpResponseBase:
    """«У меня уже есть код»: tries are counted."""
    survey, form = queries.get_public(code), CodeForm(request.POST)
    if not limits.allow("survey-code", client_address(request), times=30, seconds=3600):
        return _start(
            request, survey, error=Refusal("too_many", "Слишком много попыток. Подожди час или позвони в центр.")
        )
    if form.is_valid():
        if queries.find_permit(survey, form.cleaned_data["code"]) is not None:
            answer = redirect("surveys:start", code)
            keep_permit(answer, request, survey, form.cleaned_data["code"])
            return answer
        form.add_error("code", "Такого кода у этой анкеты нет. Проверь буквы.")
    return _start(request, survey, codes=form)


@page.public
@require_safe
def of_centre(request: Request, slug: str) -> HttpResponse:
    centre = network.get_centre(slug)
    context = {"centre": centre, "surveys": queries.list_public(centre)}
    return render(request, "surveys/public/centre.html", context)
