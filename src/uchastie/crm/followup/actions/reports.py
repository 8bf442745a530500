"""The guardian's own report of a month (B31)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from uchastie.crm.followup import access, queries
from uchastie.crm.followup.events import ReportSent
from uchastie.crm.followup.models import GuardianReport
from uchastie.crm.followup.rules import help as rules
from uchastie.crm.guardianship import queries as guardianship
from uchastie.crm.journal import actions as journal
from uchastie.kernel import bus, clock
from uchastie.kernel.actor import Actor
from uchastie.kernel.errors import Refusal

KIND = "followup.guardianreport"


@transaction.atomic
def send_report(
    *,
    actor: Actor,
    guardianship_id: UUID,
    month: dt.date,
    text: str,
    difficulties: str = "",
    wants_help: bool = False,
) -> GuardianReport:
    """One report a month; sent again, it takes the place of the earlier one and is unread again."""
    pair = guardianship.get_guardianship(actor, guardianship_id)
    access.require_guardian(actor, pair)
    if pair.help_started_on is None or month.replace(day=1) < pair.help_started_on.replace(day=1):
        raise Refusal("not_started", "В этом месяце помощь ещё не шла.", field="month")
    now = clock.now()
    clean = rules.require_report(text, month, now.astimezone(pair.unit.zone).date())
    if len(difficulties) > rules.REPORT_LIMIT:
        raise Refusal("difficulties", f"Не больше {rules.REPORT_LIMIT} знаков.", field="difficulties")
    values = {"text": clean, "difficulties": difficulties.strip(), "wants_help": wants_help, "sent_at": now}
    report, made = GuardianReport.objects.get_or_create(
        guardianship=pair, month=month.replace(day=1), defaults={"unit_id": pair.unit_id, **values}
    )
    if not made:
        report.apply(**values, read_at=None, read_by=None)
    _record(actor, report, "report_sent")
    bus.announce(ReportSent(report.pk, pair.pk))
    return report


@transaction.atomic
def read_report(*, actor: Actor, report_id: UUID) -> GuardianReport:
    report = queries.get_report(actor, report_id)
    access.require_coordinator(actor, report.unit.path)
    if report.read_at is None:
        report.apply(read_at=clock.now(), read_by_id=actor.user_id)
        _record(actor, report, "report_read")
    return report


def _record(actor: Actor, report: GuardianReport, verb: str) -> None:
    journal.record(
        actor,
        verb=verb,
        object_kind=KIND,
        object_id=report.pk,
        unit_id=report.unit_id,
        pair=report.guardianship_id,
    )
