"""A visit to a centre, and the tablets people check in on by themselves."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.catalogue.models import Audience
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.visits.rules import CancelReason, Purpose, Way
from uchastie.kernel.ids import new_id

USER = settings.AUTH_USER_MODEL


class Tablet(models.Model):
    """A device that may only check people in; its link is kept as a digest and can be revoked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="tablets")
    name = models.CharField("где стоит", max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seen_on = models.DateField(null=True, blank=True)  # the last day somebody checked in on it
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "made_at"], name="visits_tablets")]


class Visit(models.Model):
    """One mark: a person, or somebody without a name, and how many came along. Never deleted, only cancelled."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="visits")
    at = models.DateTimeField()
    day = models.DateField()  # in the zone of the centre: what visits are counted by
    person = models.ForeignKey(Beneficiary, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    audience = models.ForeignKey(Audience, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    extra = models.PositiveSmallIntegerField("пришли вместе", default=0)
    purpose = models.CharField(max_length=10, choices=[(purpose, purpose) for purpose in Purpose])
    way = models.CharField(max_length=10, choices=[(way, way) for way in Way])
    request = models.ForeignKey(ServiceRequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="visits")
    by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tablet = models.ForeignKey(Tablet, null=True, blank=True, on_delete=models.SET_NULL, related_name="visits")
    key = models.CharField(max_length=40)  # the same press twice, or a mark sent again after a broken connection
    sent_at = models.DateTimeField()  # later than `at` when the device had no connection
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cancel_reason = models.CharField(max_length=15, blank=True, choices=[(reason, reason) for reason in CancelReason])

    class Meta:
        indexes = [
            models.Index(fields=["unit", "day", "at", "id"], name="visits_by_day"),
            models.Index(fields=["person", "at"], name="visits_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="visits_key_once"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancel_reason=""), name="visits_cancelled_has_reason"
            ),
        ]

    @property
    def people(self) -> int:
        return 1 + self.extra
