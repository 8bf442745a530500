"""The same numbers and rows as tables."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse
from django.views.decorators.http import require_safe

from uchastie.crm.desk.rules import CHANNEL_NAMES, STATUS_NAMES, Channel, Status
from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.insight import access, queries
from uchastie.crm.insight.rules import FIGURE_NAMES, MONTH_NAMES, NOW, Figure
from uchastie.crm.insight.views.asked import Asked, asked_of
from uchastie.crm.insight.views.pages import require_rows
from uchastie.crm.journal import actions as journal
from uchastie.kernel.web import Request, page

COLUMNS = [
    Column("Номер", 20),
    Column("Подана", 16),
    Column("Сервис", 30),
    Column("Кто обратился", 30),
    Column("Откуда", 16),
    Column("Состояние", 16),
    Column("Связаться до", 16),
    Column("Связались", 16),
    Column("Оказано", 16),
    Column("Кто оказал", 26),
    Column("Оценка"),
    Column("ID привязан"),
]


@require_safe
@page(*access.COUNTERS)
def rows_export(request: Request) -> FileResponse:
    """The rows of a figure, all of them; who took them is in the journal, with the number of rows."""
    asked = asked_of(request)
    found = require_rows(request, asked)
    joined = found.select_related("service", "beneficiary", "delivery__by", "review").order_by("-submitted_at", "-id")
    sheet = _sheet(request, FIGURE_NAMES[asked.figure], COLUMNS, _lines(asked, joined))
    journal.record(
        request.actor,
        verb="figures_exported",
        object_kind="network.unit",
        object_id=asked.unit.pk,
        unit_id=asked.unit.pk,
        figure=str(asked.figure),
        month="" if asked.figure in NOW else asked.month.code,
        rows=sheet.rows,
    )
    return documents.table_response(sheet, f"{asked.figure}-{asked.month.code}")


@require_safe
@page(*access.COUNTERS)
def month_export(request: Request) -> FileResponse:
    """The month as a table of two columns, then services and employees."""
    asked = asked_of(request)
    counts = queries.count_month(request.actor, asked.unit, asked.month)
    first = asked.month.first
    lines: list[list[Any]] = [["Центр", asked.unit.name], ["Месяц", f"{MONTH_NAMES[first.month - 1]} {first.year}"]]
    lines += [[FIGURE_NAMES[figure], counts.of(figure)] for figure in Figure]
    lines += [["Связались, всего сроков", counts.due], ["Посещения, человек", counts.visits]]
    if access.may_see_rows(request.actor, asked.unit):
        for title, by in (("По сервисам", "service"), ("По сотрудникам", "delivery__by")):
            lines.append([title, "Оказано"])
            found = queries.list_breakdown(request.actor, asked.unit, asked.month.start, asked.month.end, by=by)
            lines += [[line.name, line.delivered] for line in found]
    sheet = _sheet(request, "Отчёт за месяц", [Column("Показатель", 40), Column("Значение", 40)], lines)
    return documents.table_response(sheet, f"otchet-{asked.month.code}")


def _sheet(request: Request, title: str, columns: list[Column], lines: Any) -> Any:
    if request.GET.get("format") == "csv":
        return documents.write_csv(columns, lines)
    return documents.write_xlsx(title, columns, lines)


def _lines(asked: Asked, rows: Any) -> Iterator[list[Any]]:
    zone = asked.unit.zone

    def local(moment: Any) -> Any:
        return moment.astimezone(zone) if moment else ""

    for row in rows.iterator(1000):
        delivery, review = getattr(row, "delivery", None), getattr(row, "review", None)
        yield [
            row.number,
            local(row.submitted_at),
            row.service.name,
            row.beneficiary.name,
            CHANNEL_NAMES[Channel(row.channel)],
            STATUS_NAMES[Status(row.status)],
            local(row.contact_due_at),
            local(row.contacted_at),
            local(delivery.at) if delivery else "",
            delivery.by.name if delivery and delivery.by else "",
            review.stars if review else "",
            "нет" if row.id_pending else "да",
        ]
