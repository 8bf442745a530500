"""Entries are written in the transaction of what they tell, and never changed. No personal data: ids and codes only."""

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
    details = models.JSONField(default=dict)  # codes and ids, never names, phones or free text

    class Meta:
        indexes = [
            models.Index(fields=["object_id", "at"], name="journal_by_object"),
            models.Index(fields=["actor_id", "at"], name="journal_by_actor"),
        ]


class Seal(models.Model):
    """A sealed run of entries: HMAC over the entries and the seal before it. Broken by any change, removal or insertion."""

    number = models.PositiveBigIntegerField(primary_key=True)
    first_id = models.UUIDField()
    last_id = models.UUIDField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
