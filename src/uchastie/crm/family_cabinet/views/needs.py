"""The family forms and changes its needs itself (B24): the guardian and the coordinator are told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.families import actions
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase, Need
from uchastie.crm.families.rules import CLOSED_NEEDS
from uchastie.crm.family_cabinet.forms import NeedForm
from uchastie.crm.family_cabinet.queries import holder_of
from uchastie.crm.family_cabinet.views import words
from uchastie.crm.family_cabinet.views.visit import for_family, show
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, refusal_on_form, status_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_family
def add(request: Request, case: FamilyCase) -> HttpResponseBase:
    form = NeedForm(request.POST if request.method == "POST" else None, categories=list(families.list_categories()))
    if form.is_valid():
        with refusal_on_form(form):
            actions.add_need(actor=holder_of(case), case_id=case.pk, values=form.values())
            messages.success(request, "Записали. Координатор уже видит.")
            return redirect("family_cabinet:home", case.pk)
    return _page(request, case, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_family
def need(request: Request, case: FamilyCase, need_id: UUID) -> HttpResponseBase:
    one = next((one for one in families.list_needs(case) if one.pk == need_id), None)
    if one is None:
        raise NotSeen
    form = NeedForm(
        request.POST if request.method == "POST" else None, categories=list(families.list_categories()), need=one
    )
    if form.is_valid():
        with refusal_on_form(form):
            version = form.cleaned_data["version"]
            actions.change_need(
                actor=holder_of(case), case_id=case.pk, need_id=need_id, version=version, values=form.values()
            )
            messages.success(request, "Изменили. Опекун и координатор узнают сразу.")
            return redirect("family_cabinet:home", case.pk)
    return _page(request, case, form, one)


def _page(request: Request, case: FamilyCase, form: NeedForm, one: Need | None) -> HttpResponse:
    closed = one is not None and one.state in CLOSED_NEEDS
    status = status_of(form) if form.is_bound else 200
    return show(request, case, "need", form=form, need=one, closed=closed, NEEDS=words.NEEDS, status=status)


@require_POST
@for_family
def withdrawal(request: Request, case: FamilyCase, need_id: UUID) -> HttpResponseBase:
    """«Больше не нужно»."""
    actions.withdraw_need(actor=holder_of(case), case_id=case.pk, need_id=need_id, version=None)
    messages.success(request, "Отметили: больше не нужно.")
    return redirect("family_cabinet:home", case.pk)


@require_safe
@for_family
def history(request: Request, case: FamilyCase) -> HttpResponse:
    names = {category.pk: category.name for category in families.list_categories(archived=True)}
    found = [(one, words.changes(one.change, names)) for one in families.list_changes(case)]
    return show(request, case, "history", changes=found)
