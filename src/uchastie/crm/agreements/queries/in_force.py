"""What counts today. These answers open and close the families' data, so nothing here is remembered."""

import datetime as dt
from uuid import UUID

from django.db.models import Q

from uchastie.crm.agreements.models import Agreement, TransferConsent
from uchastie.crm.agreements.rules import Kind, State
from uchastie.kernel import clock


def in_force(guardian_id: UUID, case_id: UUID | None = None) -> frozenset[Kind]:
    """Kinds that count for this guardian on the present day of its headquarters; with a family also their common one.

    By the dates, not by the state alone: what expired at midnight counts for nothing at midnight."""
    return frozenset(list_in_force(guardian_id, case_id))


def list_in_force(guardian_id: UUID, case_id: UUID | None = None) -> dict[Kind, Agreement]:
    """The agreements themselves, by kind; of two the one that lasts longer."""
    rows = Agreement.objects.filter(guardian_id=guardian_id, state=State.IN_FORCE)
    rows = rows.filter(Q(case=None) | Q(case_id=case_id)) if case_id else rows.filter(case=None)
    ordered = rows.select_related("unit").order_by("valid_until", "pk")
    return {Kind(row.kind): row for row in ordered if counts_today(row)}


def may_sign_by_code(*, guardian_id: UUID | None = None, case_id: UUID | None = None) -> bool:
    """Has this party joined the agreement on signing by a code?"""
    party = {"guardian_id": guardian_id} if guardian_id else {"case_id": case_id, "guardian_id": None}
    rows = Agreement.objects.filter(kind=Kind.ADHESION, state=State.IN_FORCE, **party)
    return any(counts_today(row) for row in rows.select_related("unit"))


def counts_today(agreement: Agreement) -> bool:
    return agreement.valid_from <= today_of(agreement) <= agreement.valid_until


def today_of(agreement: Agreement) -> dt.date:
    return clock.today(agreement.unit.zone)


def has_transfer_consent(case_id: UUID, guardian_id: UUID) -> bool:
    """Has the family agreed that its data go to this guardian, and not withdrawn it (B56)?"""
    rows = TransferConsent.objects.filter(case_id=case_id, guardian_id=guardian_id, withdrawn_at=None)
    return rows.filter(consent__withdrawn_at=None).exists()
