"""How a unit keeps its promise to call within two working days: an indicator computed from the records (A12, A18)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q

from uchastie.crm.desk import access
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.desk.rules import CancelReason, Status
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.actor import Actor

DAYS = 30


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Of the requests whose deadline fell into the last `days` days: how many were contacted in time."""

    kept: int
    due: int
    days: int = DAYS

    @property
    def share(self) -> float | None:
        """None when nothing was due: no data is not a hundred per cent."""
        return self.kept / self.due if self.due else None


def get_punctuality(actor: Actor, unit: Unit) -> Punctuality:
    """Withdrawn by the person, repeated and test requests are left out: nobody was to be called."""
    access.require_reader(actor, unit.path)
    now = clock.now()
    since = now - dt.timedelta(days=DAYS)
    dropped = Q(
        status=Status.CANCELLED,
        cancel_reason__in=[CancelReason.DUPLICATE, CancelReason.TEST, CancelReason.BY_APPLICANT],
    )
    met_or_passed = Q(contact_due_at__lt=now) | Q(contacted_at__isnull=False)
    due = (
        ServiceRequest.objects.filter(
            met_or_passed, unit__path__startswith=unit.path, submitted_at__gte=since - dt.timedelta(days=14)
        )
        .filter(contact_due_at__gte=since)
        .exclude(dropped)
    )
    kept = Q(contacted_at__isnull=False, contacted_at__lte=F("contact_due_at"))
    found = due.aggregate(due=Count("pk"), kept=Count("pk", filter=kept))
    return Punctuality(found["kept"], found["due"])
