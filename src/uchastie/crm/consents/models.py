"""Texts by version and receipts. A receipt keeps the version and the moment; it is withdrawn, never deleted."""

from django.conf import settings
from django.db import models

from uchastie.crm.consents.rules import Method, Purpose
from uchastie.kernel.ids import new_id


class ConsentText(models.Model):
    """A published text. `plain` is [{icon, question, answer}], `points` the numbered document; {operator}, {unit},
    {address}, {phone} stand for the centre's own data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=20, choices=[(purpose, purpose) for purpose in Purpose])
    number = models.PositiveSmallIntegerField("редакция")
    published_on = models.DateField()
    title = models.CharField(max_length=200)
    plain = models.JSONField(default=list)
    points = models.JSONField(default=list)
    keep_years = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "number"], name="consents_text_number")]


class Consent(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="receipts", db_index=False)
    subject_id = models.UUIDField()  # the beneficiary, by opaque id: the registry of people stands above
    about_id = models.UUIDField(null=True, blank=True)  # the request it was given with
    name = models.CharField(max_length=200)
    method = models.CharField(max_length=10, choices=[(method, method) for method in Method])
    given_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    address = models.GenericIPAddressField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "given_at"], name="consents_by_subject"),
            models.Index(fields=["about_id", "given_at"], name="consents_by_object"),
        ]
