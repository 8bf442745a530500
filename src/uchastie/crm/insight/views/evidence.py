"""What a norm was counted from: the records of every measure behind it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from uchastie.crm.insight import access, actions, queries
from uchastie.crm.insight.forms import CorrectionForm
from uchastie.crm.insight.rules import Figure, Period, Span
from uchastie.crm.insight.views.asked import unit_of
from uchastie.crm.network.models import Unit
from uchastie.kernel.measures import Evidence
from uchastie.kernel.web import Request, page


@dataclass(frozen=True, slots=True)
class Section:
    """One measure: its number and its records; `rows_url` opens the page of requests."""

    name: str
    total: int
    is_state: bool
    rows: list[Evidence] | None
    rows_url: str


@require_safe
@page(*access.COUNTERS)
def evidence(request: Request, code: str) -> HttpResponse:
    """Exactly what the number of a norm was made of."""
    unit = unit_of(request)
    access.require_counter(request.actor, unit)
    actions.catch_up(unit)
    slot, found = queries.get_evidence(request.actor, unit, code, request.GET.get("period", ""))
    standing = queries.get_standing(request.actor, unit, slot)
    line = next((one for one in standing.lines if one.code == code), None)
    context = {
        "centre": unit,
        "slot": slot,
        "found": found,
        "line": line,
        "sections": [_section(unit, one, found) for one in found.measures],
        "form": CorrectionForm(initial={"period": slot.code}),
        "may_correct": access.may_correct(request.actor, unit) and line is not None and line.frozen,
        "back": f"{reverse('insight:month')}?unit={unit.pk}&month={_month(slot)}",
        "before": _query(unit, slot.before),
        "after": _query(unit, slot.after) if slot.after.first <= found.today else "",
    }
    return render(request, "insight/evidence.html", context)


def _month(slot: Period) -> str:
    day = slot.first if slot.span is Span.MONTH else slot.last
    return f"{day:%Y-%m}"


def _query(unit: Unit, slot: Period) -> str:
    return "?" + urlencode({"unit": str(unit.pk), "period": slot.code})


def _section(unit: Unit, one: Any, found: Any) -> Section:
    """Requests have a page of rows of their own, for whole months."""
    figure: Figure | None = one.figure
    url = ""
    if figure and one.rows and found.first.day == 1 and found.first.month == found.slot.first.month:
        asked = {"unit": str(unit.pk), "month": found.slot.code, "figure": str(figure)}
        url = f"{reverse('insight:rows')}?{urlencode(asked)}"
    return Section(one.name, one.total, one.is_state, one.rows, url)
