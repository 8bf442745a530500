"""Readings and trainings are facts with a day. What must be learnt by when follows from the work of a person (see
`queries/plan.py`); a row of the plan is kept only where the head has said something else."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.network.models import Unit
from uchastie.crm.training.rules import LINK_LENGTH, NOTE_LENGTH, NUMBER_LENGTH, Subject
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

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
    """A member of staff learnt a subject on a day (A8, A70), with the paper of the course if there is one. `until`: the
    last day on which it counts."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="trainings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20, choices=[(subject, subject) for subject in Subject])
    learnt_on = models.DateField()
    until = models.DateField()
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    number = models.CharField("номер свидетельства", max_length=NUMBER_LENGTH, blank=True)
    issued_by = models.CharField("кто выдал", max_length=NOTE_LENGTH, blank=True)
    link = models.CharField("ссылка", max_length=LINK_LENGTH, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    recorded_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "subject", "-learnt_on"], name="training_by_user")]
        constraints = [models.UniqueConstraint(fields=["user", "subject", "learnt_on"], name="training_training_once")]


class Goal(Versioned):
    """What the head has set for one person: another day, a course with its day (A87). Without a service it is of the
    whole subject; with one, of the regulation of that service."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=20, choices=[(subject, subject) for subject in Subject])
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    planned_on = models.DateField(null=True, blank=True)
    course = models.CharField("занятие", max_length=NOTE_LENGTH, blank=True)
    link = models.CharField("ссылка", max_length=LINK_LENGTH, blank=True)
    set_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "subject"], condition=Q(service=None), name="training_goal_of_subject"
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "service"], condition=Q(service__isnull=False), name="training_goal_of_service"
            ),
        ]
