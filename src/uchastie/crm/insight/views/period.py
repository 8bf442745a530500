"""Half-year, quarter, year of a centre: the three blocks of the rating, beside the same period before."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.insight import access, actions, queries
from uchastie.crm.insight.rules import Period, Span, period_at, period_of_code
from uchastie.crm.insight.views import present
from uchastie.crm.insight.views.asked import unit_of
from uchastie.crm.network.models import Unit
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.errors import NotSeen
from uchastie.kernel.web import Request, page

KINDS = (("Неделя", Span.WEEK), ("Квартал", Span.QUARTER), ("Полугодие", Span.HALF), ("Год", Span.YEAR))


@require_safe
@page(*access.COUNTERS)
def period(request: Request) -> HttpResponse:
    """Each line opens its records; months and weeks inside are counted one by one."""
    unit = unit_of(request)
    access.require_counter(request.actor, unit)
    if unit.kind != UnitKind.CENTRE:
        raise NotSeen
    actions.catch_up(unit)
    today = clock.today(unit.zone)
    shown = period_of_code(request.GET.get("period", ""), today, otherwise=Span.HALF)
    standing = queries.get_standing(request.actor, unit, shown)
    earlier = queries.get_standing(request.actor, unit, shown.before)
    context = {
        "centre": unit,
        "period": shown,
        "standing": standing,
        "blocks": present.blocks(standing, {}, (), earlier),
        "before": _query(unit, shown.before),
        "later": _query(unit, shown.after) if shown.after.first <= today else "",
        "kinds": [(name, _query(unit, period_at(span, today)), span is shown.span) for name, span in KINDS],
    }
    return render(request, "insight/period.html", context)


def _query(unit: Unit, shown: Period) -> str:
    return "?" + urlencode({"unit": str(unit.pk), "period": shown.code})
