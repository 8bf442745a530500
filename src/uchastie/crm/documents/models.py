"""A file of a person is a row here and bytes in the data folder, under a name nobody can guess."""

from django.conf import settings
from django.db import models

from uchastie.crm.documents.rules import Kind
from uchastie.kernel.ids import new_id


class StoredFile(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=40)  # chooses the guard: "desk.letter"
    about_id = models.UUIDField()  # the object of the owner, by opaque id
    unit_id = models.UUIDField(null=True, blank=True)
    name = models.CharField("имя файла", max_length=120)
    kind = models.CharField(max_length=100, choices=[(kind, kind) for kind in Kind])
    size = models.PositiveIntegerField()  # bytes, as kept
    digest = models.CharField(max_length=64)  # SHA-256 of what is kept
    place = models.CharField(max_length=80, unique=True)  # below DATA_DIR/files
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["purpose", "about_id", "stored_at"], name="documents_by_object")]
