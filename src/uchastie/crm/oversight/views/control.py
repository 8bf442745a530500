"""The federal control board: 89 regions, whom to call first (B9)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from uchastie.crm.accounts.rules import Role
from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.journal import actions as journal
from uchastie.crm.network import queries as network
from uchastie.crm.oversight import access, queries
from uchastie.crm.oversight.queries import RegionLine
from uchastie.crm.oversight.rules import FIGURE_NAMES, veiled
from uchastie.crm.oversight.views.asked import uuid_of
from uchastie.kernel.web import Request, page

TILES = Path(__file__).parents[1] / "data" / "region-tiles.json"
FIRST = 10  # regions in the short list beside the map
OF_FAMILIES = ("helped", "waiting", "begun", "ended", "aided")


@require_safe
@page(*access.FEDERAL)
def control(request: Request) -> HttpResponse:
    lines = queries.list_regions(request.actor)
    chosen = queries.find_line(lines, uuid_of(request.GET.get("unit", "")))
    context = {
        "lines": lines,
        "first": [line for line in lines if line.control.tone in {"bad", "warn"} or line.control.abandoned][:FIRST],
        "totals": queries.count_totals(lines),
        "chosen": chosen,
        "tiles": _tiles(lines),
        "table": request.GET.get("view") == "table",
        "veiled": veiled,
        "may_name": request.actor.has_role(Role.FEDERAL_MANAGER),
    }
    return render(request, "oversight/control.html", context)


@require_safe
@page(*access.FEDERAL)
def control_export(request: Request) -> FileResponse:
    """All regions with the figures of their newest day; few families stay uncounted."""
    lines = queries.list_regions(request.actor)
    columns = [Column("Регион", 34), Column("Просрочено соединений"), Column("Просрочено созвонов"), Column("Снимок")]
    columns += [Column(FIGURE_NAMES[key]) for key in OF_FAMILIES]
    rows = [
        [line.unit.name, line.control.overdue, line.control.missed, line.control.report, *_families(line)]
        for line in lines
    ]
    sheet = documents.write_xlsx("Контроль по регионам", columns, rows)
    federal = network.get_federal()
    journal.record(
        request.actor,
        verb="control_exported",
        object_kind="network.unit",
        object_id=federal.pk,
        unit_id=federal.pk,
        rows=sheet.rows,
    )
    return documents.table_response(sheet, "kontrol-po-regionam")


def _families(line: RegionLine) -> list[str]:
    figures = line.figures
    return ["" if figures is None else veiled(getattr(figures, key)) for key in OF_FAMILIES]


def _tiles(lines: list[RegionLine]) -> list[dict[str, Any]]:
    """One square a region, in the order of the map: position, three letters, how it is there."""
    of_region = {line.unit.region_id: line for line in lines}
    return [tile | {"line": of_region[tile["code"]]} for tile in _map() if tile["code"] in of_region]


@cache
def _map() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(TILES.read_text(encoding="utf-8")))
