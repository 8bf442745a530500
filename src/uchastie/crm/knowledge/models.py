"""Readings and trainings are facts with a day; a handout is changed in place and counted by those who give it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.models import Regulation, Service
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.knowledge.rules import LINK_LENGTH, NOTE_LENGTH, TITLE_LENGTH, Subject
from uchastie.crm.network.models import Unit
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
        constraints = [models.UniqueConstraint(fields=["user", "regulation"], name="knowledge_reading_once")]


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
        indexes = [models.Index(fields=["user", "subject", "-learnt_on"], name="knowledge_by_user")]
        constraints = [models.UniqueConstraint(fields=["user", "subject", "learnt_on"], name="knowledge_training_once")]


class Handout(Versioned):
    """What a person takes home: a text of ours, a link or a file. Without a unit it is of the whole country."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("название", max_length=TITLE_LENGTH)
    text = models.TextField("текст", blank=True)
    link = models.CharField("ссылка", max_length=LINK_LENGTH, blank=True)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    services = models.ManyToManyField(Service, blank=True, related_name="handouts")
    archived_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["title", "id"], condition=Q(archived_at__isnull=True), name="knowledge_handouts")
        ]
