"""Until the licence capability is whole, the approved set of a centre is data: one row per elective service it may
offer. The four base services need no row: every centre has them (A26)."""

from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.models import Service
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id


class Offer(models.Model):
    """A service of the centre's approved set, from `since` until it is ended."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="offers")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="offers")
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "service"], condition=Q(ended_at__isnull=True), name="licensing_offer_once"
            )
        ]
