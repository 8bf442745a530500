"""The production calendar of a year: public to read, edited by those who keep it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.deadlines import access, actions, queries, rules
from uchastie.crm.deadlines.forms import DayForm, YearForm
from uchastie.kernel.errors import NotSeen, Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page.public
@require_safe
def year(request: Request, year: int) -> HttpResponse:
    return _render(request, year)


@page(*access.EDITORS)
@require_POST
def day(request: Request, year: int) -> HttpResponse:
    form = DayForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.set_day(request.actor, **form.cleaned_data)
            return redirect("deadlines_year", year=form.cleaned_data["date"].year)
    return _render(request, year, status=status_of(form), day_form=form)


@page(*access.EDITORS)
@require_POST
def publication(request: Request, year: int) -> HttpResponse:
    form = YearForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.publish_year(request.actor, year=year, source=form.cleaned_data["source"])
            return redirect("deadlines_year", year=year)
    return _render(request, year, status=status_of(form), year_form=form)


def _render(request: Request, year: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    _require_known(year)
    calendar, days = queries.get_calendar(), queries.list_days(year)
    months = rules.year_months(year, calendar)
    known = queries.get_year(year)
    context = {
        "year": year,
        "months": months,
        "working_days": sum(month.working_days for month in months),
        "source": known.source if known else "",
        "special": rules.list_special(year, calendar),
        "regional": [day for day in days if day.region],
        "years": [other for other in (year - 1, year + 1) if rules.is_shown(other)],
        "editor": access.may_edit_calendar(request.actor),
        "day_form": DayForm(),
        "year_form": YearForm(initial={"source": known.source if known else ""}),
    }
    return render(request, "deadlines/year.html", context | forms, status=status)


def _require_known(year: int) -> None:
    try:
        rules.require_year(year)
    except Refusal as refusal:
        raise NotSeen from refusal
