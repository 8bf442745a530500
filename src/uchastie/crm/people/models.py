"""One registry, two kinds (A5). Nothing here judges a person (A10): no ratings, no «difficult», no diagnoses."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uchastie.crm.network.models import Unit
from uchastie.crm.people.rules import Kind, Way
from uchastie.kernel.ids import new_id
from uchastie.kernel.versions import Versioned


class Beneficiary(Versioned):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=15, default=Kind.PERSON, choices=[(kind, kind) for kind in Kind])
    name = models.CharField("имя или название", max_length=200)
    volunteer_id = models.CharField("ID на Добро.рф", max_length=10, blank=True)
    preferred_way = models.CharField(max_length=10, default=Way.PHONE, choices=[(way, way) for way in Way])
    reminders_off = models.BooleanField(default=False)  # A7: reminders can be switched off
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    search_text = models.TextField(default="", editable=False)  # made by kernel.search from name, phones, ids

    class Meta:
        indexes = [models.Index(fields=["volunteer_id"], condition=~Q(volunteer_id=""), name="people_by_volunteer_id")]


class ContactPoint(models.Model):
    """A phone (E.164) or an e-mail address (lower case)."""

    class Kind(models.TextChoices):
        PHONE = "phone"
        EMAIL = "email"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    value = models.CharField(max_length=254)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["beneficiary", "kind", "value"], name="people_contact_once")]
        indexes = [models.Index(fields=["kind", "value"], name="people_by_contact")]


class Acquaintance(models.Model):
    """A unit knows a person because the person turned to it. Who a unit does not know, its staff do not see."""

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="acquaintances")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="acquaintances")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "beneficiary"], name="people_acquaintance_once")]
