"""The log of short questions: one tap, and the few that wait for an answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.licensing import queries as licensing
from uchastie.crm.platform import access, actions, queries
from uchastie.crm.platform.forms import QuestionForm
from uchastie.crm.platform.rules import OUTCOMES, TOPIC_NAMES, Outcome, Topic
from uchastie.crm.platform.views.present import centre_of
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of
from uchastie.ui.text import plural


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: Request, slug: str) -> HttpResponseBase:
    unit = centre_of(request, slug)
    sent = request.method == "POST"
    form = QuestionForm(request.POST if sent else None)
    if sent:
        access.require_worker(request.actor, unit)
    if sent and form.is_valid():
        data, topic = form.cleaned_data, Topic(form.cleaned_data["topic"])
        count = data["count"] or 1
        with refusal_on_form(form):
            actions.note_question(
                actor=request.actor,
                unit=unit,
                topic=topic,
                key=data["key"],
                day=data["day"],
                count=count,
                answered=not data["waits"],
            )
            how = "ждёт ответа" if data["waits"] else "отвечено"
            said = plural(count, "вопрос", "вопроса", "вопросов")
            messages.success(request, f"{TOPIC_NAMES[topic]}: {said}, {how}")
            return redirect("platform:centre" if "home" in request.POST else "platform:questions", slug)
    waiting = request.GET.get("list") == "waiting"
    shown = queries.list_questions(request.actor, unit, waiting=waiting, after=request.GET.get("after") or None)
    query = "list=waiting&" if waiting else ""
    context = {
        "centre": unit,
        "form": form,
        "rows": [(row, TOPIC_NAMES[Topic(row.topic)], OUTCOMES[Outcome(row.outcome)]) for row in shown.items],
        "after_url": f"?{query}after={shown.after}" if shown.after else "",
        "waiting": queries.count_waiting(request.actor, unit),
        "only_waiting": waiting,
        "opened": licensing.panel_opened_on(unit),
        "works": access.may_work(request.actor, unit),
    }
    return render(request, "platform/questions.html", context, status=status_of(form) if sent else 200)


@page(*access.READERS)
@require_POST
def outcome(request: Request, question_id: UUID) -> HttpResponseBase:
    found = queries.get_question(request.actor, question_id)
    try:
        told = Outcome(request.POST.get("outcome", ""))
    except ValueError as error:
        raise Refusal("outcome", "Выберите, чем кончился вопрос.") from error
    actions.settle_question(actor=request.actor, question_id=question_id, outcome=told)
    messages.success(request, f"Вопрос {OUTCOMES[told]}" if told is not Outcome.ANSWERED else "Ответ записан")
    return redirect("platform:questions", found.unit.slug)
