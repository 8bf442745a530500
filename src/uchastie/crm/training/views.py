"""Pages of training: the table of the centre, the plan of one person, the own one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.accounts.rules import ROLE_NAMES, STAFF
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.network import queries as network
from uchastie.crm.network.models import Unit
from uchastie.crm.training import access, actions, queries
from uchastie.crm.training.forms import GoalForm, TrainingForm
from uchastie.crm.training.queries import Learner, Lesson
from uchastie.crm.training.rules import SUBJECT_NAMES, Standing
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

SHOWN = {"SUBJECTS": SUBJECT_NAMES, "ROLES": ROLE_NAMES, "Standing": Standing}


@page(*STAFF)
@require_POST
def reading(request: Request, code: str, number: int) -> HttpResponse:
    """A33: the employee says that he has read this version."""
    regulation = catalogue.get_regulation(catalogue.get_service(code), number)
    actions.confirm_reading(request.actor, regulation=regulation)
    messages.success(request, "Записали: вы прочитали регламент и можете оказывать сервис")
    return redirect("catalogue:regulation", code, number)


@page(*STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: Request) -> HttpResponse:
    """A8, A70, A87: who of the unit has learnt what, who is late; below it, what was learnt is noted."""
    unit = request.unit
    learners = queries.list_learners(request.actor, unit)
    if request.method == "POST":
        access.require_trainer(request.actor, unit)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    person = request.GET.get("person", "")[:40]
    form = TrainingForm(*sent, learners=learners, today=clock.today(unit.zone), person=person)
    if form.is_bound and form.is_valid():
        user_id, upload = form.cleaned_data["user_id"], form.cleaned_data["upload"]
        with refusal_on_form(form):
            actions.record_training(request.actor, unit, user_id=user_id, record=form.record(), upload=upload)
            messages.success(request, "Обучение отмечено")
            return redirect("training:training")
    context = {
        "learners": learners,
        "form": form,
        "trained": sum(not one.missing for one in learners),
        "late": sum(one.late > 0 for one in learners),
        "may_train": access.may_train(request.actor, unit),
    }
    return render(request, "training/training.html", context | SHOWN, status=status_of(form) if form.errors else 200)


@page(*access.TRAINERS)
@require_POST
def training_removal(request: Request, training_id: UUID) -> HttpResponse:
    gone = actions.take_back_training(request.actor, training_id=training_id)
    messages.success(request, "Отметка об обучении снята")
    return redirect("training:person", gone.unit.slug, gone.user_id)


@page(*STAFF)
@require_safe
def own(request: Request) -> HttpResponse:
    """«Моё обучение»."""
    learner = queries.find_own(request.actor, request.unit)
    if learner is None:
        return render(request, "training/own_nothing.html")
    return _person(request, request.unit, learner, own=True)


@page(*STAFF)
@require_safe
def person(request: Request, slug: str, user_id: UUID) -> HttpResponse:
    unit = _unit(request, slug)
    return _person(request, unit, queries.get_learner(request.actor, unit, user_id), own=False)


@page(*access.TRAINERS)
@require_POST
def goal(request: Request, slug: str, user_id: UUID) -> HttpResponse:
    """By when, which course, on which day."""
    unit = _unit(request, slug)
    learner = queries.get_learner(request.actor, unit, user_id)
    form = GoalForm(request.POST, auto_id=f"{request.POST.get('key', '')[:60]}_%s")
    if form.is_valid():
        data = form.cleaned_data
        with refusal_on_form(form):
            actions.set_goal(
                request.actor, unit, user_id=user_id, key=data["key"], aim=form.aim(), version=data["version"] or 0
            )
            messages.success(request, "План изменён")
            return redirect("training:person", slug, user_id)
    return _person(request, unit, learner, own=False, wrong=form, status=status_of(form))


def _unit(request: Request, slug: str) -> Unit:
    """Colleagues see each other's plans as they see the table; papers are for the person and the trainers."""
    unit = network.get_unit_by_slug(request.actor, slug)
    access.require_sight(request.actor, unit)
    return unit


def _person(
    request: Request, unit: Unit, learner: Learner, *, own: bool, wrong: GoalForm | None = None, status: int = 200
) -> HttpResponse:
    may_train = access.may_train(request.actor, unit)
    key = wrong.data.get("key") if wrong else None
    plans = may_train and not own
    context: dict[str, Any] = {
        "learner": learner,
        "place": unit,
        "own": own,
        "wrong": wrong,
        "mine": learner.user_id == request.actor.user_id,
        "may_train": may_train,
        "records": queries.list_records(learner.user_id),
        "lines": [
            (one, (wrong if wrong and one.key == key else GoalForm.of(one)) if plans and _may_change(one) else None)
            for one in learner.plan
        ],
    }
    return render(request, "training/person.html", context | SHOWN, status=status)


def _may_change(lesson: Lesson) -> bool:
    """A regulation that was read asks for no day; a course is planned before the old one ends."""
    return not (lesson.service and lesson.term.known)
