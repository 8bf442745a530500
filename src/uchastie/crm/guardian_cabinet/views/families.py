"""A family of the guardian: the proposal, the contacts behind the gate, visits, help, reports, the ending."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.families.rules import FORMAT_NAMES, NEED_STATE_NAMES, PERIODICITY_NAMES, LookReason, Urgency
from uchastie.crm.followup import actions as followup
from uchastie.crm.guardian_cabinet import queries
from uchastie.crm.guardian_cabinet.forms import work
from uchastie.crm.guardian_cabinet.queries import Family, holder_of
from uchastie.crm.guardian_cabinet.views import words
from uchastie.crm.guardian_cabinet.views.visit import for_guardian, show
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship import actions
from uchastie.crm.guardianship.rules import DeclineReason, EndReason
from uchastie.kernel import clock
from uchastie.kernel.errors import Denied
from uchastie.kernel.web import Request, refusal_on_form, status_of

NAMES: dict[str, Any] = {
    "PAIRS": words.PAIRS,
    "FORMATS": FORMAT_NAMES,
    "PERIODICITIES": PERIODICITY_NAMES,
    "NEEDS": NEED_STATE_NAMES,
    "HIGH": Urgency.HIGH,
    "HELPING": queries.HELPING,
    "ENDABLE": queries.ENDABLE,
}


@require_safe
@for_guardian
def family(request: Request, guardian: Guardian, pair_id: UUID) -> HttpResponse:
    return _page(request, guardian, queries.get_family(guardian, pair_id))


def _page(request: Request, guardian: Guardian, found: Family, *, status: int = 200, **bound: Any) -> HttpResponse:
    today = clock.today(found.pair.unit.zone)
    forms: dict[str, Any] = {
        "decline": work.DeclineForm(auto_id="decline_%s"),
        "look": work.LookForm(auto_id="look_%s"),
        "visit_form": work.VisitForm(auto_id="visit_%s"),
        "help_form": work.HelpForm(kinds=queries.list_kinds(found.pair), today=today),
    }
    answer = show(
        request, guardian, "family", seen=found, **(NAMES | forms | {"contacts": None, "refused": None} | bound)
    )
    answer.status_code = status
    return answer


def _step(
    request: Request,
    guardian: Guardian,
    pair_id: UUID,
    name: str,
    form: django_forms.Form,
    run: Callable[[], object],
    said: str,
) -> HttpResponseBase:
    """The step when the form is right, else the page with the form as it was typed."""
    found = queries.get_family(guardian, pair_id)
    if form.is_valid():
        with refusal_on_form(form):
            run()
            messages.success(request, said)
            return redirect("guardian_cabinet:family", guardian.pk, pair_id)
    return _page(request, guardian, found, status=status_of(form), refused=form, **{name: form})


@require_POST
@for_guardian
def acceptance(request: Request, guardian: Guardian, pair_id: UUID) -> HttpResponseBase:
    """B18: the 72 hours begin."""
    form, holder = django_forms.Form({}), holder_of(guardian)
    said = "Спасибо! Координатор познакомит вас с семьёй не позже чем через трое суток."
    return _step(
        request, guardian, pair_id, "accept", form, lambda: actions.accept(actor=holder, guardianship_id=pair_id), said
    )


@require_POST
@for_guardian
def refusal(request: Request, guardian: Guardian, pair_id: UUID) -> HttpResponseBase:
    form = work.DeclineForm(request.POST, auto_id="decline_%s")
    found = queries.get_family(guardian, pair_id)
    if form.is_valid():
        given = form.cleaned_data
        with refusal_on_form(form):
            reason = DeclineReason(given["reason"])
            actions.decline(actor=holder_of(guardian), guardianship_id=pair_id, reason=reason, note=given["note"])
            messages.success(request, "Отказ записан. Семье предложат другого опекуна.")
            return redirect("guardian_cabinet:home", guardian.pk)
    return _page(request, guardian, found, status=status_of(form), refused=form, decline=form)


@require_POST
@for_guardian
def contacts(request: Request, guardian: Guardian, pair_id: UUID) -> HttpResponseBase:
    """For this one answer; the family reads who has looked and why (decision 15)."""
    form = work.LookForm(request.POST, auto_id="look_%s")
    found = queries.get_family(guardian, pair_id)
    if not form.is_valid():
        return _page(request, guardian, found, status=422, refused=form, look=form)
    try:
        reason = LookReason(form.cleaned_data["reason"])
        opened = actions.look_at_contacts(actor=holder_of(guardian), guardianship_id=pair_id, reason=reason)
    except Denied as denied:
        form.add_error(None, denied.message)
        return _page(request, guardian, found, status=403, refused=form, look=form)
    return _page(request, guardian, found, contacts=opened)


@require_POST
@for_guardian
def visits(request: Request, guardian: Guardian, pair_id: UUID) -> HttpResponseBase:
    form, holder = work.VisitForm(request.POST, auto_id="visit_%s"), holder_of(guardian)
    zone = queries.get_family(guardian, pair_id).pair.unit.zone

    def run() -> object:
        return actions.plan_visit(actor=holder, guardianship_id=pair_id, **form.visit(zone))

    return _step(request, guardian, pair_id, "visit_form", form, run, "Встреча назначена, семья увидит, кто придёт.")


@require_POST
@for_guardian
def visit_cancellation(request: Request, guardian: Guardian, pair_id: UUID, visit_id: UUID) -> HttpResponseBase:
    actions.cancel_visit(actor=holder_of(guardian), visit_id=visit_id)
    messages.success(request, "Встреча отменена.")
    return redirect("guardian_cabinet:family", guardian.pk, pair_id)


@require_POST
@for_guardian
def help_given(request: Request, guardian: Guardian, pair_id: UUID) -> HttpResponseBase:
    found, holder = queries.get_family(guardian, pair_id), holder_of(guardian)
    today = clock.today(found.pair.unit.zone)
    form = work.HelpForm(request.POST, kinds=queries.list_kinds(found.pair), today=today)

    def run() -> object:
        return followup.log_help(actor=holder, guardianship_id=pair_id, help=form.help())

    return _step(request, guardian, pair_id, "help_form", form, run, "Отметили. Семья подтвердит.")


@require_POST
@for_guardian
def help_removal(request: Request, guardian: Guardian, pair_id: UUID, fact_id: UUID) -> HttpResponseBase:
    form, holder = django_forms.Form({}), holder_of(guardian)
    return _step(
        request,
        guardian,
        pair_id,
        "removal",
        form,
        lambda: followup.withdraw_help(actor=holder, fact_id=fact_id),
        "Отметка снята.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_guardian
def report(request: Request, guardian: Guardian, pair_id: UUID) -> HttpResponseBase:
    """B31: one a month; sent again, it takes the place of the earlier one."""
    found = queries.get_family(guardian, pair_id)
    months = queries.report_months(found.pair, clock.today(found.pair.unit.zone))
    form = work.ReportForm(request.POST if request.method == "POST" else None, months=months)
    if form.is_valid():
        with refusal_on_form(form):
            followup.send_report(actor=holder_of(guardian), guardianship_id=pair_id, **form.report())
            messages.success(request, "Отчёт у штаба. Спасибо!")
            return redirect("guardian_cabinet:family", guardian.pk, pair_id)
    return show(request, guardian, "report", form=form, seen=found, months=months)


@require_http_methods(["GET", "HEAD", "POST"])
@for_guardian
def ending(request: Request, guardian: Guardian, pair_id: UUID) -> HttpResponseBase:
    """B51."""
    found = queries.get_family(guardian, pair_id)
    form = work.EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        with refusal_on_form(form):
            reason = EndReason(given["reason"])
            actions.report_end(actor=holder_of(guardian), guardianship_id=pair_id, reason=reason, note=given["note"])
            messages.success(request, "Передали в штаб. Координатор позвонит вам и семье.")
            return redirect("guardian_cabinet:home", guardian.pk)
    return show(request, guardian, "ending", form=form, seen=found)
