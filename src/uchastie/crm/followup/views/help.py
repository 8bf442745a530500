"""Help that was given: the log of a headquarters with its file for ОНФ.Помощь, one pair, reports of guardians."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.families import queries as families
from uchastie.crm.followup import access, actions, queries
from uchastie.crm.followup.access import COORDINATORS, COUNTERS
from uchastie.crm.followup.forms import HelpForm
from uchastie.crm.followup.models import HelpFact
from uchastie.crm.followup.rules.help import MONTH_NAMES
from uchastie.crm.guardianship import queries as guardianship
from uchastie.kernel.web import Request, page, refusal_on_form, status_of

COLUMNS = [
    Column("Номер в ОНФ.Помощь", 20),
    Column("Семья", 14),
    Column("Опекун", 34),
    Column("Категория", 26),
    Column("Дата", 12),
    Column("Что сделано", 40),
    Column("Часов", 8),
    Column("Подтверждение семьи", 22),
    Column("Регион", 26),
]


def month_of(request: Request) -> dt.date:
    """The first day of the month that is asked for, else of this one."""
    try:
        return dt.date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        return queries.today_of(request.unit).replace(day=1)


def last_of(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


def _months(month: dt.date, today: dt.date) -> list[tuple[str, str]]:
    """This month and eleven before it, and the chosen one: (2026-11, ноябрь 2026)."""
    index = today.year * 12 + today.month - 1
    days = [_first(index - back) for back in range(12)]
    return [
        (f"{day:%Y-%m}", f"{MONTH_NAMES[day.month - 1]} {day.year}") for day in sorted({*days, month}, reverse=True)
    ]


def _first(index: int) -> dt.date:
    return dt.date(index // 12, index % 12 + 1, 1)


@require_safe
@page(*COUNTERS)
def log(request: Request) -> HttpResponse:
    """Rows for the coordinator; figures by region, without families, for the federal team too."""
    actor, unit, month = request.actor, request.unit, month_of(request)
    context: dict[str, Any] = {
        "sums": queries.sum_help(actor, unit, month, last_of(month)),
        "months": _months(month, queries.today_of(unit)),
        "month": f"{month:%Y-%m}",
        "sees_rows": access.coordinates(actor, unit.path),
    }
    if context["sees_rows"]:
        found = queries.list_help(actor, unit, month, last_of(month), after=request.GET.get("after") or None)
        following = urlencode({"month": context["month"], "after": found.after}) if found.after else ""
        context |= {"facts": found.items, "after_url": f"?{following}" if following else ""}
    return render(request, "followup/log.html", context)


@require_safe
@page(*COORDINATORS)
def export(request: Request) -> FileResponse:
    """The results of a month for ОНФ.Помощь (B47): numbers of families, no names; who took them is in the journal."""
    month = month_of(request)
    facts = list(queries.list_to_export(request.actor, request.unit, month, last_of(month)))
    lines = _lines(facts)
    csv = request.GET.get("format") == "csv"
    sheet = documents.write_csv(COLUMNS, lines) if csv else documents.write_xlsx("Помощь семьям", COLUMNS, lines)
    actions.mark_exported(actor=request.actor, unit_id=request.unit.pk, fact_ids=[fact.pk for fact in facts])
    return documents.table_response(sheet, f"onf-pomoshch-{month:%Y-%m}")


def _lines(facts: Iterable[HelpFact]) -> Iterator[list[Any]]:
    for fact in facts:
        pair = fact.guardianship
        verdict = "подтвердила" if fact.confirmed_at else "не подтверждает" if fact.disputed_at else ""
        yield [
            pair.case.external_id,
            pair.case.number,
            pair.guardian.name,
            fact.category.name,
            fact.on,
            fact.amount,
            fact.hours if fact.hours is not None else "",
            verdict,
            fact.unit.region.name if fact.unit.region else "",
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@page(*COORDINATORS)
def pair(request: Request, pair_id: UUID) -> HttpResponseBase:
    """One pair: its calls, alarms, help and reports; the coordinator writes help down from the words of the guardian."""
    found = guardianship.get_guardianship(request.actor, pair_id)
    today = queries.today_of(found.unit)
    form = HelpForm(
        request.POST or None,
        kinds=queries.can_help_with(found),
        needs=families.list_needs(found.case),
        today=today,
    )
    if request.method == "POST" and form.is_valid():
        with refusal_on_form(form):
            actions.log_help(actor=request.actor, guardianship_id=found.pk, help=form.help())
            messages.success(request, "Помощь записана. Семья увидит её у себя и подтвердит")
            return redirect("followup:pair", found.pk)
    context = {
        "pair": found,
        "form": form,
        "points": queries.dline(queries.list_of_pair(found.pk), found.help_started_on, today)
        if found.help_started_on
        else [],
        "next_call": queries.next_call_of(found.pk),
        "alarms": queries.alarms_of_pair(found),
        "facts": queries.list_help_of_pair(found.pk),
        "reports": queries.list_reports_of_pair(found.pk),
        "zone": found.unit.zone,
    }
    return render(request, "followup/pair.html", context, status=status_of(form) if form.errors else 200)


@require_POST
@page(*COORDINATORS)
def withdrawal(request: Request, fact_id: UUID) -> HttpResponseBase:
    fact = actions.withdraw_help(actor=request.actor, fact_id=fact_id)
    messages.success(request, "Отметка снята: в отчёты она не попадёт")
    return redirect("followup:pair", fact.guardianship_id)


@require_safe
@page(*COORDINATORS)
def reports(request: Request) -> HttpResponse:
    unread = "unread" in request.GET
    found = queries.list_reports(request.actor, request.unit, unread=unread, after=request.GET.get("after") or None)
    narrowed = {"unread": "1"} if unread else {}
    after_url = f"?{urlencode({**narrowed, 'after': found.after})}" if found.after else ""
    context = {"reports": found.items, "after_url": after_url, "unread": unread}
    return render(request, "followup/reports.html", context)


@require_safe
@page(*COORDINATORS)
def report(request: Request, report_id: UUID) -> HttpResponse:
    found = queries.get_report(request.actor, report_id)
    return render(request, "followup/report.html", {"report": found, "zone": found.unit.zone})


@require_POST
@page(*COORDINATORS)
def reading(request: Request, report_id: UUID) -> HttpResponseBase:
    actions.read_report(actor=request.actor, report_id=report_id)
    messages.success(request, "Отмечено: отчёт прочитан")
    return redirect("followup:report", report_id)
