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


class DayMeasure(models.Model):
    """What one measure adds up to on one day of the unit's zone; of a state the value from that day on. Only days with
    something, and of a state only days on which it changed."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    day = models.DateField()
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "code", "day"], name="insight_measure_once")]


class Mark(models.Model):
    """A day that is to be counted anew. Only ever added and taken away, never changed: a mark made while its day is
    being counted is another row, so it cannot be lost (docs/adr)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()


class Turn(models.Model):
    """One row: who holds it counts; the others wait, so that an older count never lies over a newer one."""

    only = models.BooleanField(primary_key=True, default=True)
    taken = models.PositiveIntegerField(default=0)


class Counting(models.Model):
    """How a unit was counted last: its days belong to this zone, its answers «since the connection» to that day."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, primary_key=True, related_name="counting")
    tz = models.CharField(max_length=40)
    connected_on = models.DateField()
    counted_at = models.DateTimeField()
    counted_on = models.DateField()  # the day it was at the unit


class Proof(models.Model):
    """One comparison of the tables of days with a recount from the records."""

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    whole = models.BooleanField()  # everything, or a sample
    first = models.DateField()
    last = models.DateField()
    units = models.PositiveIntegerField()
    compared = models.PositiveIntegerField()
    differences = models.PositiveIntegerField()
    found = models.JSONField(default=list)  # the first differences: [unit id, code, day, kept, counted]
