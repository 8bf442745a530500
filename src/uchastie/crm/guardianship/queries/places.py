"""Places of guardians: how many families at once, how many are helped and promised."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q

from uchastie.crm.guardians import queries as guardians
from uchastie.crm.guardians.models import Guardian
from uchastie.crm.guardianship.models import Guardianship
from uchastie.crm.guardianship.rules import OPEN, RESERVED, Places
from uchastie.kernel.actor import SYSTEM


def places(guardian: Guardian) -> Places:
    return places_of([guardian.pk])[guardian.pk]


def places_of(ids: Collection[UUID]) -> dict[UUID, Places]:
    """One query for a whole list of guardians."""
    reserved = Count("guardianships", filter=Q(guardianships__state__in=sorted(RESERVED)))
    taken = Count("guardianships", filter=Q(guardianships__state__in=sorted(OPEN - RESERVED)))
    rows = guardians.visible_to(SYSTEM).filter(pk__in=ids).annotate(taken=taken, reserved=reserved)
    found = rows.values_list("pk", "capacity", "taken", "reserved")
    return {pk: Places(capacity, taken, reserved) for pk, capacity, taken, reserved in found}


def seats_of(guardian_id: UUID) -> set[int]:
    """Numbers of the places that open pairs hold."""
    rows = Guardianship.objects.filter(guardian=guardian_id, state__in=sorted(OPEN))
    return set(rows.values_list("seat", flat=True))
