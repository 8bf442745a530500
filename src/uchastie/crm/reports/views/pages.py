"""A report on the screen: what was formed, what the records say now, forming it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.insight.rules import Span
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.crm.reports import access, actions, queries, rules
from uchastie.crm.reports.forms import ReasonForm
from uchastie.crm.reports.rules import Numbers, State
from uchastie.crm.reports.rules.reading import total_names
from uchastie.crm.reports.views.asked import Asked, asked_of
from uchastie.crm.reports.views.papers import yearly
from uchastie.kernel.web import Request, page, refusal_on_form
from uchastie.ui import text


@require_safe
@page(*access.READERS)
def index(request: Request) -> HttpResponse:
    asked = asked_of(request, request.GET)
    return render(request, "reports/report.html", _shown(request, asked, ReasonForm()))


@require_POST
@page(*access.FORMERS)
def formation(request: Request) -> HttpResponse:
    asked, form = asked_of(request, request.POST), ReasonForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.form_report(
                actor=request.actor, unit=asked.unit, period=asked.period, reason=form.cleaned_data["reason"]
            )
    if form.errors:
        return render(request, "reports/report.html", _shown(request, asked, form), status=422)
    return redirect(reverse("reports:index") + asked.query())


@require_safe
@page(*access.READERS)
def version(request: Request, report_id: UUID) -> HttpResponse:
    """One version as it was formed, an old one too."""
    report = queries.get_report(request.actor, report_id)
    asked = asked_of(request, {"unit": str(report.unit_id), "period": report.period})
    context = _frame(request, asked) | {
        "report": report,
        **_told(request, report.unit, rules.from_json(report.numbers)),
    }
    return render(request, "reports/version.html", context)


def _shown(request: Request, asked: Asked, form: ReasonForm) -> dict[str, Any]:
    """The newest version; without one the numbers of now, when they are counted quickly."""
    actor, unit, period = request.actor, asked.unit, asked.period
    report = queries.latest(actor, unit, period.code)
    pending = queries.find_making(actor, unit, period.code)
    centres = queries.centres_of(unit)
    light = queries.is_light(centres)
    current = queries.count(actor, unit, period, centres) if light else None
    kept = rules.from_json(report.numbers) if report else None
    shown = kept or current
    context = _frame(request, asked) | {
        "form": form,
        "report": report,
        "making": pending is not None and pending.state == State.MAKING,
        "failed": pending is not None and pending.state == State.FAILED,
        "changes": rules.differences(kept, current) if kept and current else [],
        "may_form": access.may_form(actor, unit),
    }
    return context | (_told(request, unit, shown) if shown else {})


def _frame(request: Request, asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "place": asked.unit,
        "title": text.capital(asked.period.name),
        "versions": queries.list_versions(request.actor, asked.unit, asked.period.code),
        "alone": asked.unit.kind == UnitKind.CENTRE,
        "is_year": asked.period.span is Span.YEAR,
    }


def _told(request: Request, unit: Unit, numbers: Numbers) -> dict[str, Any]:
    inside = access.is_inside(request.actor, unit)
    blocks: dict[str, list[rules.Norm]] = {}
    for norm in numbers.norms:
        blocks.setdefault(norm.block, []).append(norm)
    return {
        "numbers": numbers,
        "totals": total_names(),
        "annual": yearly(numbers),
        "headline": rules.headline(numbers.people, numbers.services),
        "blocks": blocks,
        "people_of": lambda number: rules.veiled(number, inside=inside),
        "positive": text.percent(100 * numbers.positive // numbers.reviews) if numbers.reviews else "",
        "in_time": text.percent(100 * numbers.kept // numbers.due) if numbers.due else "",
    }
