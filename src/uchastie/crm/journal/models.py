"""What happened, and the chain that seals it. Rows are only ever added: triggers of both databases refuse the rest."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from uchastie.kernel.ids import new_id


class Entry(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=40)  # past tense: "contacted", "viewed", "delivered"
    object_kind = models.CharField(max_length=40)  # "desk.request"
    object_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    # Codes and ids, never names, phones or free text.
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    mac = models.CharField(max_length=64)  # HMAC of the row, made when it is written: no row comes in by the back door

    class Meta:
        indexes = [
            models.Index(fields=["object_id", "at"], name="journal_by_object"),
            models.Index(fields=["actor_id", "at"], name="journal_by_actor"),
        ]


class Link(models.Model):
    """One entry's place in the chain. `digest` is an HMAC over the entry's mac, its place and the digest before it.

    Links stand beside the entries, not in them, so that an entry is never updated. No foreign key in the database:
    an entry that is gone must be found by the check, not hidden by a cascade.
    """

    position = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(
        Entry, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="link"
    )
    digest = models.CharField(max_length=64)


class Seal(models.Model):
    """The head of the chain at a moment, with a signature of its own: shows a tail that was cut off."""

    number = models.PositiveBigIntegerField(primary_key=True)
    position = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    signature = models.CharField(max_length=64)
