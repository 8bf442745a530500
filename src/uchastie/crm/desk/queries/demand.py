"""How often people asked a centre for a service, for those who build its set (A28)."""

import datetime as dt
from uuid import UUID

from django.db.models import Count, Q

from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import OPEN
from uchastie.crm.licensing.guards import Demand


def demand_of(unit_id: UUID, since: dt.datetime) -> dict[str, Demand]:
    """Service code → requests since then, and all that are open now, however old. One query."""
    still = Q(status__in=OPEN)
    rows = ServiceRequest.objects.filter(Q(submitted_at__gte=since) | still, unit_id=unit_id).values("service_id")
    counted = rows.annotate(asked=Count("id", filter=Q(submitted_at__gte=since)), waiting=Count("id", filter=still))
    return {row["service_id"]: Demand(row["asked"], row["waiting"]) for row in counted}
