"""How requests pass between people and centres, come back, and how the queue is looked at."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.desk.models.requests import ServiceRequest
from uchastie.crm.desk.rules import CancelReason, Step, Why
from uchastie.crm.network.models import Unit
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id

USER = settings.AUTH_USER_MODEL


class SavedFilter(models.Model):
    """A named selection of the queue: of one employee, or shared with the whole unit by its head."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("название отбора", max_length=60)
    query = models.CharField(max_length=600)  # as it stands in the address: codes, ids and dates only
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "owner", "name"], name="desk_filter_once")]


class Handover(models.Model):
    """The request went from one employee to another, or to nobody; after a conflict of interest for good (A13)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="handovers")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    from_user = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    to_user = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=10, default=Why.WORK, choices=[(why, why) for why in Why])
    note = models.CharField(max_length=500, blank=True)


class Transfer(models.Model):
    """The request went to another centre with its number and its clock; the sender keeps this trace."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="transfers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    return_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["from_unit", "at", "id"], name="desk_transfers_from")]
        constraints = [models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="desk_transfer_elsewhere")]

    def is_arrival(self, request: ServiceRequest) -> bool:
        """By this the request came to the centre where it is now."""
        return self.returned_at is None and self.to_unit_id == request.unit_id

    def is_refusal(self, request: ServiceRequest) -> bool:
        """The receiver has sent the request back to the centre where it is now."""
        return self.returned_at is not None and self.from_unit_id == request.unit_id


class Reopening(models.Model):
    """A request that was closed is worked on again, by staff or by its person; what its former clock had come to is
    kept here. `by` is nobody when the person has asked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="reopenings")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500)
    due_at = models.DateTimeField()
    contacted_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=15, blank=True, choices=[(reason, reason) for reason in CancelReason])


class LastStep(models.Model):
    """How the request stood before its last step, for those who take the step back. One per request."""

    request = models.OneToOneField(ServiceRequest, primary_key=True, on_delete=models.CASCADE, related_name="last_step")
    step = models.CharField(max_length=10, choices=[(step, step) for step in Step])
    by = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField()  # of the request after the step
    before = models.JSONField()  # field → value
    made = models.JSONField(default=list)  # ids of the rows the step has made


class TourMark(models.Model):
    """The employee has seen the first-day tour and does not need it again."""

    user = models.OneToOneField(USER, primary_key=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)
