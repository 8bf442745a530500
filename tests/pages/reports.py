"""Reports: of a centre before and after it was formed, changed since, of a region, of a year."""

from typing import Any

from tests.pages.page import EMPLOYEE, FEDERAL, HEAD, REGION, Page
from tests.world import actor
from uchastie.crm.accounts.rules import Role
from uchastie.crm.insight.rules import Span, period_at
from uchastie.crm.reports import actions
from uchastie.crm.reports.models import Report
from uchastie.kernel import clock

REPORTS = [
    Page("report", "reports:index", HEAD),
    Page("report-not-formed", "reports:index", HEAD, query="?period={report-before}"),
    Page("report-year", "reports:index", HEAD, query="?period={report-year}"),
    Page("report-region", "reports:index", REGION),
    Page("report-federal", "reports:index", FEDERAL),
    Page("report-version", "reports:version", HEAD, ("report-first",)),
    Page("report-employee", "reports:index", EMPLOYEE, status=403),
]
NO_PAGES_OF_REPORTS = {"reports:paper": "a paper", "reports:table": "a table"}


def make_reports(world: Any) -> dict[str, object]:
    head, unit = actor(world.user(Role.CENTRE_HEAD)), world.uralmash
    month = period_at(Span.MONTH, clock.today(unit.zone))
    first = actions.form_report(actor=head, unit=unit, period=month)
    numbers = Report.objects.values_list("numbers", flat=True).get(pk=first.pk)
    actions.form_report(actor=head, unit=unit, period=month, reason="Внесли консультации прошлой недели")
    Report.objects.update(numbers=numbers | {"received": numbers["received"] + 7})  # what has changed since is told
    return {"report-first": first.pk, "report-before": month.before.code, "report-year": str(month.first.year)}
