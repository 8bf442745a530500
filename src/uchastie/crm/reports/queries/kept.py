"""Reports that were formed."""

from uuid import UUID

from uchastie.crm.network.models import Unit
from uchastie.crm.reports import access
from uchastie.crm.reports.models import Report
from uchastie.crm.reports.rules import State
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import NotSeen


def get_report(actor: Actor, report_id: UUID) -> Report:
    """One that is ready, whichever version."""
    rows = Report.objects.select_related("unit", "asked_by").filter(pk=report_id, state=State.READY)
    report = rows.first()
    if report is None:
        raise NotSeen
    access.require_reader(actor, report.unit)
    return report


def list_versions(actor: Actor, unit: Unit, period: str) -> list[Report]:
    """The newest first, without their numbers."""
    access.require_reader(actor, unit)
    rows = Report.objects.filter(unit=unit, period=period, state=State.READY).select_related("asked_by")
    return list(rows.defer("numbers").order_by("-number"))


def latest(actor: Actor, unit: Unit, period: str) -> Report | None:
    access.require_reader(actor, unit)
    rows = Report.objects.filter(unit=unit, period=period, state=State.READY).select_related("unit", "asked_by")
    return rows.order_by("-number").first()


def find_making(actor: Actor, unit: Unit, period: str) -> Report | None:
    """The newest attempt when it is not ready: being counted, or broken."""
    access.require_reader(actor, unit)
    newest = Report.objects.filter(unit=unit, period=period).defer("numbers").order_by("-number").first()
    return newest if newest is not None and newest.state != State.READY else None
