"""Tables of the delivery machinery. No personal data: opaque ids and topics only."""

from django.db import models
from django.db.models import Q

from uchastie.kernel.ids import new_id


class OutboxEntry(models.Model):
    """What must reach the outside world, written in the transaction of its cause. The worker leases it, delivers,
    marks it sent; a killed worker's lease runs out and another takes over."""

    class State(models.TextChoices):
        READY = "ready"
        SENT = "sent"
        PARKED = "parked"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    topic = models.CharField(max_length=60)
    reference = models.UUIDField()
    key = models.CharField(max_length=160, unique=True)
    state = models.CharField(max_length=6, default=State.READY, choices=State.choices)
    attempts = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField()
    lease = models.UUIDField(null=True, blank=True)  # the worker that is sending it now
    leased_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=100, blank=True)  # class name of the last error, never its text

    class Meta:
        indexes = [
            models.Index(fields=["run_after", "id"], condition=Q(state="ready"), name="delivery_outbox_ready"),
            models.Index(fields=["lease"], condition=Q(lease__isnull=False), name="delivery_outbox_leased"),
        ]


class IdempotencyKey(models.Model):
    """An answer already given: the same key and body get the same answer, another body is refused."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    scope = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    answer = models.CharField(max_length=2000, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="delivery_key_once")]
        indexes = [models.Index(fields=["created_at"], name="delivery_key_age")]


class ScheduledRun(models.Model):
    """A run of a scheduled job: unique by name and moment, so two schedulers start it once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=100)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="delivery_run_once")]


class WorkerBeat(models.Model):
    """A living worker says so every few seconds. What a silent worker holds is taken over by the others."""

    worker = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
