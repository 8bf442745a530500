"""The numbers of a month by hand, with a proof; its versions below."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from uchastie.crm.network.models import Unit
from uchastie.crm.platform import access, actions, queries, rules
from uchastie.crm.platform.actions.months import Ground
from uchastie.crm.platform.forms import MonthForm
from uchastie.crm.platform.views.present import centre_of
from uchastie.kernel import clock
from uchastie.kernel.errors import Refusal
from uchastie.kernel.web import Request, page, refusal_on_form, status_of


@page(*access.READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def month(request: Request, slug: str) -> HttpResponseBase:
    unit = centre_of(request, slug)
    if request.method != "POST":
        shown = _month(request.GET.get("month", ""), unit)
        return _page(request, unit, shown, MonthForm.of(shown, queries.get_month(request.actor, unit, shown)))
    access.require_worker(request.actor, unit)
    form = MonthForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        with refusal_on_form(form):
            written = actions.write_month(
                actor=request.actor,
                unit=unit,
                month=data["month"],
                values=form.values(),
                ground=Ground(data["url"], data["photo"]),
                seen=data["seen"],
            )
            messages.success(request, f"Записано: {rules.month_name(written.month)}")
            return redirect("platform:centre", slug)
    return _page(request, unit, _month(request.POST.get("month", "")[:7], unit), form, status=status_of(form))


def _month(typed: str, unit: Unit) -> dt.date:
    """The last full month unless another one is asked for."""
    today = clock.today(unit.zone)
    try:
        return rules.parse_month(typed, today)
    except Refusal:
        return (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def _page(request: Request, unit: Unit, shown: dt.date, form: MonthForm, *, status: int = 200) -> HttpResponse:
    after = (shown + dt.timedelta(days=32)).replace(day=1)
    context = {
        "centre": unit,
        "form": form,
        "month": shown,
        "name": rules.month_name(shown),
        "earlier": (shown - dt.timedelta(days=1)).replace(day=1),
        "later": after if after <= clock.today(unit.zone) else None,
        "running": after > clock.today(unit.zone),
        "versions": queries.list_versions(request.actor, unit, shown),
        "marked": queries.count_marked(unit, after - dt.timedelta(days=366), after - dt.timedelta(days=1)),
        "works": access.may_work(request.actor, unit),
    }
    return render(request, "platform/month.html", context, status=status)
