"""«Созвоны»: whom to call today, what is late, what comes; with whom nobody talks; what is not right."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.followup import queries
from uchastie.crm.followup.access import COORDINATORS
from uchastie.crm.followup.queries import Tab
from uchastie.crm.followup.views import present
from uchastie.kernel.web import Request, page

TABS = {Tab.TODAY: ("Сегодня", "phone-call"), Tab.LATE: ("Просрочены", ""), Tab.COMING: ("Впереди", "")}
GAPS, ALARMS = "gaps", "alarms"


@require_safe
@page(*COORDINATORS)
def board(request: Request) -> HttpResponse:
    actor, unit = request.actor, request.unit
    tab = request.GET.get("tab", "")
    chosen = Tab(tab) if tab in set(Tab) else Tab.TODAY
    found = queries.list_board(actor, unit, chosen, after=request.GET.get("after") or None)
    context = {
        "lines": present.board_lines(found.items, queries.today_of(unit)),
        "tabs": TABS.items(),
        "counts": queries.count_tabs(actor, unit),
        "chosen": chosen,
        "after_url": f"?{urlencode({'tab': str(chosen), 'after': found.after})}" if found.after else "",
        "paged": bool(request.GET.get("after")),
    }
    return render(request, "followup/board.html", context)


@require_safe
@page(*COORDINATORS)
def gaps(request: Request) -> HttpResponse:
    """The board of silence: with whom nobody has talked for more than 35 days."""
    context = {"rows": queries.list_gaps(request.actor, request.unit), "view": GAPS}
    return render(request, "followup/watch.html", context)


@require_safe
@page(*COORDINATORS)
def alarms(request: Request) -> HttpResponse:
    context = {"rows": queries.list_alarms(request.actor, request.unit), "view": ALARMS}
    return render(request, "followup/watch.html", context)
