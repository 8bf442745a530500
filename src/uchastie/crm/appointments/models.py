"""Bookings, the guard against booking twice, absences, feeds and what has been reminded of."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uchastie.crm.appointments.rules import AbsenceKind, Format, Half, ReminderKind, State
from uchastie.crm.network.models import Premises, Unit
from uchastie.kernel import clock
from uchastie.kernel.ids import new_id

USER = settings.AUTH_USER_MODEL


class Appointment(models.Model):
    """`about_id` is what the meeting is about, by an opaque id: a request has one agreed appointment at most."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="appointments")
    about_id = models.UUIDField(db_index=True)
    title = models.CharField(max_length=120)  # goes to calendars of others: never a name
    employee = models.ForeignKey(USER, null=True, blank=True, on_delete=models.SET_NULL, related_name="appointments")
    room = models.ForeignKey(Premises, null=True, blank=True, on_delete=models.SET_NULL, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    format = models.CharField(max_length=10, choices=[(item, item) for item in Format])
    state = models.CharField(max_length=10, default=State.AGREED, choices=[(item, item) for item in State])
    # For calendars (RFC 5545): the name of the event for ever, and the number of its change.
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    settled_at = models.DateTimeField(default=clock.now)  # when this time was agreed
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "starts_at"], name="appointments_by_unit"),
            models.Index(fields=["employee", "starts_at"], name="appointments_by_employee"),
            models.Index(fields=["starts_at"], condition=Q(state=State.AGREED), name="appointments_agreed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about_id"], condition=Q(state=State.AGREED), name="appointments_one_agreed"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointments_order"),
        ]


class Hold(models.Model):
    """Five minutes of one employee or one room. The unique key is what keeps two meetings apart on every database;
    rows of what is over are removed."""

    resource_id = models.UUIDField()
    at = models.DateTimeField()
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="holds")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource_id", "at"], name="appointments_hold_once")]
        indexes = [models.Index(fields=["at"], name="appointments_hold_at")]


class Absence(models.Model):
    """Days when an employee is away, in every unit; nothing is deleted, only taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=10, choices=[(item, item) for item in AbsenceKind])
    first_on = models.DateField("первый день")
    last_on = models.DateField("последний день")
    half = models.CharField(max_length=10, blank=True, choices=[(item, item) for item in Half])
    created_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "last_on"], name="appointments_absence_find")]
        constraints = [models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="appointments_days_order")]


class Feed(models.Model):
    """The secret address of an employee's calendar; only its digest is kept. One is open at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at__isnull=True), name="appointments_one_feed")
        ]


class Reminder(models.Model):
    """This reminder of this time has been given: written in the transaction that tells, so it is told once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=5, choices=[(item, item) for item in ReminderKind])
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "kind", "sequence"], name="appointments_remind_once")
        ]
