"""The levels above a centre: the nation by regions, a region and a town by centres; one norm over all of them."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from uchastie.crm.insight import queries
from uchastie.crm.insight.rules import BLOCK_NAMES, MET_NAMES, MONTH_NAMES, Block, Met, Span, period_at
from uchastie.crm.insight.views.asked import Asked
from uchastie.crm.insight.views.present import ICONS, TONES
from uchastie.crm.network.rules import UnitKind
from uchastie.kernel import clock
from uchastie.kernel.web import Request


def show_list(request: Request, asked: Asked) -> HttpResponse:
    """Of a headquarters: regions or centres, what was asked for in the address, or the centres of one norm."""
    unit, actor = asked.unit, request.actor
    period = period_at(Span.MONTH, asked.month.first)
    code, after = request.GET.get("norm", "")[:40], request.GET.get("after") or None
    context = _frame(asked, code) | {"norms": queries.list_by_norm(actor, unit, period)}
    picked = next((one for one in context["norms"] if one.code == code), None)
    if picked:
        met = request.GET.get("met", "")
        context |= {"picked": picked, "met": met if met in set(Met) else ""}
        context["results"] = queries.list_with_norm(actor, unit, period, code, met=met, after=after)
    elif unit.kind == UnitKind.FEDERAL and not asked.text and not asked.care:
        context["regions"] = queries.list_regions(actor, unit, period)
    else:
        context["rated"] = queries.list_rated(actor, unit, period, text=asked.text, only_care=asked.care, after=after)
    return render(request, "insight/centres.html", context)


def _frame(asked: Asked, code: str) -> dict[str, Any]:
    today = clock.today(asked.unit.zone)
    first = asked.month.first

    def link(**changes: str) -> str:
        parts = {"unit": str(asked.unit.pk), "month": asked.month.code, "norm": code, "q": asked.text}
        parts["care"] = "1" if asked.care else ""
        return "?" + urlencode({name: value for name, value in (parts | changes).items() if value})

    name = MONTH_NAMES[first.month - 1]
    return {
        "asked": asked,
        "centre": asked.unit,
        "title": name if first.year == today.year else f"{name} {first.year}",
        "before": link(month=f"{asked.month.before:%Y-%m}"),
        "later": link(month=f"{asked.month.after:%Y-%m}") if asked.month.after <= today else "",
        "link": link,
        "page": reverse("insight:month"),
        "BLOCKS": [BLOCK_NAMES[block] for block in Block],
        "MET": [(str(met), MET_NAMES[met], ICONS[met], TONES[met]) for met in Met],
        "picked": None,
    }
