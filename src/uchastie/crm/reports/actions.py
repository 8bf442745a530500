"""Forming a report: its numbers are counted from the records and kept as they were."""

from uuid import UUID

from django.db import IntegrityError, transaction

from uchastie.crm.insight.rules import Period, period_of_code
from uchastie.crm.journal import actions as journal
from uchastie.crm.network.models import Unit
from uchastie.crm.notifications import actions as notifications
from uchastie.crm.notifications import queries as reach
from uchastie.crm.reports import access, queries, rules
from uchastie.crm.reports.models import Report
from uchastie.crm.reports.rules import State
from uchastie.kernel import clock
from uchastie.kernel.actor import SYSTEM, Actor
from uchastie.kernel.jobs import job


def form_report(*, actor: Actor, unit: Unit, period: Period, reason: str = "") -> Report:
    """The next version. Of a few centres it is counted at once, of many by the worker. Asked for twice at once, it is
    formed once."""
    report = _ask(actor, unit, period, reason)
    if report.state == State.MAKING and queries.is_light(queries.centres_of(unit)):
        make_report(report.pk)
        report.refresh_from_db()
    elif report.state == State.MAKING:
        make_later.enqueue(str(report.pk))
    return report


@transaction.atomic
def _ask(actor: Actor, unit: Unit, period: Period, reason: str) -> Report:
    access.require_former(actor, unit)
    _give_up(unit, period)
    newest = Report.objects.filter(unit=unit, period=period.code).order_by("-number").first()
    formed = Report.objects.filter(unit=unit, period=period.code, state=State.READY).exists()
    reason = rules.require_reason(reason, formed_before=formed)
    try:
        with transaction.atomic():
            report = Report.objects.create(
                unit=unit,
                period=period.code,
                number=newest.number + 1 if newest else 1,
                reason=reason,
                asked_at=clock.now(),
                asked_by_id=actor.user_id,
            )
    except IntegrityError:  # somebody has just asked for the same
        return Report.objects.filter(unit=unit, period=period.code).order_by("-number")[0]
    journal.record(
        actor,
        verb="report_asked",
        object_kind="reports.report",
        object_id=report.pk,
        unit_id=unit.pk,
        period=period.code,
        number=report.number,
    )
    return report


def _give_up(unit: Unit, period: Period) -> None:
    """What a dead worker has left does not stand in the way."""
    since = clock.now() - rules.PATIENCE
    left = Report.objects.filter(unit=unit, period=period.code, state=State.MAKING, asked_at__lt=since)
    left.update(state=State.FAILED)


@job
def make_later(report_id: str) -> None:
    """Whoever asked has left the page: the bell says when it is ready, or that it did not come off."""
    try:
        if make_report(UUID(report_id)):
            _tell(UUID(report_id), "готов")
    except Exception:
        _tell(UUID(report_id), "не получился, попробуйте ещё раз")
        raise


@transaction.atomic
def _tell(report_id: UUID, outcome: str) -> None:
    report = Report.objects.select_related("unit").get(pk=report_id)
    reader = reach.staff(report.asked_by_id, unit_id=report.unit_id) if report.asked_by_id else None
    if reader is not None:
        period = period_of_code(report.period, clock.today(report.unit.zone))
        notifications.notify(
            event="report_ready",
            about_id=report.pk,
            to=reader,
            unit_id=report.unit_id,
            url=f"/reports/?unit={report.unit_id}&period={report.period}",
            values={"период": period.name, "что делать": outcome},
        )


def make_report(report_id: UUID) -> bool:
    """Counted outside of any transaction, written at once; a second worker finds it written (False). What breaks is
    told on the page."""
    report = Report.objects.select_related("unit").filter(pk=report_id, state=State.MAKING).first()
    if report is None:
        return False
    try:
        made_at = clock.now()
        period = period_of_code(report.period, clock.today(report.unit.zone))
        numbers = queries.count(SYSTEM, report.unit, period, queries.centres_of(report.unit))
    except Exception:
        Report.objects.filter(pk=report_id, state=State.MAKING).update(state=State.FAILED)
        raise
    making = Report.objects.filter(pk=report_id, state=State.MAKING)
    written = making.update(
        state=State.READY, numbers=rules.to_json(numbers), digest=rules.digest_of(numbers), made_at=made_at
    )
    return written == 1
