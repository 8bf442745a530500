"""Where those who asked for a service had heard of the centre (A42)."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from uchastie.crm.desk import access
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import Heard
from uchastie.crm.network.models import Unit
from uchastie.kernel.actor import Actor


def count_heard(actor: Actor, unit: Unit, start: dt.datetime, end: dt.datetime) -> dict[Heard, int]:
    """Requests of the period that named it."""
    access.require_reader(actor, unit.path)
    rows = ServiceRequest.objects.filter(
        unit__path__startswith=unit.path, submitted_at__gte=start, submitted_at__lt=end
    ).exclude(heard_from="")
    return {Heard(name): count for name, count in rows.values_list("heard_from").annotate(n=Count("pk")).order_by()}


def count_by_referral(code: str) -> int:
    """A number only: who followed whose advice is nobody's business."""
    return ServiceRequest.objects.filter(referral=code).count()


def count_by_referrals(unit_id: UUID, codes: Collection[str]) -> dict[str, int]:
    """Requests of one centre by the code of the link they came by; numbers only."""
    rows = ServiceRequest.objects.filter(unit_id=unit_id, referral__in=list(codes))
    return dict(rows.values_list("referral").annotate(n=Count("pk")).order_by())
