"""Signing in by a code, which contacts open which cards, and the talk about a request."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.cabinet.rules import ContactKind, Opened, RemarkKind
from uchastie.crm.desk.models import ServiceRequest
from uchastie.crm.people.models import Beneficiary
from uchastie.kernel.ids import new_id

KINDS = [(kind, kind) for kind in ContactKind]


class LoginCode(models.Model):
    """A code on its way to a contact: only its digest, for ten minutes, for one sign-in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=5, choices=KINDS)
    value = models.CharField(max_length=254)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="cabinet_code_by_end")]


class SignIn(models.Model):
    """Somebody who holds the contact is in, until `ends_at`. Not a user: there is no password and no role."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=5, choices=KINDS)
    value = models.CharField(max_length=254)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    agent = models.CharField(max_length=200, blank=True)  # name of the browser, to tell one's devices apart

    class Meta:
        indexes = [
            models.Index(fields=["kind", "value", "ends_at"], name="cabinet_signin_by_contact"),
            models.Index(fields=["ends_at"], name="cabinet_signin_by_end"),
        ]


class Door(models.Model):
    """May this contact open the cards of this person? Without a row it may not; a shut one was shut by the person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=KINDS)
    value = models.CharField(max_length=254)
    how = models.CharField(max_length=10, choices=[(how, how) for how in Opened])
    open = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["beneficiary", "kind", "value"], name="cabinet_door_once")]
        indexes = [models.Index(fields=["kind", "value"], name="cabinet_door_by_contact")]


class Remark(models.Model):
    """One thing said about a request. `by` is the employee; nobody means the person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in RemarkKind])
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(blank=True)
    changes = models.JSONField(default=list)  # [{"field", "before", "after"}, …] of a change
    settled_at = models.DateTimeField(null=True, blank=True)  # of the person's: answered, or read

    class Meta:
        indexes = [
            models.Index(fields=["request", "at", "id"], name="cabinet_remark_by_request"),
            models.Index(fields=["at", "id"], condition=Q(settled_at__isnull=True), name="cabinet_remark_waiting"),
        ]
