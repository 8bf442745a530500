"""Readings and trainings are facts with a day."""

from django.conf import settings
from django.db import models

from uchastie.crm.catalogue.models import Regulation
from uchastie.crm.network.models import Unit
from uchastie.crm.training.rules import NOTE_LENGTH, Subject
from uchastie.kernel.ids import new_id

USER = settings.AUTH_USER_MODEL


class Reading(models.Model):
    """«Прочитал и буду оказывать по нему» (A33): who, which version, when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT, related_name="readings")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "regulation"], name="training_reading_once")]


class Training(models.Model):
    """A member of staff learnt a subject on a day (A8)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="trainings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20, choices=[(subject, subject) for subject in Subject])
    learnt_on = models.DateField()
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    recorded_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "subject", "-learnt_on"], name="training_by_user")]
        constraints = [models.UniqueConstraint(fields=["user", "subject", "learnt_on"], name="training_training_once")]
