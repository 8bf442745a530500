"""Pages of training."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from uchastie.crm.accounts.rules import ROLE_NAMES, STAFF
from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.training import access, actions, queries
from uchastie.crm.training.forms import TrainingForm
from uchastie.crm.training.rules import SUBJECT_NAMES
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


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
    """A8: who of the unit has learnt what, and when."""
    learners = queries.list_learners(request.actor, request.unit)
    if request.method == "POST":
        access.require_trainer(request.actor, request.unit)
    data = request.POST if request.method == "POST" else None
    form = TrainingForm(data, learners=learners, today=clock.today(request.unit.zone))
    if form.is_bound and form.is_valid():
        with refusal_on_form(form):
            actions.record_training(request.actor, request.unit, **form.cleaned_data)
            messages.success(request, "Обучение отмечено")
            return redirect("training:training")
    context = {
        "learners": learners,
        "form": form,
        "subjects": SUBJECT_NAMES,
        "ROLES": ROLE_NAMES,
        "may_train": access.may_train(request.actor, request.unit),
    }
    return render(request, "training/training.html", context, status=status_of(form) if form.errors else 200)


@page(*access.TRAINERS)
@require_POST
def training_removal(request: Request, training_id: UUID) -> HttpResponse:
    actions.take_back_training(request.actor, training_id=training_id)
    messages.success(request, "Отметка об обучении снята")
    return redirect("training:training")
