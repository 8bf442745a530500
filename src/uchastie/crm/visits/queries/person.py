"""The visits of one person, for the story on the person's card."""

from uuid import UUID

from django.db.models import Q

from uchastie.crm.desk.access import READERS
from uchastie.crm.people.rules import Period
from uchastie.crm.visits.models import Visit
from uchastie.kernel.actor import Actor

MOST = 400  # of one year; nobody comes more often


def list_visits_of(actor: Actor, person_id: UUID, period: Period) -> list[Visit]:
    """Of the twelve months, newest first, to the centres the actor reads; one statement."""
    inside = Q(pk__in=[])
    for path in actor.paths(*READERS):
        inside |= Q(unit__path__startswith=path)
    made = Visit.objects.filter(inside, person_id=person_id, cancelled_at=None)
    year = made.filter(at__gte=period.starts_at, at__lt=period.ends_at)
    return list(year.select_related("unit", "request").order_by("-at", "-id")[:MOST])
