"""The month of a centre, and the rows behind one of its figures."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.deadlines import queries as deadlines
from uchastie.crm.feedback import queries as feedback
from uchastie.crm.insight import access, queries
from uchastie.crm.insight.rules import EVIDENCE, FIGURE_NAMES, MONTH_NAMES, NOW, Met
from uchastie.crm.insight.views import present
from uchastie.crm.insight.views.asked import Asked, asked_of
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.errors import Denied
from uchastie.kernel.web import Request, page


@require_safe
@page(*access.COUNTERS)
def month(request: Request) -> HttpResponse:
    """A68, A74-A76: what the month adds up to; every number opens its rows."""
    asked = asked_of(request)
    access.require_counter(request.actor, asked.unit)
    if asked.unit.kind != UnitKind.CENTRE:
        return _centres(request, asked)
    return render(request, "insight/month.html", _month(request, asked))


def _month(request: Request, asked: Asked) -> dict[str, Any]:
    unit, period, today = asked.unit, asked.month, clock.today(asked.unit.zone)
    counts = queries.count_month(request.actor, unit, period)
    calendar = deadlines.get_calendar(unit.region_id)
    expected = present.expect(counts, period, today, calendar.is_working)
    lines = present.lines(counts, queries.get_series(request.actor, unit, period, counts), expected)
    headline, words, tone = present.answer(counts, expected, period)
    attention = sum(line.met is Met.NO for line in lines)
    context = _frame(asked, today) | {
        "counts": counts,
        "lines": lines,
        "tiles": present.tiles(counts),
        "headline": headline,
        "words": words,
        "tone": tone,
        "attention": attention,
        "goals": [service for service in catalogue.list_services() if service.kind == "base"],
    }
    if access.may_see_rows(request.actor, unit):
        context |= _evidence(request, asked, counts.of(asked.figure))
    return context


def _evidence(request: Request, asked: Asked, count: int) -> dict[str, Any]:
    """What only those see who may open the requests."""
    actor, unit, period = request.actor, asked.unit, asked.month
    rows = queries.rows_of(actor, unit, asked.figure, period.start, period.end)
    return {
        "evidence": queries.list_rows(rows).items[:EVIDENCE],
        "evidence_count": count,
        "stars": feedback.count_stars(actor, unit, period.start, period.end),
        "apart": feedback.count_stars(actor, unit, period.start, period.end, counted=False),
        "services": queries.list_breakdown(actor, unit, period.start, period.end, by="service"),
        "employees": queries.list_breakdown(actor, unit, period.start, period.end, by="delivery__by"),
    }


@require_safe
@page(*access.COUNTERS)
def rows(request: Request) -> HttpResponse:
    """Exactly the requests a figure was counted from."""
    asked = asked_of(request)
    found = require_rows(request, asked)
    page_of_rows = queries.list_rows(found, after=request.GET.get("after") or None)
    context = _frame(asked, clock.today(asked.unit.zone)) | {
        "rows": page_of_rows.items,
        "after": page_of_rows.after,
        "count": found.count(),
        "zone": asked.unit.zone,
    }
    return render(request, "insight/rows.html", context)


def require_rows(request: Request, asked: Asked) -> Any:
    """The rows for those who may see requests; others are told that figures are all there is for them."""
    access.require_counter(request.actor, asked.unit)
    if not access.may_see_rows(request.actor, asked.unit):
        raise Denied("Вам видны числа. Сами заявки видят сотрудники центра и координатор региона.")
    period = asked.month
    return queries.rows_of(
        request.actor,
        asked.unit,
        asked.figure,
        period.start,
        period.end,
        service=asked.service,
        employee=asked.employee,
    )


def _centres(request: Request, asked: Asked) -> HttpResponse:
    """A headquarters: its centres with the sums of their counted days."""
    lines = queries.list_centres(request.actor, asked.unit, asked.month)
    context = _frame(asked, clock.today(asked.unit.zone)) | {"lines": lines}
    return render(request, "insight/centres.html", context)


def _frame(asked: Asked, today: Any) -> dict[str, Any]:
    """The title, the months to go to, the words of figures."""
    first = asked.month.first
    return {
        "asked": asked,
        "centre": asked.unit,
        "title": f"{MONTH_NAMES[first.month - 1]} {first.year}"
        if first.year != today.year
        else MONTH_NAMES[first.month - 1],
        "before": f"{asked.month.before:%Y-%m}",
        "after_month": f"{asked.month.after:%Y-%m}" if asked.month.after <= today else "",
        "FIGURES": FIGURE_NAMES,
        "is_now": asked.figure in NOW,
    }
