"""The month of a centre, and the rows behind one of its figures."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.catalogue import queries as catalogue
from uchastie.crm.desk.access import WORKERS
from uchastie.crm.feedback import queries as feedback
from uchastie.crm.insight import access, actions, queries
from uchastie.crm.insight.rules import EVIDENCE, FIGURE_NAMES, MONTH_NAMES, NOW, SERIES, Span, period_at
from uchastie.crm.insight.views import present
from uchastie.crm.insight.views.asked import Asked, asked_of
from uchastie.crm.insight.views.lists import show_list
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.errors import Denied
from uchastie.kernel.web import Request, page


@require_safe
@page(*access.COUNTERS)
def month(request: Request) -> HttpResponse:
    """A68, A74-A76, A81-A103: where the centre stands in the month; every number opens its records."""
    asked = asked_of(request)
    access.require_counter(request.actor, asked.unit)
    if asked.unit.kind != UnitKind.CENTRE:
        return show_list(request, asked)
    actions.catch_up(asked.unit)
    return render(request, "insight/month.html", _month(request, asked))


def _month(request: Request, asked: Asked) -> dict[str, Any]:
    actor, unit = request.actor, asked.unit
    period = period_at(Span.MONTH, asked.month.first)
    norms = queries.get_norms()
    standing = queries.get_standing(actor, unit, period, norms=norms)
    history = queries.list_history(actor, unit, period, count=SERIES)
    counts = queries.count_month(actor, unit, asked.month)
    headline, words, tone = present.answer(standing)
    context = _frame(asked, clock.today(unit.zone)) | {
        "counts": counts,
        "standing": standing,
        "blocks": present.blocks(standing, history, present.months_before(period, SERIES)),
        "tiles": present.tiles(counts),
        "headline": headline,
        "words": words,
        "tone": tone,
        "half": period_at(Span.HALF, asked.month.first).code,
        "goals": catalogue.list_goals(),
    }
    context["line"] = line = next((one for one in standing.lines if one.code == asked.norm), None)
    if line:
        context["found"] = queries.get_evidence(actor, unit, line.code, period.code, limit=EVIDENCE, norms=norms)[1]
    context["may_add"] = actor.covers(unit.path, *WORKERS)
    context["may_rows"] = access.may_see_rows(actor, unit)
    if context["may_rows"]:
        context |= _evidence(request, asked, None if line else counts.of(asked.figure))
    return context


def _evidence(request: Request, asked: Asked, count: int | None) -> dict[str, Any]:
    """What only those see who may open the requests."""
    actor, unit, period = request.actor, asked.unit, asked.month
    context: dict[str, Any] = {
        "stars": feedback.count_stars(actor, unit, period.start, period.end),
        "apart": feedback.count_stars(actor, unit, period.start, period.end, counted=False),
    }
    if request.GET.get("parts"):
        context["services"] = queries.list_breakdown(actor, unit, period.start, period.end, by="service")
        context["employees"] = queries.list_breakdown(actor, unit, period.start, period.end, by="delivery__by")
    if count is not None:
        rows = queries.rows_of(actor, unit, asked.figure, period.start, period.end)
        context |= {"evidence": queries.list_rows(rows).items[:EVIDENCE], "evidence_count": count}
    return context


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
        "is_now": not asked.norm and asked.figure in NOW,
    }
