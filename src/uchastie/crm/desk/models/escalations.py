"""Whom a missed deadline has been told to."""

from django.db import models

from uchastie.crm.desk.models.requests import ServiceRequest
from uchastie.crm.desk.rules import Level
from uchastie.kernel.ids import new_id


class Escalation(models.Model):
    """One promise that was missed, told once on each level. A reopened request has a new promise."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="escalations", db_index=False)
    level = models.CharField(max_length=10, choices=[(level, level) for level in Level])
    due_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "level", "due_at"], name="desk_escalated_once")]
