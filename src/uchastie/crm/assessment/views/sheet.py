"""One's own answers: a question a page, as the mood and the queue allow."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.assessment import access, actions, forms, queries
from uchastie.crm.assessment.access import CENTRE
from uchastie.crm.assessment.models import Answer, Profile, Sheet
from uchastie.crm.assessment.queries import Fact
from uchastie.crm.assessment.rules import questions
from uchastie.crm.assessment.views.present import WORDS
from uchastie.crm.practices.rules.method import DIMENSION_NAMES, Dimension
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*CENTRE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, profile_id: UUID, question: str) -> HttpResponseBase:
    profile = _profile(request.actor, profile_id)
    if question not in questions.BY_CODE or question.startswith("b"):
        raise NotSeen
    facts, sheet = queries.facts_of(profile, question), queries.find_own_sheet(request.actor, profile)
    form = forms.AnswerForm(request.POST or None, facts=facts, initial=_initial(sheet, question, facts))
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.answer_question(actor=request.actor, profile_id=profile_id, question=question, said=form.said())
            return _onward(request, profile, question)
    context = _context(request.actor, profile, sheet, question) | {"form": form, "facts": facts}
    return render(request, "assessment/question.html", context, status=status_of(form) if form.errors else 200)


@page(*CENTRE)
@require_POST
def closing(request: Request, profile_id: UUID) -> HttpResponseBase:
    try:
        actions.close_sheet(actor=request.actor, profile_id=profile_id)
        messages.success(request, "Спасибо, ваши ответы приняты")
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("assessment:card", profile_id)


@page(*CENTRE)
@require_POST
def opening(request: Request, profile_id: UUID) -> HttpResponseBase:
    """To change an answer while answers are collected."""
    try:
        actions.reopen_sheet(actor=request.actor, profile_id=profile_id)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("assessment:card", profile_id)


def _profile(actor: Actor, profile_id: UUID) -> Profile:
    profile = queries.get_profile(actor, profile_id)
    access.require_respondent(actor, profile.unit)
    if profile.state != "draft":
        raise NotSeen
    return profile


def _onward(request: Request, profile: Profile, code: str) -> HttpResponseBase:
    """The next one without an answer after this; when all are there, back to the card."""
    sheet = queries.find_own_sheet(request.actor, profile)
    done = {answer.question for answer in sheet.answers.all()} if sheet else set()
    order = [one.code for one in questions.QUESTIONS]
    place = order.index(code) + 1
    left = [one for one in (*order[place:], *order[:place]) if one not in done]
    if left:
        return redirect("assessment:question", profile.pk, left[0])
    messages.success(request, "Все 25 ответов записаны. Проверьте и завершите")
    return redirect("assessment:card", profile.pk)


def _answers(sheet: Sheet | None) -> dict[str, Answer]:
    return {answer.question: answer for answer in sheet.answers.all()} if sheet else {}


def _initial(sheet: Sheet | None, code: str, facts: list[Fact]) -> dict[str, object]:
    """What was answered; of a new answer, facts that speak for it are ticked and those against are not."""
    answer = _answers(sheet).get(code)
    if answer is None:
        return {"facts": [fact.code for fact in facts if not fact.against]}
    known = {proof.code: proof.taken for proof in answer.proofs.all()}
    ticked = [fact.code for fact in facts if known.get(fact.code, not fact.against)]
    return {"score": answer.score, "facts": ticked, "evidence": answer.evidence, "comment": answer.comment}


def _context(actor: Actor, profile: Profile, sheet: Sheet | None, code: str) -> dict[str, object]:
    now, answers = questions.BY_CODE[code], _answers(sheet)
    of_dimension = questions.of_dimension(now.dimension)
    next_one = questions.after(code)
    return WORDS | {
        "profile": profile,
        "question": now,
        "place": of_dimension.index(now) + 1,
        "steps": _steps(answers, now.dimension),
        "done": [(one, answers[one.code]) for one in of_dimension if one.code in answers and one.code != code],
        "before": questions.before(code),
        "next": next_one,
        "progress": queries.progress_of(profile, queries.team_of(profile.unit)),
        "last_words": queries.last_words(profile, now.dimension),
        "kind": access.kind_of(actor, profile.unit),
        "answered": len(answers),
    }


def _steps(answers: dict[str, Answer], current: Dimension) -> list[tuple[str, str, str]]:
    steps = []
    for dimension in Dimension:
        mine = questions.of_dimension(dimension)
        done = sum(one.code in answers for one in mine)
        state = "now" if dimension is current else "done" if done == len(mine) else ""
        steps.append((DIMENSION_NAMES[dimension], f"{done} из {len(mine)}", state))
    return steps
