"""A report that was formed: its numbers as they were, who formed it and when. It is never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.network.models import Unit
from uchastie.crm.reports.rules import MOST_REASON, State
from uchastie.kernel.ids import new_id


class Report(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=8)  # «2026-11», «2026-Q4», «2026-H2», «2026»
    number = models.PositiveSmallIntegerField()  # the version, from 1
    state = models.CharField(max_length=8, default=State.MAKING, choices=[(state, state) for state in State])
    reason = models.CharField(max_length=MOST_REASON, blank=True)
    numbers = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "period", "number"], name="reports_version_once"),
            models.UniqueConstraint(
                fields=["unit", "period"], condition=Q(state=State.MAKING), name="reports_made_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.READY) | Q(made_at__isnull=False), name="reports_ready_made"
            ),
        ]
