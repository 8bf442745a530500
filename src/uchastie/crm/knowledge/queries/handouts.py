"""Reads: what can be given to people."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from uchastie.crm.knowledge.models import Handout
from uchastie.crm.network.models import Unit
from uchastie.kernel.errors import NotSeen


def list_handouts(unit: Unit | None, *, service_code: str = "", services: Collection[str] = ()) -> QuerySet[Handout]:
    """What staff of the unit may give: the country's and the centre's own, newest names in order of the alphabet.
    With `services`, only those written for one of them."""
    own = Q(unit__isnull=True) | Q(unit=unit) if unit else Q(unit__isnull=True)
    rows = Handout.objects.filter(own, archived_at__isnull=True).select_related("unit", "file")
    if service_code:
        rows = rows.filter(Q(services=service_code) | Q(services__isnull=True))
    if services:
        rows = rows.filter(services__in=services)
    return rows.order_by("title", "id").distinct()


def get_handout(handout_id: UUID) -> Handout:
    """As everybody may read it: it holds nothing about anybody. An archived one is still read by those who have it."""
    rows = Handout.objects.select_related("unit", "file", "updated_by").prefetch_related("services")
    handout = rows.filter(pk=handout_id).first()
    if handout is None:
        raise NotSeen
    return handout
