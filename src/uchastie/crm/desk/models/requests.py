"""A request, the attempts to reach the person, the steps of the regulation that were done, the delivery, the review."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.catalogue.models import Principle, Regulation, RegulationStep, Service, Topic
from uchastie.crm.desk.rules import CancelReason, Channel, DraftForm, Format, Heard, Phase, Result, Status, phase_of
from uchastie.crm.network.models import Unit
from uchastie.crm.people.models import Beneficiary
from uchastie.crm.people.rules import Way
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned

USER = settings.AUTH_USER_MODEL


class NumberSeries(models.Model):
    """The last serial number given in a region and year; numbers are taken inside the transaction that uses them."""

    region_code = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region_code", "year"], name="desk_series_once")]


class ServiceRequest(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("номер", max_length=20, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="requests", db_index=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="requests", db_index=False)
    regulation = models.ForeignKey(
        Regulation,
        on_delete=models.PROTECT,
        related_name="requests",
        db_index=False,
    )  # the version in force then
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="requests", db_index=False)
    channel = models.CharField(max_length=20, choices=[(channel, channel) for channel in Channel])
    status = models.CharField(max_length=12, default=Status.NEW, choices=[(status, status) for status in Status])
    phase = models.CharField(max_length=10, default=Phase.CONTACT, choices=[(phase, phase) for phase in Phase])
    # When staff must act next: the contact deadline, the agreed time, or the day to ask again. Orders the queue;
    # None once nothing more is to be done.
    attention_at = models.DateTimeField(null=True, blank=True)
    need = models.TextField("что нужно", blank=True)
    preferred_way = models.CharField(max_length=10, choices=[(way, way) for way in Way])
    preferred_time = models.CharField("когда удобно", max_length=100, blank=True)
    id_pending = models.BooleanField("без ID", default=False)  # A66
    letter_number = models.CharField("входящий номер", max_length=50, blank=True)
    letter_date = models.DateField("дата письма", null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)  # A45: who writes or calls is invited…
    invited_for = models.DateTimeField(null=True, blank=True)  # … to this hour, or to call when it is empty
    assignee = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    created_by = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField()
    updated_at = models.DateTimeField(default=clock.now)  # other systems ask what has changed since
    contact_due_at = models.DateTimeField()
    contact_warning = models.CharField(max_length=300, blank=True)  # e.g. the calendar of that year is not published
    viewed_at = models.DateTimeField(null=True, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    agreed_at = models.DateTimeField("дата и время", null=True, blank=True)
    agreed_format = models.CharField(max_length=10, blank=True, choices=[(item, item) for item in Format])
    agreed_note = models.CharField("что взять, где встретимся", max_length=300, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)  # the clock of the first contact began anew then
    asked_at = models.DateTimeField(null=True, blank=True)  # since then the person waits for a word from the centre
    cancel_reason = models.CharField(max_length=15, blank=True, choices=[(reason, reason) for reason in CancelReason])
    cancel_note = models.CharField(max_length=500, blank=True)
    heard_from = models.CharField("откуда узнали", max_length=10, blank=True, choices=[(h, h) for h in Heard])  # A42
    referral = models.CharField(
        max_length=16, blank=True
    )  # the code of the link by which somebody recommended the centre

    class Meta:
        indexes = [
            # The day's queue of one centre, in its order. "Is not null" is the one condition that SQLite too can match
            # with a query whose values are parameters. The owner stands at its end so that the tabs are counted from
            # the index alone.
            models.Index(
                fields=["unit", "phase", "attention_at", "id", "assignee"],
                condition=Q(attention_at__isnull=False),
                name="desk_queue",
            ),
            models.Index(fields=["unit", "submitted_at", "id"], name="desk_by_unit_time"),
            models.Index(fields=["unit", "updated_at", "id"], name="desk_by_unit_change"),
            models.Index(fields=["updated_at"], name="desk_by_change"),
            models.Index(
                fields=["unit", "delivered_at"], condition=Q(delivered_at__isnull=False), name="desk_by_delivery"
            ),
            models.Index(fields=["unit", "contact_due_at"], name="desk_by_due"),
            models.Index(fields=["beneficiary", "submitted_at"], name="desk_by_beneficiary"),
            models.Index(fields=["unit", "beneficiary"], condition=Q(id_pending=True), name="desk_without_id"),
            models.Index(fields=["unit", "asked_at", "id"], condition=Q(asked_at__isnull=False), name="desk_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[Status.NEW, Status.VIEWED, Status.CANCELLED]) | Q(contacted_at__isnull=False),
                name="desk_contact_before_work",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.DELIVERED, Status.RATED]) | Q(delivered_at__isnull=False),
                name="desk_delivered_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CANCELLED) | ~Q(cancel_reason=""), name="desk_cancelled_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(phase=Phase.DONE, attention_at__isnull=True)
                | (~Q(phase=Phase.DONE) & Q(attention_at__isnull=False)),
                name="desk_open_has_attention",
            ),
            models.CheckConstraint(condition=Q(contact_due_at__gt=F("submitted_at")), name="desk_due_after_submission"),
        ]

    @property
    def clock_began_at(self) -> dt.datetime:
        """When the promise of two working days was given: at submission, or anew when the request came back."""
        return self.reopened_at or self.submitted_at

    def apply(self, **changes: Any) -> Self:
        return super().apply(**changes, updated_at=clock.now())

    def enter(self, status: Status, **changes: Any) -> Self:
        """Into the status the machine has named; the phase follows from it and is never set by itself."""
        return self.apply(status=status, phase=phase_of(status), **changes)


class ContactAttempt(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="contact_attempts")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    way = models.CharField(max_length=10, choices=[(way, way) for way in Way])
    result = models.CharField(max_length=15, choices=[(result, result) for result in Result])
    note = models.CharField(max_length=500, blank=True)


class StepCheck(models.Model):
    """A step of the regulation that was done in this request: by whom and when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="step_checks", db_index=False)
    step = models.ForeignKey(RegulationStep, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "step"], name="desk_step_once")]


