"""Days that are counted once: what a year's line, a region's list and a report are added up from."""

from django.db import models
from django.db.models import Q

from uchastie.crm.network.models import Unit


class DayFigures(models.Model):
    """One centre, one day of its own zone. A recount gives the same numbers; tests hold the two together."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    received = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)
    consultations = models.PositiveIntegerField(default=0)
    without_id = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)  # for help with the platform, of those already decided
    answered = models.PositiveIntegerField(default=0)
    marks = models.PositiveIntegerField(default=0)
    positive = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()
    stale = models.BooleanField(default=False)  # records of this day have changed since

    class Meta:
        indexes = [models.Index(fields=["unit", "day"], condition=Q(stale=True), name="insight_stale")]
        constraints = [models.UniqueConstraint(fields=["unit", "day"], name="insight_day_once")]


class Watermark(models.Model):
    """Up to which change of records the days are counted; one row."""

    only = models.BooleanField(primary_key=True, default=True)
    changed_at = models.DateTimeField()
