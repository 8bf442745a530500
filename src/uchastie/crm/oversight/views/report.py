"""The report of the day: frozen figures, their versions, a correction."""

import datetime as dt
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.journal import actions as journal
from uchastie.crm.oversight import access, actions, queries
from uchastie.crm.oversight.forms import CorrectionForm
from uchastie.crm.oversight.models import Snapshot
from uchastie.crm.oversight.rules import FIGURE_NAMES, Figures, changes, moment_of
from uchastie.crm.oversight.views.asked import Asked, asked_of
from uchastie.kernel import clock
from uchastie.kernel.web import Request, page, refusal_on_form

TILES = ("helped", "waiting", "begun", "ended", "overdue")
OF_DAY = {"begun", "ended"}


@require_safe
@page(*access.READERS)
def report(request: Request) -> HttpResponse:
    """B15, B48: the newest day that is over, or the one asked for."""
    return render(request, "oversight/report.html", _context(request, asked_of(request)))


@require_POST
@page(*access.CORRECTORS)
def correction(request: Request) -> HttpResponse:
    """Counts the day anew from the records; numbers are never typed."""
    asked, form = asked_of(request), CorrectionForm(request.POST)
    if form.is_valid():
        with refusal_on_form(form):
            actions.correct_snapshot(actor=request.actor, unit_id=asked.unit.pk, day=asked.day, **form.cleaned_data)
    if form.errors:
        return render(request, "oversight/report.html", _context(request, asked, form), status=422)
    return redirect(f"{reverse('oversight:report')}?unit={asked.unit.pk}&day={asked.day.isoformat()}")


@require_safe
@page(*access.READERS)
def report_export(request: Request) -> FileResponse:
    """The region's days up to the asked one, thirty of them, each in its newest version."""
    asked = asked_of(request)
    days = queries.list_days(request.actor, asked.unit, asked.day, days=30)
    columns = [Column("День", 14), Column("Версия"), *(Column(name) for name in FIGURE_NAMES.values())]
    figures = [(day, row.version, row.figures) for day, row in days.items()]
    lines = [[day, version, *(stored.get(key, 0) for key in FIGURE_NAMES)] for day, version, stored in figures]
    sheet = documents.write_xlsx("Отчёты дня", columns, lines)
    journal.record(
        request.actor,
        verb="snapshots_exported",
        object_kind="network.unit",
        object_id=asked.unit.pk,
        unit_id=asked.unit.pk,
        rows=sheet.rows,
    )
    return documents.table_response(sheet, f"otchet-dnya-{asked.unit.region_id}-{asked.day:%Y-%m-%d}")


def _context(request: Request, asked: Asked, form: CorrectionForm | None = None) -> dict[str, Any]:
    versions = queries.list_versions(request.actor, asked.unit, asked.day)
    week = queries.list_days(request.actor, asked.unit, asked.day)
    shown = Figures.from_json(versions[0].figures) if versions else None
    before = week.get(asked.before)
    may_correct = request.actor.covers(asked.unit.path, *access.CORRECTORS)
    return {
        "asked": asked,
        "figures": shown,
        "tiles": _tiles(shown, Figures.from_json(before.figures) if before else None) if shown else [],
        "versions": _versions(versions),
        "newest": versions[0] if versions else None,
        "week": [
            (asked.day - dt.timedelta(days=back), asked.day - dt.timedelta(days=back) in week)
            for back in range(6, -1, -1)
        ],
        "next_at": moment_of(asked.last + dt.timedelta(days=1), asked.unit.zone),
        "taken_at": moment_of(asked.day, asked.unit.zone),
        "most": max((line.total for line in shown.categories), default=0) if shown else 0,
        "form": form
        or (CorrectionForm(initial={"version": versions[0].version}) if may_correct and versions else None),
        "at": clock.now(),
    }


def _tiles(figures: Figures, before: Figures | None) -> list[tuple[int, str, str]]:
    """Number, name, and what it was a day earlier (stocks) or in what time (flows)."""
    rows = []
    for key in TILES:
        was = f"было {getattr(before, key)}" if before is not None else ""
        rows.append((getattr(figures, key), FIGURE_NAMES[key], "за сутки" if key in OF_DAY else was))
    return rows


def _versions(versions: list[Snapshot]) -> list[tuple[Snapshot, tuple[tuple[str, int, int], ...]]]:
    """Each with what it changed against the one before it."""
    older = [*versions[1:], None][: len(versions)]
    return [
        (one, changes(Figures.from_json(was.figures), Figures.from_json(one.figures)) if was else ())
        for one, was in zip(versions, older, strict=True)
    ]