class Group(models.Model):
    """One consultation of many people. Who gave a name has a request and a delivery of his own; the rest are counted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="groups", db_index=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    unnamed = models.PositiveSmallIntegerField("без имени", default=0)

    class Meta:
        indexes = [models.Index(fields=["unit", "at"], name="desk_group_by_time")]


class Delivery(models.Model):
    """One per request: what was done, under which version of the regulation (A3, A39)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.OneToOneField(ServiceRequest, on_delete=models.CASCADE, related_name="delivery")
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries", db_index=False
    )
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    format = models.CharField(max_length=10, choices=[(item, item) for item in Format])
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = models.TextField(blank=True)
    exemption = models.CharField("почему не по всем шагам", max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["group"], condition=Q(group__isnull=False), name="desk_delivered_together")]


class Review(models.Model):
    """One per delivery, by the person alone; editable for 30 days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.OneToOneField(ServiceRequest, on_delete=models.CASCADE, related_name="review")
    stars = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="desk_review_stars")]


class Note(models.Model):
    """A working note. The person may read it on request (A10), and the page says so to who writes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="notes")
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    text = models.TextField()


class QualityCheck(models.Model):
    """The head's check of one delivery by the eight principles (A6): one answer per principle."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="quality_checks", db_index=False)
    principle = models.ForeignKey(Principle, on_delete=models.PROTECT, related_name="+", db_index=False)
    kept = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "principle"], name="desk_quality_once")]


class Draft(models.Model):
    """A form not sent yet: only its author reads it. The id is the form's one-time key, so that the form sent from
    two devices is one request. Erased when the form is saved, by its author, or after seven days."""

    id = models.UUIDField(primary_key=True, editable=False)
    author = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=10, choices=[(form, form) for form in DraftForm])
    fields = models.JSONField()  # [[name, value], …] as typed
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["author", "saved_at"], name="desk_draft_by_author"),
            models.Index(fields=["saved_at"], name="desk_draft_by_age"),
        ]
