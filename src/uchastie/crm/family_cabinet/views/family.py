"""«Моя семья»: what is asked now, who helps, who has looked."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.agreements import actions as agreements
from uchastie.crm.agreements import queries as papers
from uchastie.crm.families import queries as families
from uchastie.crm.families.models import FamilyCase
from uchastie.crm.families.rules import LOOK_NAMES, FamilyState, LookReason
from uchastie.crm.family_cabinet import forms, queries
from uchastie.crm.family_cabinet.views import words
from uchastie.crm.family_cabinet.views.visit import for_family, show
from uchastie.crm.followup import actions as followup
from uchastie.crm.followup.rules.help import Verdict
from uchastie.crm.guardianship import actions as guardianship
from uchastie.crm.guardianship import queries as pairs
from uchastie.crm.guardianship.rules import EndReason
from uchastie.crm.stories import queries as stories
from uchastie.kernel.entry import Entrant, entered
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, client_address, refusal_on_form, status_of
from uchastie.ui.agree import AgreeForm


@require_safe
@entered
def index(request: Request, who: Entrant) -> HttpResponseBase:
    """The only family, or the choice of one; the newest first."""
    found = queries.list_own_cases(who.ids)
    if len(found) == 1:
        return redirect("family_cabinet:home", found[0].pk)
    context = {"cases": [(case, words.STATES[FamilyState(case.state)][0]) for case in found], "here": "home"}
    return render(request, "family_cabinet/index.html", context, status=200 if found else 404)


@require_safe
@for_family
def home(request: Request, case: FamilyCase) -> HttpResponse:
    seen = queries.get_home(case)
    context: dict[str, Any] = {
        "seen": seen,
        "state": words.STATES[FamilyState(case.state)],
        "stories": stories.list_own(queries.holder_of(case)),
        "tokens": {pair.pk: pairs.feedback_token(pair.pk) for pair in seen.to_rate},
        "NEEDS": words.NEEDS,
        "PAIRS": words.PAIRS,
        "PERIODICITIES": words.PERIODICITIES,
    }
    return show(request, case, "home", **context)


@require_POST
@for_family
def visit_refusal(request: Request, case: FamilyCase, visit_id: UUID) -> HttpResponseBase:
    guardianship.cancel_visit(actor=queries.holder_of(case), visit_id=visit_id)
    messages.success(request, "Отметили: на эту встречу никто не придёт.")
    return redirect("family_cabinet:home", case.pk)


@require_safe
@for_family
def help_given(request: Request, case: FamilyCase) -> HttpResponse:
    return show(request, case, "help", facts=queries.list_help(queries.list_pairs(case)))


@require_POST
@for_family
def confirmation(request: Request, case: FamilyCase, fact_id: UUID) -> HttpResponseBase:
    followup.answer_help(actor=queries.holder_of(case), fact_id=fact_id, verdict=Verdict.CONFIRMED)
    messages.success(request, "Спасибо! Отметили, что помощь была.")
    return redirect("family_cabinet:home", case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_family
def dispute(request: Request, case: FamilyCase, fact_id: UUID) -> HttpResponseBase:
    """«Не было такого»: the headquarters will ask both sides. The guardian sees only that it is disputed."""
    fact = next((fact for fact in queries.list_help(queries.list_pairs(case)) if fact.pk == fact_id), None)
    if fact is None:
        raise NotSeen
    form = forms.DisputeForm(request.POST if request.method == "POST" else None, initial={"note": fact.dispute_note})
    if form.is_valid():
        with refusal_on_form(form):
            followup.answer_help(
                actor=queries.holder_of(case),
                fact_id=fact_id,
                verdict=Verdict.DISPUTED,
                note=form.cleaned_data["note"],
            )
            messages.success(request, "Записали. Координатор штаба разберётся и позвонит вам.")
            return redirect("family_cabinet:home", case.pk)
    return show(request, case, "dispute", fact=fact, form=form, status=status_of(form) if form.is_bound else 200)


@require_safe
@for_family
def looks(request: Request, case: FamilyCase) -> HttpResponse:
    """«Кто смотрел мои данные»."""
    found = [(look, LOOK_NAMES[LookReason(look.reason)]) for look in families.list_lookers(case)]
    return show(request, case, "looks", looks=found)


@require_safe
@for_family
def documents(request: Request, case: FamilyCase) -> HttpResponse:
    found = queries.list_papers(case)
    context: dict[str, Any] = {
        "papers": found,
        "consents": queries.list_consents(case),
        "KINDS": words.KINDS,
        "STATES": words.PAPERS,
    }
    return show(request, case, "documents", unconsented=queries.get_home(case).unconsented, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_family
def transfer(request: Request, case: FamilyCase, guardian_id: UUID) -> HttpResponseBase:
    """B56: a document of its own, for one named guardian, an empty box."""
    guardian = next((one for one in queries.get_home(case).unconsented if one.pk == guardian_id), None)
    if guardian is None:
        raise NotSeen
    agree = AgreeForm(request.POST if request.method == "POST" else None)
    if agree.is_valid():
        with refusal_on_form(agree):
            agreements.give_transfer(
                actor=queries.holder_of(case),
                case_id=case.pk,
                guardian_id=guardian_id,
                text_id=agree.text_id(),
                address=client_address(request) or None,
            )
            messages.success(request, "Согласие записано. Отозвать его можно в любой день.")
            return redirect("family_cabinet:documents", case.pk)
    shown = AgreeForm.unticked(agree) if agree.is_bound else agree
    context: dict[str, Any] = {
        "guardian": guardian,
        "document": papers.transfer_document(case, guardian),
        "agree": shown,
    }
    return show(request, case, "transfer", status=status_of(agree) if agree.is_bound else 200, **context)


@require_POST
@for_family
def withdrawal(request: Request, case: FamilyCase, transfer_id: UUID) -> HttpResponseBase:
    agreements.withdraw_transfer(actor=queries.holder_of(case), transfer_id=transfer_id)
    messages.success(request, "Согласие отозвано: опекун больше не видит ваши данные.")
    return redirect("family_cabinet:documents", case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_family
def ending(request: Request, case: FamilyCase, pair_id: UUID) -> HttpResponseBase:
    """B51: the headquarters hears of it, speaks with both and confirms."""
    pair = queries.get_pair_to_end(case, pair_id)
    form = forms.EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        with refusal_on_form(form):
            guardianship.report_end(
                actor=queries.holder_of(case),
                guardianship_id=pair_id,
                reason=EndReason(given["reason"]),
                note=given["note"],
            )
            messages.success(request, "Передали в штаб. Координатор позвонит вам, чтобы всё закончилось спокойно.")
            return redirect("family_cabinet:home", case.pk)
    return show(request, case, "ending", pair=pair, form=form, status=status_of(form) if form.is_bound else 200)
