"""What the person was given to take home."""

from django.conf import settings
from django.db import models

from uchastie.crm.desk.models.requests import ServiceRequest
from uchastie.crm.knowledge.models import Handout
from uchastie.crm.knowledge.rules import Way
from uchastie.kernel.ids import new_id


class HandoutGiven(models.Model):
    """A73: this handout, with this request, once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="handouts_given", db_index=False)
    handout = models.ForeignKey(Handout, on_delete=models.PROTECT, related_name="given")
    way = models.CharField("как отдали", max_length=5, blank=True, choices=[(way, way) for way in Way])
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "handout"], name="desk_handout_once")]
