"""Meetings that are to come."""

from collections.abc import Collection
from uuid import UUID

from uchastie.crm.guardianship.models import Guardianship, Visit
from uchastie.kernel import clock


def list_visits(pairs: Collection[Guardianship | UUID]) -> list[Visit]:
    """Those still to come, the nearest first. The caller has checked that the actor may see the pairs."""
    rows = Visit.objects.filter(guardianship__in=list(pairs), cancelled_at=None, at__gte=clock.now())
    return list(rows.select_related("guardianship__guardian", "guardianship__unit").order_by("at", "id")[:20])
