"""Snapshots are written once and never changed (a trigger holds it): a correction is a version more, with a reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id


class Snapshot(models.Model):
    """A region's day (B48). `at` is when it was counted, `day` is whose 18:00 it stands for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="snapshots")
    day = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    late = models.BooleanField(default=False)  # counted much later than 18:00: the installation stood still
    figures = models.JSONField()  # see `rules.Figures.as_json`
    reason = models.CharField("почему цифра другая", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day", "version"], name="oversight_version_once"),
            models.CheckConstraint(
                condition=Q(version=1) | (~Q(reason="") & Q(by__isnull=False)), name="oversight_correction_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["day", "unit", "-version"], name="oversight_by_day")]
