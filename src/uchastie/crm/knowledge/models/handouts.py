"""A handout is changed in place and counted by those who give it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.models import Service
from uchastie.crm.documents.models import StoredFile
from uchastie.crm.knowledge.rules import LINK_LENGTH, TITLE_LENGTH
from uchastie.crm.network.models import Unit
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


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
