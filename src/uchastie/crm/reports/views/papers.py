"""A formed report as paper and as a table. Nothing is counted here: both say what the version says."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe

from uchastie.crm.documents import queries as documents
from uchastie.crm.documents.rules import Column
from uchastie.crm.insight.rules import period_of_code
from uchastie.crm.journal import actions as journal
from uchastie.crm.reports import access, queries, rules
from uchastie.crm.reports.models import Report
from uchastie.crm.reports.rules import Numbers
from uchastie.crm.reports.rules.reading import total_names
from uchastie.kernel import clock, measures
from uchastie.kernel.web import Request, page
from uchastie.ui import text


@require_safe
@page(*access.READERS)
def paper(request: Request, report_id: UUID) -> HttpResponse:
    report = queries.get_report(request.actor, report_id)
    numbers = rules.from_json(report.numbers)
    inside = access.is_inside(request.actor, report.unit)
    pdf = documents.render_pdf(
        "reports/report", _heading(report) | {"sections": sections(report, numbers, inside=inside)}
    )
    _note(request, report, "paper")
    return documents.paper_response(pdf, f"otchet-{report.period}-{report.number}")


@require_safe
@page(*access.READERS)
def table(request: Request, report_id: UUID) -> FileResponse:
    report = queries.get_report(request.actor, report_id)
    inside = access.is_inside(request.actor, report.unit)
    head = _heading(report)
    lines: list[list[Any]] = [[name, value] for name, value in head["facts"]]
    for section in sections(report, rules.from_json(report.numbers), inside=inside):
        lines += [[], [section["title"], *section["columns"]], *section["rows"]]
    columns = [Column("Отчёт", 56), Column(head["title"], 30), Column("", 18), Column("", 18), Column("", 40)]
    sheet = documents.write_xlsx("Отчёт", columns, lines)
    _note(request, report, "table")
    return documents.table_response(sheet, f"otchet-{report.period}-{report.number}")


def _note(request: Request, report: Report, how: str) -> None:
    journal.record(
        request.actor,
        verb="report_taken",
        object_kind="reports.report",
        object_id=report.pk,
        unit_id=report.unit_id,
        how=how,
    )


def _heading(report: Report) -> dict[str, Any]:
    period = period_of_code(report.period, clock.today(report.unit.zone))
    made = report.made_at.astimezone(report.unit.zone) if report.made_at else clock.now()
    facts = [
        ["Кто отчитывается", report.unit.name],
        ["Период", period.name],
        ["Сформирован", f"{text.full_day(made.date())}, {text.time(made)}"],
        ["Версия", str(report.number)],
    ]
    if report.asked_by:
        facts.append(["Кто сформировал", report.asked_by.name])
    if report.reason:
        facts.append(["Почему заново", report.reason])
    return {"title": f"Отчёт за {period.name}", "facts": facts, "digest": report.digest}


def sections(report: Report, numbers: Numbers, *, inside: bool) -> list[dict[str, Any]]:
    """Tables of the paper and the sheet: a title, names of the columns after the first, rows."""

    def people(number: int) -> Any:
        told = rules.veiled(number, inside=inside)
        return number if told == text.number(number) else told

    found = [
        _section("Всего", ["Сколько"], [[name, getattr(numbers, field)] for field, name in total_names().items()]),
        _section(
            "По сервисам",
            ["Оказано", "Кому"],
            [[group.name, group.services, people(group.people)] for group in numbers.by_service],
        ),
        _section(
            "Кто обращался",
            ["Благополучателей", "Оказано"],
            [[group.name, people(group.people), group.services] for group in numbers.by_audience],
        ),
        _section("Откуда заявки", ["Заявок"], _deeds(numbers.by_channel)),
        _section("Работа с людьми и информация", ["Сколько"], _deeds(numbers.deeds)),
    ]
    if is_annual(report):
        found.append(_section("Для отчёта 1-СОНКО", ["Сколько"], _deeds(yearly(numbers))))
    for block in dict.fromkeys(norm.block for norm in numbers.norms):
        rows = [_norm(norm) for norm in numbers.norms if norm.block == block]
        found.append(_section(block, ["Факт", "Норма", "Итог"], rows))
    centres = [
        [", ".join(filter(None, (one.name, one.town))), one.services, people(one.people), f"{one.kept} из {one.known}"]
        for one in numbers.centres
    ]
    found.append(_section("Центры", ["Оказано", "Кому", "Норм выполнено"], centres))
    return [section for section in found if section["rows"]]


def is_annual(report: Report) -> bool:
    return len(report.period) == len("2026")


def yearly(numbers: Numbers) -> tuple[rules.Deed, ...]:
    names = {measure.code: measure.name for measure in measures.list_all()}
    return rules.annual(numbers, names.get(rules.HOURS, ""))


def _deeds(deeds: Iterable[rules.Deed]) -> list[list[Any]]:
    return [[deed.name, deed.amount] for deed in deeds]


def _section(title: str, columns: list[str], rows: list[list[Any]]) -> dict[str, Any]:
    return {"title": title, "columns": columns, "rows": rows}


def _norm(norm: rules.Norm) -> list[Any]:
    name = norm.name if norm.mandatory else f"{norm.name} (рекомендуется)"
    return [name, norm.fact or f"{norm.kept} из {norm.known}", norm.plan, norm.state]
