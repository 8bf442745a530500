"""The production calendar as editable data: the days that differ from an ordinary week."""

from django.db import models
from django.db.models import Q

from uchastie.kernel.ids import new_id


class CalendarYear(models.Model):
    """A year that has been published; a date in a year without a row gets a loud warning."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200)


class CalendarDay(models.Model):
    """A weekday that is off, or a weekend that works. `region` is empty for the whole country; a region's day
    overrides the country's."""

    class Kind(models.TextChoices):
        OFF = "off"
        WORKING = "working"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    date = models.DateField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    region = models.CharField(max_length=2, blank=True)
    name = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "date"], name="deadlines_day_once")]


class CalendarRevision(models.Model):
    """One row with a value that every edit renews: a process reads it to know whether the calendar it has is still
    the calendar. Never a number: one that was rolled back could come again with other days."""

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    value = models.UUIDField(default=new_id)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="deadlines_revision_one_row")]
